import type { OperationId, OrganizationId } from '../ids.js';
import type { Branded } from '../values.js';
import type { TrunkCarrier } from './carrier.js';
import type { TrunkNotes } from './notes.js';
import type { TrunkNumber } from './number.js';
import type { ObjectKind } from './tag.js';

/** A host, or host and port, that an outbound INVITE can be sent to; never a SIP URI. */
export type SipAddress = Branded<string, 'SipAddress'>;

/** A source network in CIDR form with its host bits cleared, e.g. `203.0.113.7/32`. */
export type Cidr = Branded<string, 'Cidr'>;

/** ISO 3166-1 alpha-2, upper case. */
export type CountryCode = Branded<string, 'CountryCode'>;

/** How a called number is written when Trunkline dials: `+12025550123`, `12025550123` or `2025550123`. */
export const callingFormats = ['+e164', 'e164', 'national'] as const;
export type CallingFormat = (typeof callingFormats)[number];

/**
 * Who may call in. A trunk with neither digest nor addresses would be open to everyone who knows the number,
 * so that state cannot be written down.
 */
export type InboundAuthorization =
  | { readonly digest: true; readonly allowed: readonly Cidr[] }
  | { readonly digest: false; readonly allowed: readonly [Cidr, ...Cidr[]] };

/** Everything about a trunk that its owner decides, but for the password. */
export interface TrunkSettings {
  readonly number: TrunkNumber;
  readonly nickname: string | null;
  readonly username: string;
  readonly outboundAddress: SipAddress;
  readonly callingFormat: CallingFormat;
  readonly inboundAuthorization: InboundAuthorization;
  readonly outboundProxy: boolean;
  readonly countryCode: CountryCode | null;
  /** The agent that LiveKit dispatches into each call's room; null leaves it to LiveKit's automatic dispatch. */
  readonly agentName: string | null;
}

/** The ids that LiveKit gave to the three objects of a trunk. */
export interface TrunkObjects {
  readonly inboundTrunkId: string;
  readonly outboundTrunkId: string;
  readonly dispatchRuleId: string;
}

/** The ids of a trunk's objects by the names of the parts that they are. */
export function objectIdsOf(objects: TrunkObjects): Readonly<Record<ObjectKind, string>> {
  return {
    inbound: objects.inboundTrunkId,
    outbound: objects.outboundTrunkId,
    rule: objects.dispatchRuleId,
  };
}

/** The same the other way round, as far as the ids are known. */
export function trunkObjectsOf(ids: Readonly<Record<string, string>>): Partial<TrunkObjects> {
  const { inbound, outbound, rule } = ids;
  return {
    ...(inbound === undefined ? {} : { inboundTrunkId: inbound }),
    ...(outbound === undefined ? {} : { outboundTrunkId: outbound }),
    ...(rule === undefined ? {} : { dispatchRuleId: rule }),
  };
}

/** A trunk that is set up: its settings, its objects in LiveKit and its record's own facts. */
export interface Trunk extends TrunkSettings, TrunkObjects {
  readonly id: number;
  readonly organizationId: OrganizationId;
  readonly operationId: OperationId;
  readonly notes: TrunkNotes;
  /** The carrier at which Trunkline has connected the number; absent where its owner has done that. */
  readonly carrier?: TrunkCarrier;
  /** When its delete began; absent of a trunk that stays. */
  readonly deletingSince?: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Whether a trunk is there to stay: a delete that has begun goes on until nothing is left. */
export const trunkStatuses = ['active', 'deleting'] as const;

/** See {@link trunkStatuses}. */
export function statusOf({ deletingSince }: Pick<Trunk, 'deletingSince'>): (typeof trunkStatuses)[number] {
  return deletingSince === undefined ? 'active' : 'deleting';
}

/** Some of an organisation's trunks, in the order in which they were made, and how many it has altogether. */
export interface TrunkPage {
  readonly trunks: readonly Trunk[];
  readonly total: number;
}

/** A trunk's place in the order of making, which stays where it is when newer ones are made. */
export type TrunkPlace = Pick<Trunk, 'createdAt' | 'id'>;

/** Some of an organisation's trunks, in the same order, and whether there are newer ones. */
export interface TrunkPart {
  readonly trunks: readonly Trunk[];
  readonly more: boolean;
}
