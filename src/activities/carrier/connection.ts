import { type ConnectionSpec, permanent } from '../../carriers/carrier.js';
import { findOperation } from '../../database/operations/operations.js';
import { noteConnection } from '../../database/operations/set-up.js';
import { type CarrierLink, carrierLabel } from '../../domain/trunk/spec.js';
import { formatCarrierTag } from '../../domain/trunk/trunk.js';
import type { ActivityDependencies } from '../dependencies.js';
import { passwordOf } from '../objects/object-parts.js';
import type { PartDependencies, PartVerbs } from '../objects/part.js';
import type { OrphanCheckInput } from '../set-up/steps.js';
import { fromDatabase, noLongerRunning, retriedFailure } from '../step-failure.js';
import { accountIsRefused, accountIsUnavailable, carrierAccess, carrierOf, didOf } from './access.js';

/**
 * Returns the verbs of the connection of a number at its carrier. The objects that were made and the earlier route are stored in the
 * operation before the number is routed. After a crash, every later step relies on that.
 */
export function carrierConnection(dependencies: PartDependencies): PartVerbs {
  const { database, keyRing, logger } = dependencies;
  const access = carrierAccess(dependencies);
  return {
    /** Connects the number. The output is the address at which the carrier takes our calls. */
    create: async ({ spec, checkFirst, timeLimitMs }) => {
      const before = checkFirst ? await access.operationOf(spec) : null;
      if (checkFirst && before?.state !== 'running' && before?.state !== 'succeeded') {
        throw noLongerRunning('nothing may be made for it');
      }
      if (before !== null && before.carrier !== null) {
        return { output: before.carrier.connection.address, ambiguous: true };
      }
      const link = await access.changing(
        spec,
        timeLimitMs,
        checkFirst,
        async (carrier): Promise<CarrierLink> => {
          const number = await carrier.find(didOf(spec));
          if (!number.capabilities.voice) {
            throw permanent('carrier_number_without_voice', 'The carrier says that the number has no voice.');
          }
          const connection: ConnectionSpec = {
            tag: formatCarrierTag(spec),
            label: carrierLabel(spec.operationId),
            sipHost: carrierOf(spec).sipHost,
            username: spec.settings.username,
            password: passwordOf(spec, keyRing),
          };
          const made = await carrier.connect(connection, checkFirst);
          const { id: numberId, capabilities, route: routeBefore } = number;
          return { plan: carrierOf(spec), connection: { ...made, numberId, capabilities, routeBefore } };
        },
      );
      const noted = await fromDatabase(logger, 'final', () =>
        noteConnection(database, spec.operationId, link),
      );
      if (noted === null) throw noLongerRunning('nothing may be connected for it');
      return { output: noted.connection.address, ...(checkFirst ? { ambiguous: true } : {}) };
    },

    /**
     * Disconnects the number. If the carrier refuses the account and no connection was stored, the number was never routed. Then the step
     * is skipped, so that the number is released. The follow-up removes objects that may remain.
     */
    remove: async ({ spec, timeLimitMs }) => {
      const operation = await access.operationOf(spec);
      if (operation?.state !== 'compensating') return {};
      const also = operation.carrier?.connection.objects;
      try {
        const carrier = access.open(spec, timeLimitMs);
        await carrier.disconnect({ tag: formatCarrierTag(spec), ...(also === undefined ? {} : { also }) });
        return {};
      } catch (error) {
        if (operation.carrier !== null || !accountIsRefused(error)) throw retriedFailure(error);
        logger.warn(
          { operationId: spec.operationId },
          'the carrier refuses the account, so what the set-up may have made there is left to the follow-up',
        );
        return { skipped: 'carrier_credentials_refused' };
      }
    },

    tearDown: (input) =>
      access.tearDown(input, (carrier, { objects }, { operationId }) =>
        carrier.disconnect({
          tag: formatCarrierTag({ deploymentId: input.deploymentId, operationId }),
          also: objects,
        }),
      ),
  };
}

/** Returns the activity that checks for orphans at the carrier after a set-up has ended. */
export function carrierOrphanActivities(dependencies: ActivityDependencies) {
  const { database, logger } = dependencies;
  const access = carrierAccess(dependencies);
  return {
    /**
     * Removes the orphans of the set-up at the carrier. If the account cannot be used, they stay, because no number is routed to them.
     * @returns the number of objects with the set-up's name that were no part of its trunk.
     */
    async removeCarrierOrphansOf({ spec, timeLimitMs }: OrphanCheckInput): Promise<number> {
      const found = await fromDatabase(logger, 'retried', () => findOperation(database, spec.operationId));
      // A trunk that was torn down meanwhile has left nothing, because its tear-down searches by the name as well.
      if (found === null || found.operation.finishedAt === null) return 0;
      const keep = found.trunk === null ? undefined : found.operation.carrier?.connection.objects;
      try {
        const carrier = access.open(spec, timeLimitMs);
        return await carrier.disconnect({
          tag: formatCarrierTag(spec),
          ...(keep === undefined ? {} : { keep }),
        });
      } catch (error) {
        if (!accountIsRefused(error) && !accountIsUnavailable(error)) throw retriedFailure(error);
        logger.warn(
          { operationId: spec.operationId },
          "orphans at the carrier are left to the account's owner",
        );
        return 0;
      }
    },
  };
}
