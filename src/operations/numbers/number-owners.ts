import type { Logger } from 'pino';
import type { Database } from '../../database/database.js';
import { numberFacts } from '../../database/numbers/facts.js';
import {
  assignRange,
  forgetProof,
  listRanges,
  recordProof,
  unassignRange,
} from '../../database/numbers/ranges.js';
import { forgetHold } from '../../database/operations/reservations.js';
import type { NumberOwners } from '../../domain/trunk/number-owners.js';

/** Creates the administration of numbers. Everything that an operator changes is recorded with the key that did it. */
export function numberOwnersOn(database: Database, logger: Logger): NumberOwners {
  /** Records an act of an operator. It is called inside the transaction of the act, which fails with it. */
  const record = async (by: string, act: string, facts: object) => {
    logger.info({ by, act, ...facts }, 'an operator has decided about a number');
  };

  return {
    ranges: (owner) => listRanges(database, owner),
    assign: (prefix, organizationId, by) =>
      database.transaction(async (transaction) => {
        await record(by, 'assign_numbers', { prefix, organizationId });
        return assignRange(transaction, prefix, organizationId);
      }),
    unassign: (prefix, by) =>
      database.transaction(async (transaction) => {
        const was = await unassignRange(transaction, prefix);
        if (was !== null)
          await record(by, 'unassign_numbers', { prefix, organizationId: was.organizationId });
        return was;
      }),
    facts: (number) => numberFacts(database, number),
    prove: (number, organizationId, by) =>
      database.transaction(async (transaction) => {
        await record(by, 'prove_number', { number, organizationId });
        await recordProof(transaction, number, organizationId, 'operator');
        return numberFacts(transaction, number);
      }),
    release: (number, by) =>
      database.transaction(async (transaction) => {
        const { inUseBy, formerOwner } = await numberFacts(transaction, number);
        if (inUseBy !== null) return null;
        await forgetHold(transaction, number);
        await forgetProof(transaction, number);
        const organizationId = formerOwner?.organizationId ?? null;
        await record(by, 'release_number', { number, organizationId });
        return numberFacts(transaction, number);
      }),
  };
}
