import type { Actor } from '../../administration.js';
import type { OrganizationId } from '../../values.js';
import type { CollisionKey } from '../trunk.js';
import type { Proof } from './number-rules.js';

/** A range of numbers, `+` and the first digits, and the organization to which an operator has assigned it. */
export interface NumberRange {
  readonly prefix: string;
  readonly organizationId: OrganizationId;
  readonly assignedAt: Date;
}

/** Everything that Trunkline knows about who may take a number. Null where there is nothing. */
export interface NumberFacts {
  readonly number: CollisionKey;
  /** The organization whose trunk or operation has reserved the number. */
  readonly inUseBy: OrganizationId | null;
  /** The longest range with the number. */
  readonly range: NumberRange | null;
  readonly proof: {
    readonly organizationId: OrganizationId;
    readonly proof: Proof;
    readonly provenAt: Date;
  } | null;
  /** The last owner of a trunk with the number, and when that trunk was deleted or got another number. */
  readonly formerOwner: { readonly organizationId: OrganizationId; readonly releasedAt: Date } | null;
}

/** The administration of numbers by operators. */
export interface NumberOwners {
  /** Lists the ranges of an organization, or of all. */
  ranges(owner: OrganizationId | null): Promise<readonly NumberRange[]>;
  /** Assigns a range to an organization, also one that another organization has. */
  assign(prefix: string, organizationId: OrganizationId, by: Actor): Promise<NumberRange>;
  /** Takes a range back; trunks that have numbers of it stay. Null when it is assigned to nobody. */
  unassign(prefix: string, by: Actor): Promise<NumberRange | null>;
  facts(number: CollisionKey): Promise<NumberFacts>;
  /** Records that an operator has made sure that a number belongs to an organization. */
  prove(number: CollisionKey, organizationId: OrganizationId, by: Actor): Promise<NumberFacts>;
  /** Ends the hold of a number and forgets its proof. Null when the number is in use. */
  release(number: CollisionKey, by: Actor): Promise<NumberFacts | null>;
}
