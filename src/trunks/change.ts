import type { NotBegun, Unfinished } from './answers.js';
import { countryOfNumber } from './country-of-number.js';
import type { OperationId, OrganizationId } from './ids.js';
import type { TrunkNotes } from './notes.js';
import type { TrunkNumber } from './number.js';
import type { TrunkTarget } from './operation.js';
import type { Secret } from './secret.js';
import type { Contract, SetUpFailure } from './set-up.js';
import type {
  CallingFormat,
  Cidr,
  CountryCode,
  InboundAuthorization,
  SipAddress,
  Trunk,
  TrunkSettings,
} from './trunk.js';

/** What is to become of who may call in; null leaves that half to what the trunk has. */
export interface AuthorizationChange {
  /** `auth` asks for credentials alone, `ip` for addresses alone. */
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

/** One call to change a trunk. */
export interface ChangeCommand {
  readonly organizationId: OrganizationId;
  readonly contract: Contract;
  /** The public id of the API key that the caller showed. */
  readonly requestedBy: string;
  readonly target: TrunkTarget;
  readonly changes: TrunkChanges;
  /** The `Idempotency-Key` header; null when the caller sent none. */
  readonly idempotencyKey: string | null;
  /** The longest that the caller wants to wait for the end, in milliseconds; null leaves it to the service. */
  readonly waitMs: number | null;
}

/** What the caller of a change is told. Whatever it is, the trunk is as it was or as it was to be, never between. */
export type ChangeAnswer =
  | NotBegun
  /** A trunk that only addresses guard needs at least one. */
  | { readonly kind: 'addresses_missing' }
  /** Somebody holds the new number; who, is nobody's business. */
  | { readonly kind: 'number_in_use' }
  | Unfinished
  | { readonly kind: 'changed'; readonly operationId: OperationId; readonly trunk: Trunk }
  /** Everything was put back as it was. */
  | { readonly kind: 'failed'; readonly operationId: OperationId; readonly failure: SetUpFailure };

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

function changedAuthorization(
  present: InboundAuthorization,
  change: AuthorizationChange | undefined,
): InboundAuthorization | null {
  if (change === undefined) return present;
  if (change.type === 'auth') return { digest: true, allowed: [] };
  // The contract that has these words keeps no addresses under `auth`, so they alone change nothing there.
  if (change.type === null && present.digest) return present;
  const [first, ...others] = change.allowed ?? (present.digest ? [] : present.allowed);
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
