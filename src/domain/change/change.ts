import type { OperationId, OrganizationId } from '../ids.js';
import type { Contract, OperationFailure, TrunkTarget } from '../operation/operation.js';
import type { NotBegun, Unfinished } from '../operation/outcomes.js';
import type { Secret } from '../secret.js';
import type { BoundField } from '../trunk/carrier-connection.js';
import { countryOfNumber } from '../trunk/country.js';
import type { TrunkNotes } from '../trunk/notes.js';
import type { TrunkNumber } from '../trunk/number.js';
import type {
  CallingFormat,
  Cidr,
  CountryCode,
  InboundAuthorization,
  SipAddress,
  Trunk,
  TrunkSettings,
} from '../trunk/trunk.js';

/** What is to become of who may call in; null leaves that half to what the trunk has. */
export interface AuthorizationChange {
  /** `auth` asks for credentials, `ip` for addresses alone. */
  readonly type: 'auth' | 'ip' | null;
  readonly allowed: readonly Cidr[] | null;
}

/** What is to be different; what is left out stays as it is. */
export interface TrunkChanges {
  readonly number?: TrunkNumber;
  readonly nickname?: string | null;
  readonly username?: string;
  readonly password?: Secret;
  readonly outboundAddress?: SipAddress;
  readonly callingFormat?: CallingFormat;
  readonly inboundAuthorization?: AuthorizationChange;
  readonly outboundProxy?: boolean;
  readonly countryCode?: CountryCode;
  readonly agentName?: string | null;
  readonly notes?: Partial<TrunkNotes>;
}

/** Every message about every field that a trunk cannot take, by the field's path as its contract names it. */
export type ChangeProblems = Readonly<Record<string, readonly string[]>>;

/** What a request makes of a trunk as it is. */
export type ChangeReading =
  | { readonly ok: true; readonly value: TrunkChanges }
  | { readonly ok: false; readonly problems: ChangeProblems };

/** Which of its contract's endpoints a change came through: they answer with different things. */
export type ChangeEndpointName = 'change_trunk' | 'change_nickname';

/** One call to change a trunk. */
export interface ChangeCommand {
  readonly organizationId: OrganizationId;
  readonly contract: Contract;
  readonly endpoint: ChangeEndpointName;
  /** The public id of the API key that the caller showed. */
  readonly requestedBy: string;
  readonly target: TrunkTarget;
  /** Reads what is wanted of the trunk as it is when it is the change's turn. */
  readonly changesOf: (trunk: Trunk) => ChangeReading;
  /** The request as it came: of two with one idempotency key it tells whether they are the same. */
  readonly body: unknown;
  /** The `Idempotency-Key` header; null when the caller sent none. */
  readonly idempotencyKey: string | null;
  /** The longest that the caller wants to wait for the end, in milliseconds; null leaves it to the service. */
  readonly waitMs: number | null;
}

/** What the caller of a change is told. Whatever it is, the trunk is as it was or as it was to be, never between. */
export type ChangeAnswer =
  | NotBegun
  | { readonly kind: 'invalid'; readonly problems: ChangeProblems }
  /** A trunk that only addresses guard needs at least one. */
  | { readonly kind: 'addresses_missing' }
  /** It would cut the trunk off from the carrier at which Trunkline has connected its number. */
  | { readonly kind: 'bound_to_carrier'; readonly fields: readonly BoundField[] }
  /** The caller's own trunk has this number, username and address; `trunk` is null while it is being set up. */
  | { readonly kind: 'already_exists'; readonly trunk: Trunk | null }
  /** Somebody holds the new number; who, is nobody's business. */
  | { readonly kind: 'number_in_use' }
  | Unfinished
  | { readonly kind: 'changed'; readonly operationId: OperationId; readonly trunk: Trunk }
  /** Everything was put back as it was. */
  | { readonly kind: 'failed'; readonly operationId: OperationId; readonly failure: OperationFailure };

/** The use case behind every endpoint that changes a trunk. */
export type ChangeTrunk = (command: ChangeCommand) => Promise<ChangeAnswer>;

/** A trunk's settings with changes in them; null when nothing would be left to guard it. */
export function changedSettings(trunk: TrunkSettings, changes: TrunkChanges): TrunkSettings | null {
  const inboundAuthorization = changedAuthorization(trunk.inboundAuthorization, changes.inboundAuthorization);
  if (inboundAuthorization === null) return null;
  const number = changes.number ?? trunk.number;
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
  };
}

/**
 * A trunk's notes with changes in them. A version is one of its agent's, so it goes with an agent that is replaced or taken
 * away, unless the same changes give another. A version that was noted before there was an agent waits for one.
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
  change: AuthorizationChange | undefined,
): InboundAuthorization | null {
  if (change === undefined) return present;
  const { type, allowed } = change;
  if (type === 'auth' && !present.digest) return { digest: true, allowed: [] };
  if (type !== 'ip' && present.digest) {
    // The contract that has these words keeps no addresses under `auth`, so a trunk without any gets none. One that was made
    // with both loses a guard only if its caller says so.
    return present.allowed.length === 0 ? present : { digest: true, allowed: allowed ?? present.allowed };
  }
  const [first, ...others] = allowed ?? (present.digest ? [] : present.allowed);
  return first === undefined ? null : { digest: false, allowed: [first, ...others] };
}

/** The country goes with the number, as it does when a trunk is set up. */
function changedCountry(
  trunk: TrunkSettings,
  changes: TrunkChanges,
  number: TrunkNumber,
): CountryCode | null {
  if (changes.number === undefined && changes.countryCode === undefined) return trunk.countryCode;
  const given = changes.countryCode ?? trunk.countryCode;
  return number.kind === 'number' ? countryOfNumber(number.value, given) : given;
}
