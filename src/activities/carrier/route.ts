import type { PartDependencies, PartVerbs } from '../objects/part.js';
import { noLongerRunning, retriedFailure } from '../step-failure.js';
import { carrierAccess, didOf } from './access.js';

/** The route of a number at its carrier: calls come in through our trunk, and go where they went before once it is removed. */
export function carrierRoute(dependencies: PartDependencies): PartVerbs {
  const access = carrierAccess(dependencies);
  return {
    create: async ({ spec, timeLimitMs }) => {
      const operation = await access.operationOf(spec);
      if (operation?.state === 'succeeded') return {};
      const link = operation?.state === 'running' ? operation.carrier : null;
      if (link === null) throw noLongerRunning('its number may not be routed');
      // Whatever becomes of it, the compensation checks where the calls go.
      await access.changing(spec, timeLimitMs, true, (carrier) =>
        carrier.route(link.connection.numberId, link.connection.trunkId),
      );
      return {};
    },

    /** Leaves the route alone if somebody has changed it since. */
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
