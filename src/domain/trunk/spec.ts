import type { DeploymentId, OperationId, OrganizationId, SealedSecret, Secret } from '../values.js';
import {
  type CarrierName,
  type NumberCapabilities,
  type SipAddress,
  type TrunkSettings,
  terminationDomains,
} from './trunk.js';

/** An account at a carrier. Neither half of it is ever stored or passed on in clear. */
export interface CarrierAccount {
  readonly sid: string;
  readonly token: Secret;
}

/** The part of a trunk's specification that concerns its carrier. */
export interface CarrierPlan {
  readonly name: CarrierName;
  /** Absent once the number was deleted, because nothing needs the account any more. */
  readonly sealedAccount?: SealedSecret;
  /** The host to which the carrier sends calls, with or without a port. */
  readonly sipHost: string;
}

/** The destination of the calls to a number at its carrier. */
export type CarrierRoute =
  | { readonly to: 'trunk' | 'application'; readonly id: string }
  /** The URL that is set at the number itself, or nothing. */
  | { readonly to: 'number' };

/** The connection of a number at its carrier, which a set-up found and created. */
export interface CarrierConnection {
  /** The host at which the carrier accepts calls from us. */
  readonly address: SipAddress;
  /** The carrier's id of the number. */
  readonly numberId: string;
  readonly capabilities: NumberCapabilities;
  /** The carrier's trunk that sends us the calls to the number. */
  readonly trunkId: string;
  /** The carrier's ids of all created objects, by kind. */
  readonly objects: Readonly<Record<string, string>>;
  /** The route of the number before, which a compensation or tear-down restores. */
  readonly routeBefore: CarrierRoute;
}

/** The data about a carrier that is stored as long as its trunk exists. */
export interface CarrierLink {
  readonly plan: CarrierPlan;
  readonly connection: CarrierConnection;
}

/** Returns a placeholder for the outbound address of a trunk until its carrier has assigned one. */
export function unconnectedAddress(carrier: CarrierName): SipAddress {
  return terminationDomains[carrier] as SipAddress;
}

/** Returns the user name for calls to the carrier. Twilio accepts at most 32 characters. */
export function carrierUsername(operationId: OperationId): string {
  return `tl${operationId.slice('op_'.length, 27)}`;
}

/** Returns a label for host names that belongs to one set-up, so that a carrier refuses to assign it twice. */
export function carrierLabel(operationId: OperationId): string {
  return `tl-${operationId.slice('op_'.length)}`;
}

/** The fields of a trunk that its carrier knows too. They cannot be changed here alone. */
export const boundFields = [
  'number',
  'username',
  'password',
  'outboundAddress',
  'inboundAuthorization',
] as const;
export type BoundField = (typeof boundFields)[number];

/** The specification of a trunk that an operation gets through Temporal. It holds the password only as ciphertext. */
export interface TrunkSpec {
  readonly operationId: OperationId;
  readonly organizationId: OrganizationId;
  readonly deploymentId: DeploymentId;
  /** When the request was accepted, in milliseconds since 1970; part of every tag. */
  readonly acceptedAt: number;
  /** Failed set-ups of the same number. Their late writes may be removed. */
  readonly earlierOperations: readonly OperationId[];
  readonly settings: TrunkSettings;
  /** The version of the agent that answers; null or absent if none is set. */
  readonly agentVersion?: number | null;
  readonly sealedPassword: SealedSecret;
  /** The beginning of the name of every room that a call to this trunk opens. */
  readonly roomPrefix: string;
  /** The carrier at which Trunkline connects the number; absent if the owner has done that. */
  readonly carrier?: CarrierPlan;
}

/** Returns the context to which the password of a set-up is bound when it is sealed. */
export function passwordContext(owner: Pick<TrunkSpec, 'organizationId' | 'operationId'>): string {
  return `${owner.organizationId}/${owner.operationId}/sip-password`;
}

/** Returns the context to which the carrier account of a set-up is bound when it is sealed. */
export function accountContext(owner: Pick<TrunkSpec, 'organizationId' | 'operationId'>): string {
  return `${owner.organizationId}/${owner.operationId}/carrier-account`;
}

/**
 * Returns the metadata of an agent's job, from which the agent reads the version to run. LiveKit knows agents only by name.
 * The metadata is empty if no version is set.
 */
export function agentJobMetadata(version: number | null): string {
  return version === null ? '' : JSON.stringify({ agent_version: version });
}
