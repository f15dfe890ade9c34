import type { OperationId, OrganizationId } from '../ids.js';
import type { Branded } from '../values.js';
import type { TrunkCarrier } from './carrier.js';
import type { TrunkNotes } from './notes.js';
import type { TrunkNumber } from './number.js';
import type { ObjectKind } from './tag.js';

/** A host, with or without a port, to which an outbound INVITE can be sent. It is never a SIP URI. */
export type SipAddress = Branded<string, 'SipAddress'>;

/** A source network in CIDR form with its host bits cleared, e.g. `203.0.113.7/32`. */
export type Cidr = Branded<string, 'Cidr'>;

/** An ISO 3166-1 alpha-2 code in upper case. */
export type CountryCode = Branded<string, 'CountryCode'>;

/** The format of the called number in outbound calls: `+12025550123`, `12025550123` or `2025550123`. */
export const callingFormats = ['+e164', 'e164', 'national'] as const;
export type CallingFormat = (typeof callingFormats)[number];

/**
 * Defines who may call in. A trunk with neither digest nor addresses would be open to everyone who knows the number, so the type
 * excludes it.
 */
export type InboundAuthorization =
  | { readonly digest: true; readonly allowed: readonly Cidr[] }
  | { readonly digest: false; readonly allowed: readonly [Cidr, ...Cidr[]] };

/** Everything about a trunk that its owner decides, without the password. */
export interface TrunkSettings {
  readonly number: TrunkNumber;
  readonly nickname: string | null;
  readonly username: string;
  readonly outboundAddress: SipAddress;
  readonly callingFormat: CallingFormat;
  readonly inboundAuthorization: InboundAuthorization;
  readonly outboundProxy: boolean;
  readonly countryCode: CountryCode | null;
  /** The agent that LiveKit dispatches into the room of each call; null means LiveKit's automatic dispatch. */
  readonly agentName: string | null;
}

/** The ids of the three objects of a trunk in LiveKit. */
export interface TrunkObjects {
  readonly inboundTrunkId: string;
  readonly outboundTrunkId: string;
  readonly dispatchRuleId: string;
}

/** Returns the ids of a trunk's objects by the name of the part. */
export function objectIdsOf(objects: TrunkObjects): Readonly<Record<ObjectKind, string>> {
  return {
    inbound: objects.inboundTrunkId,
    outbound: objects.outboundTrunkId,
    rule: objects.dispatchRuleId,
  };
}

/** Returns the ids of a trunk's objects from ids by the name of the part. Unknown ids are left out. */
export function trunkObjectsOf(ids: Readonly<Record<string, string>>): Partial<TrunkObjects> {
  const { inbound, outbound, rule } = ids;
  return {
    ...(inbound === undefined ? {} : { inboundTrunkId: inbound }),
    ...(outbound === undefined ? {} : { outboundTrunkId: outbound }),
    ...(rule === undefined ? {} : { dispatchRuleId: rule }),
  };
}

/** A trunk that is set up: its settings, its objects in LiveKit and the facts of its record. */
export interface Trunk extends TrunkSettings, TrunkObjects {
  readonly id: number;
  readonly organizationId: OrganizationId;
  readonly operationId: OperationId;
  readonly notes: TrunkNotes;
  /** The carrier at which Trunkline has connected the number; absent if the owner has done that. */
  readonly carrier?: TrunkCarrier;
  /** When its tear-down began; absent before. */
  readonly deletingSince?: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The statuses of a trunk. `deleting`: its tear-down has begun, and is retried until done. */
export const trunkStatuses = ['active', 'deleting'] as const;

/** Returns the status of a trunk. */
export function statusOf({ deletingSince }: Pick<Trunk, 'deletingSince'>): (typeof trunkStatuses)[number] {
  return deletingSince === undefined ? 'active' : 'deleting';
}

/** Some trunks of an organisation, oldest first, with the number of all its trunks. */
export interface TrunkPage {
  readonly trunks: readonly Trunk[];
  readonly total: number;
}

/** The position of a trunk in the list. It stays the same when newer trunks are added. */
export type TrunkPlace = Pick<Trunk, 'createdAt' | 'id'>;

/** Some trunks of an organisation, oldest first. */
export interface TrunkPart {
  readonly trunks: readonly Trunk[];
  /** Whether there are newer trunks. */
  readonly more: boolean;
}
