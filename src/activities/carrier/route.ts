import type { PartDependencies, PartVerbs } from '../objects/part.js';
import { noLongerRunning, retriedFailure } from '../step-failure.js';
import { carrierAccess, didOf } from './access.js';

/** Returns the verbs of the route of a number at its carrier. It leads calls to our trunk; its removal restores the earlier route. */
export function carrierRoute(dependencies: PartDependencies): PartVerbs {
  const access = carrierAccess(dependencies);
  return {
    create: async ({ spec, timeLimitMs }) => {
      const operation = await access.operationOf(spec);
      if (operation?.state === 'succeeded') return {};
      const link = operation?.state === 'running' ? operation.carrier : null;
      if (link === null) throw noLongerRunning('its number may not be routed');
      // The request may have been carried out before, so a failure always counts as ambiguous, and the compensation checks the route.
      await access.changing(spec, timeLimitMs, true, (carrier) =>
        carrier.route(link.connection.numberId, link.connection.trunkId),
      );
      return {};
    },

    /** Restores the earlier route, unless somebody has changed the route since. */
    remove: async ({ spec, timeLimitMs }) => {
      const operation = await access.operationOf(spec);
      if (operation?.state !== 'compensating' || operation.carrier === null) return {};
      const { trunkId, routeBefore } = operation.carrier.connection;
      try {
        await access.open(spec, timeLimitMs).restore(didOf(spec), trunkId, routeBefore);
        return {};
      } catch (error) {
        throw retriedFailure(error);
      }
    },

    tearDown: (input) =>
      access.tearDown(input, async (carrier, { trunkId, routeBefore }, { number }) => {
        if (number.kind === 'number') await carrier.restore(number.value, trunkId, routeBefore);
      }),
  };
}
