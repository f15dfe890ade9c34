import type { Secret } from '../secret.js';
import type { Cidr, SipAddress } from '../trunk/trunk.js';

/** What an inbound trunk is to be. */
export interface InboundTrunkSpec {
  readonly number: string;
  readonly allowedAddresses: readonly Cidr[];
  readonly digest: { readonly username: string; readonly password: Secret } | null;
  readonly metadata: string;
  /** Who may call in stays as it is, and is not compared: nobody knows the password any more. */
  readonly accessKept?: true;
}

/** What an outbound trunk is to be. */
export interface OutboundTrunkSpec {
  readonly number: string;
  readonly address: SipAddress;
  readonly username: string;
  readonly password: Secret;
  readonly metadata: string;
  /** User name and password stay as they are, and are not compared: nobody knows the password any more. */
  readonly credentialsKept?: true;
}

/** The agent that LiveKit dispatches into a room, and the text that it gives the agent as its job's metadata. */
export interface DispatchedAgent {
  readonly name: string;
  readonly metadata: string;
}

/** What a dispatch rule is to be: each call of one inbound trunk in a room of its own. */
export interface DispatchRuleSpec {
  readonly inboundTrunkId: string;
  readonly roomPrefix: string;
  readonly agent: DispatchedAgent | null;
}

/**
 * An object in LiveKit, as much of it as may leave the room where LiveKit is spoken to: never the password that
 * LiveKit lists in clear. `differs` names the fields in which it is not what was wished for.
 */
export interface SipObject {
  readonly id: string;
  readonly name: string;
  readonly differs: readonly string[];
}

/** What the three objects of a trunk are to be. */
export interface TrunkObjectSpecs {
  readonly inbound: InboundTrunkSpec;
  readonly outbound: OutboundTrunkSpec;
  readonly rule: DispatchRuleSpec;
}

/**
 * The metadata of an agent's job: LiveKit knows agents by name alone, so which version of it is meant, the agent reads there.
 * Empty where no version is meant.
 */
export function agentJobMetadata(version: number | null): string {
  return version === null ? '' : JSON.stringify({ agent_version: version });
}
