import type { Carrier } from '../../carriers/carrier.js';
import { openAccount, UnreadableSecretError } from '../../crypto/secrets.js';
import { findOperation } from '../../database/operations/operations.js';
import { findTearDownSubject, type TearDownSubject } from '../../database/operations/tear-down.js';
import type { OperationRow } from '../../database/schema.js';
import { CarrierProblem } from '../../domain/failures.js';
import type { StepInputs } from '../../domain/operation/operation.js';
import type { CarrierConnection, CarrierPlan, TrunkSpec } from '../../domain/trunk/spec.js';
import type { E164 } from '../../domain/trunk/trunk.js';
import type { PartDependencies, StepOutcome } from '../objects/part.js';
import { forwardFailure, fromDatabase, retriedFailure } from '../step-failure.js';

/**
 * Tells whether the carrier refuses the account. Then its owner has changed the token or closed the account, and the operator of
 * Trunkline cannot repair that.
 */
export function accountIsRefused(error: unknown): boolean {
  return error instanceof CarrierProblem && error.code === 'carrier_credentials_refused';
}

/**
 * Tells whether the operator's configuration prevents the use of the account: the carrier is disabled, or no key opens the account. The
 * operator can repair both, so a removal that must happen waits for that.
 */
export function accountIsUnavailable(error: unknown): boolean {
  return (
    error instanceof UnreadableSecretError ||
    (error instanceof CarrierProblem && error.code === 'carrier_off')
  );
}

/** Returns the functions that the steps at a carrier share. */
export function carrierAccess({ database, openCarrier, keyRing, timeLeftMs, logger }: PartDependencies) {
  const open = (trunk: TrunkSpec, timeLimitMs: number): Carrier => {
    const carrier = carrierOf(trunk);
    return openCarrier(carrier.name, openAccount(keyRing, carrier, trunk), timeLimitMs);
  };
  return {
    open,

    operationOf: async ({ operationId }: TrunkSpec): Promise<OperationRow | null> => {
      const found = await fromDatabase(logger, 'retried', () => findOperation(database, operationId));
      return found?.operation ?? null;
    },

    /**
     * Runs requests that change objects at the carrier.
     * @param timeLimitMs how long all of them may take together, in milliseconds.
     * @param changedBefore whether an earlier attempt may have changed something.
     * @throws {ApplicationFailure} It says whether anything may have been changed before the failure.
     */
    changing: async <Result>(
      trunk: TrunkSpec,
      timeLimitMs: number,
      changedBefore: boolean,
      work: (carrier: Carrier) => Promise<Result>,
    ): Promise<Result> => {
      let carrier: Carrier | undefined;
      try {
        carrier = open(trunk, Math.min(timeLimitMs, timeLeftMs()));
        return await work(carrier);
      } catch (error) {
        throw forwardFailure(error, changedBefore || carrier?.mayHaveChanged === true);
      }
    },

    /**
     * Runs a step of a tear-down at the carrier. Its failures are retried, but a repeated attempt is skipped if the carrier refuses the
     * account, because waiting does not help then. The step waits for a carrier that the operator has disabled. Otherwise the owner of
     * the number would never get the route back.
     */
    tearDown: async (
      { operationId, timeLimitMs, maySkip }: StepInputs['tearDown'],
      work: (
        carrier: Carrier,
        connection: CarrierConnection,
        record: TearDownSubject['record'],
      ) => Promise<unknown>,
    ): Promise<StepOutcome> => {
      const subject = await fromDatabase(logger, 'retried', () => findTearDownSubject(database, operationId));
      const link = subject?.record.row.carrier ?? null;
      if (subject === null || link === null) return {};
      const { record } = subject;
      try {
        const owner = { organizationId: record.row.organizationId, operationId: record.operationId };
        const account = openAccount(keyRing, link.plan, owner);
        await work(openCarrier(link.plan.name, account, timeLimitMs), link.connection, record);
        return {};
      } catch (error) {
        if (!maySkip || !accountIsRefused(error)) throw retriedFailure(error);
        logger.warn({ operationId }, 'a step of a tear-down at a carrier is skipped: it refuses the account');
        return { skipped: 'carrier_credentials_refused' };
      }
    },
  };
}

/** Returns the carrier of a trunk. @throws {Error} for a trunk without one. */
export function carrierOf({ carrier, operationId }: TrunkSpec): CarrierPlan {
  if (carrier === undefined) throw new Error(`The set-up ${operationId} has no carrier.`);
  return carrier;
}

/** Returns the number as the carrier knows it. @throws {Error} for an extension. */
export function didOf({ settings: { number }, operationId }: TrunkSpec): E164 {
  if (number.kind === 'number') return number.value;
  throw new Error(`The set-up ${operationId} is of an extension, which no carrier knows.`);
}
