import type { Carrier } from '../carriers/carrier.js';
import { openAccount } from '../crypto/sealed-account.js';
import { findTearDownSubject } from '../database/operations/tear-down.js';
import type { FullTrunkRecord } from '../database/trunks/records.js';
import type { CarrierConnection } from '../domain/trunk/carrier-connection.js';
import { formatCarrierTag } from '../domain/trunk/tag.js';
import { accountIsRefused } from './carrier-loss.js';
import type { ActivityDependencies } from './dependencies.js';
import { fromDatabase } from './from-database.js';
import type { CarrierTearDown, CarrierTearDownOrder } from './orders.js';
import { undoFailure } from './step-failure.js';

/** What a part of a tear-down at a carrier works on. */
interface Part {
  readonly carrier: Carrier;
  readonly connection: CarrierConnection;
  readonly record: FullTrunkRecord;
}

/**
 * The parts of a tear-down at the trunk's carrier. They are repeated like all the others, but for one case: an account
 * that the carrier refuses will not be of use again just because somebody waits for it. What the operator has switched off, or
 * has taken the key of, is waited for: the owner of the number would never get its route back.
 */
export function carrierTearDownActivities({ database, openCarrier, keyRing, logger }: ActivityDependencies) {
  const part = async (
    { operationId, timeLimitMs, mayGiveUp }: CarrierTearDownOrder,
    work: (part: Part) => Promise<unknown>,
  ): Promise<CarrierTearDown> => {
    const subject = await fromDatabase(logger, 'retried', () => findTearDownSubject(database, operationId));
    const link = subject?.record.row.carrier ?? null;
    if (subject === null || link === null) return { givenUp: null };
    const { record } = subject;
    try {
      const owner = { organizationId: record.row.organizationId, operationId: record.operationId };
      const account = openAccount(keyRing, link.plan, owner);
      const carrier = openCarrier(link.plan.name, account, timeLimitMs);
      await work({ carrier, connection: link.connection, record });
      return { givenUp: null };
    } catch (error) {
      if (!mayGiveUp || !accountIsRefused(error)) throw undoFailure(error);
      logger.warn({ operationId }, 'a part of a tear-down at a carrier is given up: it refuses the account');
      return { givenUp: 'carrier_credentials_refused' };
    }
  };

  return {
    /** Lets the calls go where they went before the trunk was made, unless somebody has changed that since. */
    tearDownRoute: (order: CarrierTearDownOrder): Promise<CarrierTearDown> =>
      part(order, async ({ carrier, connection: { trunkId, routeBefore }, record: { number } }) => {
        if (number.kind === 'number') await carrier.restore(number.value, trunkId, routeBefore);
      }),

    /** Removes what the set-up has made at the carrier. */
    tearDownCarrier: (order: CarrierTearDownOrder): Promise<CarrierTearDown> =>
      part(order, ({ carrier, connection: { objects }, record: { operationId } }) =>
        carrier.disconnect({
          tag: formatCarrierTag({ deploymentId: order.deploymentId, operationId }),
          also: objects,
        }),
      ),
  };
}
