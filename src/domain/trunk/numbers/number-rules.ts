import { noQuotas, type Quotas } from '../../quotas.js';
import type { OrganizationId } from '../../values.js';
import { sharesAddresses } from '../carrier/presets.js';
import { type CollisionKey, numberKeysOf, type TrunkSettings } from '../trunk.js';

/** The operator's rules about the numbers that organizations may take. */
export interface NumberRules {
  /** The quotas of every organization for which the operator has not set others. */
  readonly quotas: Quotas;
  /** How long a deleted number is kept for its former owner, in milliseconds. */
  readonly holdMs: number;
  /** `strict`: an organization takes only numbers that the operator has assigned to it, or that are proven to be its own. */
  readonly ownership: 'strict' | 'off';
}

/** Rules that allow everything. */
export const noNumberRules: NumberRules = { quotas: noQuotas, holdMs: 0, ownership: 'off' };

/** The ways by which a number can be proven to be an organization's: its carrier account, a test call, or the word of an operator. */
export type Proof = 'carrier' | 'test_call' | 'operator';

/** The facts that decide who may take a number. */
export interface NumberClaims {
  /** The organization to which the longest range with the number is assigned; null without a range. */
  readonly rangeOwner: OrganizationId | null;
  /** The organization to which the number was proven to belong; null without a proof. */
  readonly provenFor: OrganizationId | null;
}

/** Why an organization may not take a number. The answer tells nothing about others: it is the same whether somebody has the number. */
export interface NotOwned {
  readonly kind: 'number_not_assigned' | 'number_not_verified';
}

/** The least digits of a number that somebody outside can have. Shorter ones are extensions inside LiveKit. */
const isNumberOfSomebody = /^\+\d{7,}$/;

/** The settings that need an owner. A line of a file that cannot be read has no more than its number. */
export type OwnedSettings = Pick<TrunkSettings, 'number' | 'additionalNumbers'> &
  Partial<Pick<TrunkSettings, 'inboundAuthorization'>>;

/** Returns the numbers of a trunk that can belong to somebody: all but an extension that is no such number. */
export function ownedNumbers(settings: OwnedSettings): readonly CollisionKey[] {
  return numberKeysOf(settings).filter(canBelongToSomebody);
}

/** Tells whether a number can belong to somebody outside. */
export function canBelongToSomebody(number: CollisionKey): boolean {
  return isNumberOfSomebody.test(number);
}

/** Tells whether a number is assigned to an organization: by the longest range with it, or by a proof where no range has it. */
export function isAssignedTo(
  organizationId: OrganizationId,
  { rangeOwner, provenFor }: NumberClaims,
): boolean {
  return (rangeOwner ?? provenFor) === organizationId;
}

/**
 * Decides whether an organization may have a trunk with settings, by each of its numbers. An extension of seven digits or more is the
 * same as the number with these digits, so the rules are the same.
 * @param claimsOn finds the facts about a number.
 * @param isConnecting whether the carrier of the first number proves it before anything else is made.
 * @param present the trunk as it is. What it has already is not asked again.
 */
export function ownershipProblem(
  organizationId: OrganizationId,
  settings: OwnedSettings,
  claimsOn: (number: CollisionKey) => NumberClaims,
  isConnecting: boolean,
  present: TrunkSettings | null = null,
): NotOwned | null {
  const had: readonly CollisionKey[] = present === null ? [] : numberKeysOf(present);
  const numbers = ownedNumbers(settings).map((key, index) => {
    const { rangeOwner, provenFor: provenBefore } = claimsOn(key);
    const provenFor = isConnecting && index === 0 ? organizationId : provenBefore;
    const isProven = provenFor === organizationId;
    const isAssigned = isAssignedTo(organizationId, { rangeOwner, provenFor });
    return { isNew: !had.includes(key), isProven, isAssigned };
  });
  if (numbers.some(({ isNew, isAssigned }) => isNew && !isAssigned)) return { kind: 'number_not_assigned' };
  const allowed = settings.inboundAuthorization?.allowed ?? [];
  const allowedBefore = present?.inboundAuthorization.allowed ?? [];
  const isSharing = sharesAddresses(allowed);
  const isSharingMore = sharesAddresses(allowed.filter((each) => !allowedBefore.includes(each)));
  return numbers.some(({ isNew, isProven }) => !isProven && (isNew ? isSharing : isSharingMore))
    ? { kind: 'number_not_verified' }
    : null;
}
