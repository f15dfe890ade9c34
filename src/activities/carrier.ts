import type { Carrier, ConnectionSpec } from '../carriers/carrier.js';
import { permanent } from '../carriers/problem.js';
import { openAccount } from '../crypto/sealed-account.js';
import { findOperation, type OperationRow } from '../database/operations/queries.js';
import { noteConnection } from '../database/operations/set-up.js';
import { type CarrierLink, type CarrierPlan, carrierLabel } from '../domain/trunk/carrier-connection.js';
import type { E164 } from '../domain/trunk/number.js';
import { passwordContext, type TrunkSpec } from '../domain/trunk/spec.js';
import { formatCarrierTag } from '../domain/trunk/tag.js';
import { accountIsRefused, accountIsShut } from './carrier-loss.js';
import type { ActivityDependencies } from './dependencies.js';
import { fromDatabase } from './from-database.js';
import type { CheckInput, ConnectedCarrier, Disconnection, StepOrder } from './orders.js';
import { forwardFailure, noLongerRunning, undoFailure } from './step-failure.js';

/**
 * The steps of a set-up at the number's carrier, and their undo. What was made, and where the calls went before, is written
 * into the operation before the number is routed: whatever comes after a crash goes by that.
 */
export function carrierActivities({
  database,
  openCarrier,
  keyRing,
  timeLeftMs,
  logger,
}: ActivityDependencies) {
  const operationOf = async ({ operationId }: TrunkSpec): Promise<OperationRow | null> => {
    const found = await fromDatabase(logger, 'retried', () => findOperation(database, operationId));
    return found?.operation ?? null;
  };
  const open = (plan: TrunkSpec, timeLimitMs: number): Carrier => {
    const carrier = carrierOf(plan);
    return openCarrier(carrier.name, openAccount(keyRing, carrier, plan), timeLimitMs);
  };

  return {
    /** @returns where the carrier takes calls from us, once everything that it takes to be connected is there. */
    async connectCarrier({ plan, checkFirst, timeLimitMs }: StepOrder): Promise<ConnectedCarrier> {
      const before = checkFirst ? await operationOf(plan) : null;
      if (checkFirst && before?.state !== 'running' && before?.state !== 'succeeded') {
        throw noLongerRunning('nothing may be made for it');
      }
      if (before !== null && before.carrier !== null) {
        return { address: before.carrier.connection.address, checked: true };
      }
      const link = await changing(
        () => open(plan, Math.min(timeLimitMs, timeLeftMs())),
        checkFirst,
        async (carrier): Promise<CarrierLink> => {
          const number = await carrier.find(numberOf(plan));
          if (!number.capabilities.voice) {
            throw permanent('carrier_number_without_voice', 'The carrier says that the number has no voice.');
          }
          const spec: ConnectionSpec = {
            tag: formatCarrierTag(plan),
            label: carrierLabel(plan.operationId),
            sipHost: carrierOf(plan).sipHost,
            username: plan.settings.username,
            password: keyRing.open(plan.sealedPassword, passwordContext(plan)),
          };
          const made = await carrier.connect(spec, checkFirst);
          const { id: numberId, capabilities, route: routeBefore } = number;
          return { plan: carrierOf(plan), connection: { ...made, numberId, capabilities, routeBefore } };
        },
      );
      const noted = await fromDatabase(logger, 'final', () =>
        noteConnection(database, plan.operationId, link),
      );
      if (noted === null) throw noLongerRunning('nothing may be connected for it');
      return { address: noted.connection.address, checked: checkFirst };
    },

    /** Lets the calls to the number come in through the carrier's trunk. */
    async routeNumber({ plan, timeLimitMs }: StepOrder): Promise<void> {
      const operation = await operationOf(plan);
      if (operation?.state === 'succeeded') return;
      const link = operation?.state === 'running' ? operation.carrier : null;
      if (link === null) throw noLongerRunning('its number may not be routed');
      await changing(
        () => open(plan, Math.min(timeLimitMs, timeLeftMs())),
        // Whatever became of it, the undo looks where the calls go.
        true,
        (carrier) => carrier.route(link.connection.numberId, link.connection.trunkId),
      );
    },

    /** Lets the calls go where they went before, unless somebody has changed that since. */
    async putRouteBack({ plan, timeLimitMs }: CheckInput): Promise<void> {
      const operation = await operationOf(plan);
      if (operation?.state !== 'compensating' || operation.carrier === null) return;
      const { trunkId, routeBefore } = operation.carrier.connection;
      try {
        await open(plan, timeLimitMs).restore(numberOf(plan), trunkId, routeBefore);
      } catch (error) {
        throw undoFailure(error);
      }
    },

    /**
     * Removes what the set-up has made at the carrier. Where nothing was written down, the number was never routed, and an
     * account that is refused by now was most likely refused from the beginning: its number is not kept for that, and what may
     * be left is for the looks after the set-up.
     */
    async disconnectCarrier({ plan, timeLimitMs }: CheckInput): Promise<Disconnection> {
      const operation = await operationOf(plan);
      if (operation?.state !== 'compensating') return 'done';
      const also = operation.carrier?.connection.objects;
      try {
        const carrier = open(plan, timeLimitMs);
        await carrier.disconnect({ tag: formatCarrierTag(plan), ...(also === undefined ? {} : { also }) });
        return 'done';
      } catch (error) {
        const neverRouted = operation.carrier === null;
        if (!neverRouted || !accountIsRefused(error)) throw undoFailure(error);
        logger.warn(
          { operationId: plan.operationId },
          'the account at the carrier is refused, so what the set-up may have made there is left to later looks',
        );
        return 'account_refused';
      }
    },

    /**
     * The carrier's part of the look after a set-up that had a doubt. An account that cannot be used ends it: no number goes to
     * what it would remove.
     * @returns how many objects carried the set-up's name and were no part of its trunk.
     */
    async removeCarrierLeftovers({ plan, timeLimitMs }: CheckInput): Promise<number> {
      const found = await fromDatabase(logger, 'retried', () => findOperation(database, plan.operationId));
      // A trunk that has been taken down meanwhile has left nothing: its tear-down goes by the name as well.
      if (found === null || found.operation.finishedAt === null) return 0;
      const keep = found.trunk === null ? undefined : found.operation.carrier?.connection.objects;
      try {
        const carrier = open(plan, timeLimitMs);
        return await carrier.disconnect({
          tag: formatCarrierTag(plan),
          ...(keep === undefined ? {} : { keep }),
        });
      } catch (error) {
        if (!accountIsRefused(error) && !accountIsShut(error)) throw undoFailure(error);
        logger.warn(
          { operationId: plan.operationId },
          "leftovers at the carrier are left to the account's owner",
        );
        return 0;
      }
    },
  };
}

/** Does something that changes things, and says of a failure whether anything may have been changed before it. */
async function changing<Result>(
  open: () => Carrier,
  changedBefore: boolean,
  work: (carrier: Carrier) => Promise<Result>,
): Promise<Result> {
  let carrier: Carrier | undefined;
  try {
    carrier = open();
    return await work(carrier);
  } catch (error) {
    throw forwardFailure(error, changedBefore || carrier?.mayHaveChanged === true);
  }
}

function carrierOf({ carrier, operationId }: TrunkSpec): CarrierPlan {
  if (carrier === undefined) throw new Error(`The set-up ${operationId} has no carrier.`);
  return carrier;
}

function numberOf({ settings: { number }, operationId }: TrunkSpec): E164 {
  if (number.kind === 'number') return number.value;
  throw new Error(`The set-up ${operationId} is of an extension, which no carrier knows.`);
}
