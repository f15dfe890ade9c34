import { recordAct } from '../../database/audit/entries.js';
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
import type { Actor } from '../../domain/administration.js';
import type { AuditAction, AuditDetails } from '../../domain/audit.js';
import type { NumberOwners } from '../../domain/trunk/numbers/number-owners.js';
import type { CollisionKey } from '../../domain/trunk/trunk.js';
import type { OrganizationId } from '../../domain/values.js';

/** Creates the administration of numbers. Everything that an operator changes is recorded in the transaction of the change. */
export function numberOwnersOn(database: Database): NumberOwners {
  const record = (
    transaction: Database,
    by: Actor,
    action: AuditAction,
    organizationId: OrganizationId | null,
    details: AuditDetails,
  ) => recordAct(transaction, { by, action, organizationId, subject: null, result: 'succeeded', details });

  return {
    ranges: (owner) => listRanges(database, owner),
    assign: (prefix, organizationId, by) =>
      database.transaction(async (transaction) => {
        await record(transaction, by, 'assign_numbers', organizationId, { prefix });
        return assignRange(transaction, prefix, organizationId);
      }),
    unassign: (prefix, by) =>
      database.transaction(async (transaction) => {
        const was = await unassignRange(transaction, prefix);
        if (was !== null) await record(transaction, by, 'unassign_numbers', was.organizationId, { prefix });
        return was;
      }),
    facts: (number) => numberFacts(database, number),
    prove: (number, organizationId, by) =>
      database.transaction(async (transaction) => {
        await record(transaction, by, 'prove_number', organizationId, { number: masked(number) });
        await recordProof(transaction, number, organizationId, 'operator');
        return numberFacts(transaction, number);
      }),
    release: (number, by) =>
      database.transaction(async (transaction) => {
        const { inUseBy, formerOwner, proof } = await numberFacts(transaction, number);
        if (inUseBy !== null) return null;
        await forgetHold(transaction, number);
        await forgetProof(transaction, number);
        const organizationId = formerOwner?.organizationId ?? proof?.organizationId ?? null;
        await record(transaction, by, 'release_number', organizationId, { number: masked(number) });
        return numberFacts(transaction, number);
      }),
  };
}

/** The audit log outlives an erased organization, so it shows only the last two digits. */
function masked(number: CollisionKey): string {
  return `•••${number.slice(-2)}`;
}
