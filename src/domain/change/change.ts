import type { Actor } from '../administration.js';
import type { TooManyConflicts } from '../limits.js';
import type {
  NotBegun,
  OperationFailure,
  OperationOrigin,
  RequestOrigin,
  TrunkTarget,
  Unfinished,
} from '../operation/operation.js';
import type { QuotaExceeded } from '../quotas.js';
import { type CarrierSettings, carrierSettingsIn } from '../trunk/carrier/carrier-settings.js';
import { otherForms } from '../trunk/numbers/dialling.js';
import type { NotOwned } from '../trunk/numbers/number-rules.js';
import { countryOfNumber } from '../trunk/numbers/phone-number.js';
import type { BoundField } from '../trunk/spec.js';
import {
  type CallingFormat,
  type Cidr,
  type CountryCode,
  type E164,
  type InboundAuthorization,
  type SipAddress,
  type Trunk,
  type TrunkNotes,
  type TrunkNumber,
  type TrunkSettings,
  withAdditionalNumbers,
} from '../trunk/trunk.js';
import type { OperationId, OrganizationId, Secret } from '../values.js';

/** A change of who may call in. Null keeps that half as the trunk has it. */
export interface AuthorizationChange {
  /** `auth` requires credentials, `ip` only addresses. */
  readonly type: 'auth' | 'ip' | null;
  readonly allowed: readonly Cidr[] | null;
}

/** The fields to change. A field that is left out stays as it is. */
export interface TrunkChanges {
  readonly number?: TrunkNumber;
  readonly nickname?: string | null;
  readonly username?: string;
  readonly password?: Secret;
  readonly outboundAddress?: SipAddress;
  readonly callingFormat?: CallingFormat;
  /** Who may call in: as a whole, or a change of what the trunk has. */
  readonly inboundAuthorization?: InboundAuthorization | AuthorizationChange;
  readonly outboundProxy?: boolean;
  readonly countryCode?: CountryCode | null;
  readonly agentName?: string | null;
  /** All further numbers. */
  readonly additionalNumbers?: readonly E164[];
  /** Whether the trunk answers to the other forms of its numbers, too. */
  readonly acceptNational?: boolean;
  /** The settings to change, each with its new value, which may be the fallback. */
  readonly carrierSettings?: CarrierSettings;
  readonly notes?: Partial<TrunkNotes>;
}

/** The messages about invalid fields, by the path of the field in its contract. */
export type ChangeProblems = Readonly<Record<string, readonly string[]>>;

/** The changes that a request means for a trunk as it is now, or the reasons why it cannot be applied. */
export type ChangeReading =
  | { readonly ok: true; readonly value: TrunkChanges }
  | { readonly ok: false; readonly problems: ChangeProblems };

/** The endpoint through which a change came. The endpoints answer with different bodies. */
export type ChangeEndpointName = 'change_trunk' | 'change_nickname';

/** One request to change a trunk. */
export interface ChangeCommand {
  readonly organizationId: OrganizationId;
  readonly contract: RequestOrigin;
  readonly endpoint: ChangeEndpointName;
  readonly requestedBy: Actor;
  readonly target: TrunkTarget;
  /** Reads the changes from the request. It gets the trunk as it is once the operation has a slot. */
  readonly changesOf: (trunk: Trunk) => ChangeReading;
  /** Tells whether the trunk is as the caller has seen it; absent if the caller names no version. */
  readonly isExpected?: (trunk: Trunk) => boolean;
  /** The body as it came. It decides whether two requests with one idempotency key are the same. */
  readonly body: unknown;
  /** The `Idempotency-Key` header; null when the caller sent none. */
  readonly idempotencyKey: string | null;
  /** How long the caller waits for the completion at most, in milliseconds; null leaves it to the service. */
  readonly waitMs: number | null;
}

/** The answer to a change. In every case the trunk is as before or as requested, never in between. */
export type ChangeAnswer =
  | NotBegun
  | { readonly kind: 'invalid'; readonly problems: ChangeProblems }
  /** The trunk is not as the caller has seen it. */
  | { readonly kind: 'changed_since' }
  /** A trunk without credentials needs at least one address. */
  | { readonly kind: 'addresses_missing' }
  /** The change would disconnect the trunk from the carrier at which Trunkline has connected its number. */
  | { readonly kind: 'bound_to_carrier'; readonly fields: readonly BoundField[] }
  /** The caller's own trunk has this number, username and address; `trunk` is null while it is being set up. */
  | { readonly kind: 'already_exists'; readonly trunk: Trunk | null }
  /** The new number is held, or kept for its former owner. The answer does not say which, or for whom. */
  | { readonly kind: 'number_in_use' }
  | QuotaExceeded
  | NotOwned
  | TooManyConflicts
  | Unfinished
  | { readonly kind: 'changed'; readonly operationId: OperationId; readonly trunk: Trunk }
  /** The compensation restored the trunk as it was. */
  | { readonly kind: 'failed'; readonly operationId: OperationId; readonly failure: OperationFailure };

/** The use case behind every endpoint that changes a trunk. */
export type ChangeTrunk = (command: ChangeCommand) => Promise<ChangeAnswer>;

