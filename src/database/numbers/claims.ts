import { sql } from 'drizzle-orm';
import {
  canBelongToSomebody,
  isAssignedTo,
  type NotOwned,
  type NumberClaims,
  type NumberRules,
  type OwnedSettings,
  ownedNumbers,
  ownershipProblem,
} from '../../domain/trunk/numbers/number-rules.js';
import type { CollisionKey, TrunkSettings } from '../../domain/trunk/trunk.js';
import type { OrganizationId } from '../../domain/values.js';
import { type Database, inChunks, onceBuilt } from '../database.js';
import { numberProofs, numberRanges } from '../schema.js';

/** Nothing is known about the owner of a number. */
const noClaims: NumberClaims = { rangeOwner: null, provenFor: null };

/** The longest range with a number counts: a part of a range can be assigned to somebody else. */
const selectClaims = onceBuilt((database) =>
  database
    .select({
      number: sql<CollisionKey>`number`,
      rangeOwner: sql<OrganizationId | null>`(select organization_id from ${numberRanges}
        where prefix = any(array(select left(number, digits) from generate_series(2, length(number)) as digits))
        order by length(prefix) desc limit 1)`,
      provenFor: sql<OrganizationId | null>`(select organization_id from ${numberProofs} where collision_key = number)`,
    })
    .from(sql`jsonb_array_elements_text(${sql.placeholder('numbers')}::text::jsonb) as number`)
    .prepare('number_claims'),
);

/** Reads what is known about the owners of numbers. @returns finds it by the number */
export async function claimsOn(
  database: Database,
  numbers: readonly CollisionKey[],
): Promise<(number: CollisionKey) => NumberClaims> {
  const found = new Map<CollisionKey, NumberClaims>();
  for (const chunk of inChunks(numbers)) {
    for (const { number, ...claim } of await selectClaims(database).execute({
      numbers: JSON.stringify(chunk),
    })) {
      found.set(number, claim);
    }
  }
  return (number) => found.get(number) ?? noClaims;
}

/** Tells whether an organization may take a number. It does not matter who has it. */
export async function mayTake(
  database: Database,
  organizationId: OrganizationId,
  number: CollisionKey,
  { ownership }: Pick<NumberRules, 'ownership'>,
): Promise<boolean> {
  if (ownership === 'off' || !canBelongToSomebody(number)) return true;
  const claims = await claimsOn(database, [number]);
  return isAssignedTo(organizationId, claims(number));
}

/** Decides whether an organization may have a trunk with settings, as {@link ownershipProblem} does. */
export async function problemOfClaim(
  database: Database,
  organizationId: OrganizationId,
  settings: OwnedSettings,
  rules: Pick<NumberRules, 'ownership'>,
  isConnecting = false,
  present: TrunkSettings | null = null,
): Promise<NotOwned | null> {
  const numbers = ownedNumbers(settings);
  if (rules.ownership === 'off' || numbers.length === 0) return null;
  const claims = await claimsOn(database, numbers);
  return ownershipProblem(organizationId, settings, claims, isConnecting, present);
}

/** Decides the same for many new trunks. @returns the problem of each, in their order; null for one without */
export async function problemsOfClaims(
  database: Database,
  organizationId: OrganizationId,
  trunks: readonly OwnedSettings[],
  { ownership }: Pick<NumberRules, 'ownership'>,
): Promise<readonly (NotOwned | null)[]> {
  if (ownership === 'off') return trunks.map(() => null);
  const claims = await claimsOn(database, trunks.flatMap(ownedNumbers));
  return trunks.map((settings) => ownershipProblem(organizationId, settings, claims, false));
}
