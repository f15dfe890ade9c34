import type { OperationId } from '../ids.js';
import type { SealedSecret, Secret } from '../secret.js';
import { type CarrierName, type NumberCapabilities, terminationDomains } from './carrier.js';
import type { SipAddress } from './trunk.js';

/** An account at a carrier, as its owner has shown it. Neither half of it is ever stored or passed on in clear. */
export interface CarrierAccount {
  readonly sid: string;
  readonly token: Secret;
}

/** What the set-up of a carrier's number needs to know beyond that of any other, as it travels through Temporal. */
export interface CarrierPlan {
  readonly name: CarrierName;
  /** Absent once the number was deleted: what is then kept of its set-ups needs no account any more. */
  readonly sealedAccount?: SealedSecret;
  /** Where the carrier sends calls: a host, or a host and a port. */
  readonly sipHost: string;
}

/** Where the carrier takes the calls to a number. */
export type CarrierRoute =
  | { readonly to: 'trunk' | 'application'; readonly id: string }
  /** To whatever is set at the number itself (a URL), or nowhere. */
  | { readonly to: 'number' };

/** What a set-up has found and made at a carrier. */
export interface CarrierConnection {
  /** Where the carrier takes calls from us. */
  readonly address: SipAddress;
  /** The carrier's own name of the number. */
  readonly numberId: string;
  readonly capabilities: NumberCapabilities;
  /** The carrier's trunk that brings us the calls to the number. */
  readonly trunkId: string;
  /** The carrier's ids of everything that was made, by what it is. */
  readonly objects: Readonly<Record<string, string>>;
  /** Where the calls went before, and are to go again. */
  readonly routeBefore: CarrierRoute;
}

/** What is kept of a carrier for as long as a trunk of it lives. */
export interface CarrierLink {
  readonly plan: CarrierPlan;
  readonly connection: CarrierConnection;
}

/** What stands in for the address of a trunk until its carrier has given one. */
export function unconnectedAddress(carrier: CarrierName): SipAddress {
  return terminationDomains[carrier] as SipAddress;
}

/** The user name that calls to the carrier show; Twilio takes 32 characters at most. */
export function carrierUsername(operationId: OperationId): string {
  return `tl${operationId.slice('op_'.length, 27)}`;
}

/** A label for host names that belongs to one set-up alone, so that a carrier refuses to give it twice. */
export function carrierLabel(operationId: OperationId): string {
  return `tl-${operationId.slice('op_'.length)}`;
}

/** What of a trunk its carrier knows, so that it cannot be changed here alone. */
export const boundFields = [
  'number',
  'username',
  'password',
  'outboundAddress',
  'inboundAuthorization',
] as const;
export type BoundField = (typeof boundFields)[number];
