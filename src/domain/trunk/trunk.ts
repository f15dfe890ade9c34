import {
  type Branded,
  type DeploymentId,
  isDeploymentId,
  isOperationId,
  type OperationId,
  type OrganizationId,
} from '../values.js';
import type { CarrierSettings } from './carrier/carrier-settings.js';

/** The three kinds of object that a trunk has in LiveKit. They are also the names of its parts. */
export const objectKinds = ['inbound', 'outbound', 'rule'] as const;
export type ObjectKind = (typeof objectKinds)[number];

/** Identifies the deployment and the set-up that created an object in LiveKit. */
export interface Tag {
  readonly deploymentId: DeploymentId;
  readonly operationId: OperationId;
  /** The name of the trunk's part. */
  readonly kind: string;
  /** When the set-up was accepted, in milliseconds since 1970. */
  readonly acceptedAt: number;
}

/**
 * Formats a tag for the `name` of a LiveKit object: `tl1:{deployment}:{operation}:{kind}:{ms}`. LiveKit stores `name` verbatim
 * for all three kinds and never sends it to a caller; it copies a rule's metadata to every participant. The time is part of the
 * tag, because LiveKit keeps no creation time.
 */
export function formatTag(tag: Tag): string {
  return ['tl1', tag.deploymentId, tag.operationId, tag.kind, tag.acceptedAt].join(':');
}

/** Parses a tag from the name of an object. @returns null for any object that Trunkline did not create */
export function parseTag(name: string): Tag | null {
  const [version, deploymentId, operationId, kind, acceptedAt, ...rest] = name.split(':');
  if (version !== 'tl1' || rest.length > 0 || kind === undefined || !/^[a-z_]{1,16}$/.test(kind)) return null;
  if (deploymentId === undefined || !isDeploymentId(deploymentId)) return null;
  if (operationId === undefined || !isOperationId(operationId)) return null;
  if (acceptedAt === undefined || !/^\d{1,16}$/.test(acceptedAt)) return null;
  return { deploymentId, operationId, kind, acceptedAt: Number(acceptedAt) };
}

/**
 * Formats the name of all objects of a set-up at a carrier: `tl1-{deployment}-{operation}`. It is shorter than a tag in LiveKit,
 * because carriers allow names of 64 characters, and they list each kind of object separately.
 */
export function formatCarrierTag({
  deploymentId,
  operationId,
}: Pick<Tag, 'deploymentId' | 'operationId'>): string {
  return ['tl1', deploymentId, operationId].join('-');
}

/** The carriers whose numbers can be imported. */
export const carrierNames = ['twilio', 'plivo'] as const;
export type CarrierName = (typeof carrierNames)[number];

/** The uses of a number. */
export interface NumberCapabilities {
  readonly voice: boolean;
  readonly sms: boolean;
  readonly mms: boolean;
}

/** The facts about a trunk's carrier that the owner may see. */
export interface TrunkCarrier {
  readonly name: CarrierName;
  readonly capabilities: NumberCapabilities;
}

/** The domains of the hosts at which each carrier accepts calls. */
export const terminationDomains = {
  twilio: 'pstn.twilio.com',
  plivo: 'zt.plivo.com',
} as const satisfies Record<CarrierName, string>;

/** Data that an owner keeps with a trunk. LiveKit gets only the version of the agent that answers. */
export interface TrunkNotes {
  readonly numberProvider: string | null;
  readonly outboundAgentId: string | null;
  readonly inboundAgentVersion: number | null;
  readonly outboundAgentVersion: number | null;
  readonly inboundWebhookUrl: string | null;
}

/** The notes of a trunk without any. */
export const noNotes: TrunkNotes = {
  numberProvider: null,
  outboundAgentId: null,
  inboundAgentVersion: null,
  outboundAgentVersion: null,
  inboundWebhookUrl: null,
};

/** The names of all notes, in a fixed order. */
export const noteNames = Object.keys(noNotes) as (keyof TrunkNotes)[];

/** A DID in canonical form: `+`, then 7 to 15 digits that do not begin with 0. */
export type E164 = Branded<string, 'E164'>;