/** Applies changes to the settings of a trunk. @returns null if neither credentials nor addresses would protect the trunk */
export function changedSettings(trunk: TrunkSettings, changes: TrunkChanges): TrunkSettings | null {
  const inboundAuthorization = changedAuthorization(trunk.inboundAuthorization, changes.inboundAuthorization);
  if (inboundAuthorization === null) return null;
  const number = changes.number ?? trunk.number;
  const numbers = withAdditionalNumbers(number, changes.additionalNumbers ?? trunk.additionalNumbers ?? []);
  return {
    number,
    nickname: changes.nickname === undefined ? trunk.nickname : changes.nickname,
    username: changes.username ?? trunk.username,
    outboundAddress: changes.outboundAddress ?? trunk.outboundAddress,
    callingFormat: changes.callingFormat ?? trunk.callingFormat,
    inboundAuthorization,
    outboundProxy: changes.outboundProxy ?? trunk.outboundProxy,
    countryCode: changedCountry(trunk, changes, number),
    agentName: changes.agentName === undefined ? trunk.agentName : changes.agentName,
    ...numbers,
    ...changedForms(trunk, changes, { number, ...numbers }),
    ...carrierSettingsIn({ ...trunk, ...changes.carrierSettings }),
  };
}

/** Keeps the stored forms if the numbers stay. */
function changedForms(
  { otherForms: present }: TrunkSettings,
  { acceptNational = present !== undefined, ...changes }: TrunkChanges,
  numbers: Pick<TrunkSettings, 'number' | 'additionalNumbers'>,
): Pick<TrunkSettings, 'otherForms'> {
  const stay = changes.number === undefined && changes.additionalNumbers === undefined;
  if (stay && acceptNational && present !== undefined) return { otherForms: present };
  return otherForms(numbers, acceptNational);
}

/**
 * Applies changes to the notes of a trunk. A version belongs to its agent. When an agent is replaced or removed, its version is
 * removed too, unless the same changes set another version. A version that was noted without an agent stays for the first agent.
 */
export function changedNotes(
  { agentName, notes }: Pick<Trunk, 'agentName' | 'notes'>,
  changes: TrunkChanges,
): TrunkNotes {
  const leaves = (present: string | null, requested: string | null | undefined) =>
    present !== null && requested !== undefined && requested !== present;
  return {
    ...notes,
    ...(leaves(agentName, changes.agentName) ? { inboundAgentVersion: null } : {}),
    ...(leaves(notes.outboundAgentId, changes.notes?.outboundAgentId) ? { outboundAgentVersion: null } : {}),
    ...changes.notes,
  };
}

function changedAuthorization(
  present: InboundAuthorization,
  change: InboundAuthorization | AuthorizationChange | undefined,
): InboundAuthorization | null {
  if (change === undefined) return present;
  if ('digest' in change) return change;
  const { type, allowed } = change;
  if (type === 'auth' && !present.digest) return { digest: true, allowed: [] };
  if (type !== 'ip' && present.digest) {
    // The contract with the words `auth` and `ip` keeps no addresses under `auth`, so a trunk without any gets none. A trunk that
    // was created with both loses its addresses only if the caller says so.
    return present.allowed.length === 0 ? present : { digest: true, allowed: allowed ?? present.allowed };
  }
  const [first, ...others] = allowed ?? (present.digest ? [] : present.allowed);
  return first === undefined ? null : { digest: false, allowed: [first, ...others] };
}

/** Derives the country from the number, as a set-up does. */
function changedCountry(
  trunk: TrunkSettings,
  changes: TrunkChanges,
  number: TrunkNumber,
): CountryCode | null {
  if (changes.number === undefined && changes.countryCode === undefined) return trunk.countryCode;
  const given = changes.countryCode === undefined ? trunk.countryCode : changes.countryCode;
  return number.kind === 'number' ? countryOfNumber(number.value, given) : given;
}

/** One request to return a trunk to one of its revisions. */
export interface RevertCommand {
  readonly organizationId: OrganizationId;
  readonly requestedBy: Actor;
  readonly trunkId: number;
  readonly revision: number;
  /** Names the fields of a revision that are no longer valid. */
  readonly problemsOf: (requested: TrunkSettings, present: TrunkSettings) => ChangeProblems;
  /** See {@link ChangeCommand}. */
  readonly isExpected?: (trunk: Trunk) => boolean;
  /** The `Idempotency-Key` header; null when the caller sent none. */
  readonly idempotencyKey: string | null;
  /** How long the caller waits for the completion at most, in milliseconds; null leaves it to the service. */
  readonly waitMs: number | null;
}

/** The answer to a revert, which is a change like any other. */
export type RevertAnswer =
  | Exclude<ChangeAnswer, { kind: 'addresses_missing' | 'already_exists' }>
  /** The caller owns the trunk, but the trunk has no such revision. */
  | { readonly kind: 'revision_not_found' };

/** The use case behind the endpoint that reverts a trunk to a revision. */
export type RevertTrunk = (command: RevertCommand) => Promise<RevertAnswer>;

/** Everything that an owner decides about a trunk, without the password. */
export interface TrunkConfiguration {
  readonly settings: TrunkSettings;
  readonly notes: TrunkNotes;
}

/** The API key of a request. */
export interface Requester {
  readonly keyId: string;
  readonly label: string;
}

/** The configuration that a set-up or a change gave to a trunk. A change without effect makes no revision. */
export interface Revision extends TrunkConfiguration {
  readonly trunkId: number;
  /** The number of the revision. 1 is the set-up; there are no gaps. */
  readonly revision: number;
  readonly madeAt: Date;
  readonly operationId: OperationId;
  readonly contract: OperationOrigin;
  /** Null when it was not recorded. */
  readonly requestedBy: Requester | null;
  /** The configuration before; null for the first revision. */
  readonly before: TrunkConfiguration | null;
  /** Whether the password changed. The passwords themselves are never shown. */
  readonly passwordChanged: boolean;
}

/** A part of a trunk's history, newest first. */
export interface RevisionPage {
  readonly revisions: readonly Revision[];
  /** Whether there are older revisions. */
  readonly more: boolean;
}
