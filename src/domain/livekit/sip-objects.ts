import type { Secret } from '../secret.js';
import type { Cidr, SipAddress } from '../trunk/trunk.js';

/** The specification of an inbound trunk. */
export interface InboundTrunkSpec {
  readonly number: string;
  readonly allowedAddresses: readonly Cidr[];
  readonly digest: { readonly username: string; readonly password: Secret } | null;
  readonly metadata: string;
  /** Who may call in is neither changed nor compared, because the password cannot be read any more. */
  readonly accessKept?: true;
}

/** The specification of an outbound trunk. */
export interface OutboundTrunkSpec {
  readonly number: string;
  readonly address: SipAddress;
  readonly username: string;
  readonly password: Secret;
  readonly metadata: string;
  /** The credentials are neither changed nor compared, because the password cannot be read any more. */
  readonly credentialsKept?: true;
}

/** The agent that LiveKit dispatches into a room, and the metadata that LiveKit gives to its job. */
export interface DispatchedAgent {
  readonly name: string;
  readonly metadata: string;
}

/** The specification of a dispatch rule. It puts each call of one inbound trunk into a room of its own. */
export interface DispatchRuleSpec {
  readonly inboundTrunkId: string;
  readonly roomPrefix: string;
  readonly agent: DispatchedAgent | null;
}

/**
 * An object in LiveKit without the password, which LiveKit lists in clear. `differs` names the fields in which the object does not
 * match its specification.
 */
export interface SipObject {
  readonly id: string;
  readonly name: string;
  readonly differs: readonly string[];
}

/** The specifications of the three objects of a trunk, by object kind. */
export interface TrunkObjectSpecs {
  readonly inbound: InboundTrunkSpec;
  readonly outbound: OutboundTrunkSpec;
  readonly rule: DispatchRuleSpec;
}

/**
 * Returns the metadata of an agent's job, from which the agent reads the version to run. LiveKit knows agents only by name.
 * The metadata is empty if no version is set.
 */
export function agentJobMetadata(version: number | null): string {
  return version === null ? '' : JSON.stringify({ agent_version: version });
}