/** A SIP extension exactly as the caller wrote it, 1 to 15 characters of `[A-Za-z0-9._*#-]`. */
export type Extension = Branded<string, 'Extension'>;

/** The number or extension of a trunk. */
export type TrunkNumber =
  | { readonly kind: 'number'; readonly value: E164 }
  | { readonly kind: 'extension'; readonly value: Extension };

/** The form in which LiveKit compares numbers. Two trunks never share one, whoever owns them. */
export type CollisionKey = Branded<string, 'CollisionKey'>;

/**
 * Normalises a number as livekit-server does before it searches for conflicts (`NormalizeNumber` in livekit/protocol). Digits,
 * spaces, dashes and brackets become `+digits`; anything else stays as it is. Therefore `1000`, `+1000` and `1-000` collide, and
 * so do the extension `15551234567` and the DID `+15551234567`.
 */
export function collisionKeyOf(number: string): CollisionKey {
  if (!/^\+?[\d\- ()]+$/.test(number)) return number as CollisionKey;
  const digits = number.replace(/[ \-()+]/g, '');
  return `+${digits}` as CollisionKey;
}

/** Returns the last two characters, by which people recognise a number that logs and histories may not show. */
export function maskedNumber(number: TrunkNumber): string {
  return `•••${number.value.slice(-2)}`;
}

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
export interface TrunkSettings extends CarrierSettings {
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
  /** Further numbers to which the trunk answers, and from which it can call. Absent if there are none. */
  readonly additionalNumbers?: readonly E164[];
  /**
   * The other forms in which carriers may send the numbers, to which the trunk answers as well. They are stored, so that a newer
   * numbering plan never changes what a trunk answers to. Absent if it answers to its numbers only.
   */
  readonly otherForms?: readonly string[];
}

/** The part of a trunk's settings that decides to what it answers. */
export type CalledNumbers = Pick<TrunkSettings, 'number' | 'additionalNumbers' | 'otherForms'>;

/** Returns that part of a trunk's settings. */
export function calledPartOf({ number, additionalNumbers, otherForms }: CalledNumbers): CalledNumbers {
  return {
    number,
    ...(additionalNumbers === undefined ? {} : { additionalNumbers }),
    ...(otherForms === undefined ? {} : { otherForms }),
  };
}

/** Returns the part of a trunk's settings that states its further numbers: each once, and without its own number. */
export function withAdditionalNumbers(
  number: TrunkNumber,
  given: readonly E164[],
): Pick<TrunkSettings, 'additionalNumbers'> {
  const own = collisionKeyOf(number.value);
  const additionalNumbers = [...new Set(given)].filter((each) => collisionKeyOf(each) !== own);
  return additionalNumbers.length === 0 ? {} : { additionalNumbers };
}

/** Returns everything that a trunk answers to: its number, its further numbers, then the other forms of all of them. */
export function calledNumbersOf({
  number,
  additionalNumbers = [],
  otherForms = [],
}: CalledNumbers): readonly [string, ...string[]] {
  return [number.value, ...additionalNumbers, ...otherForms];
}

/** Returns the form of each number of a trunk: of its number, then of its further numbers. */
export function numberKeysOf({
  number,
  additionalNumbers = [],
}: Pick<TrunkSettings, 'number' | 'additionalNumbers'>): readonly [CollisionKey, ...CollisionKey[]] {
  return [collisionKeyOf(number.value), ...additionalNumbers.map(collisionKeyOf)];
}

/** Returns the form of everything that a trunk answers to. Two trunks never share one of them. The first is that of the number. */
export function collisionKeysOf(trunk: CalledNumbers): readonly CollisionKey[] {
  return [...new Set(calledNumbersOf(trunk).map(collisionKeyOf))];
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

/** The states of a trunk's health, the worst first. Without data it is `unknown`, never `healthy`. */
export const healthStates = ['failing', 'degraded', 'unknown', 'healthy'] as const;
export type HealthState = (typeof healthStates)[number];

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
