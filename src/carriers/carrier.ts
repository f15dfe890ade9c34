import { CarrierProblem, type FailureCode } from '../domain/failures.js';
import type { CarrierAccount, CarrierRoute } from '../domain/trunk/spec.js';
import type { CarrierName, E164, NumberCapabilities, SipAddress } from '../domain/trunk/trunk.js';
import type { Secret } from '../domain/values.js';

/** A number as its carrier knows it. */
export interface CarrierNumber {
  /** The carrier's id of the number. */
  readonly id: string;
  readonly capabilities: NumberCapabilities;
  /** The current destination of calls to the number. */
  readonly route: CarrierRoute;
}

/** The specification of a connection at a carrier. */
export interface ConnectionSpec {
  /** The name of all objects of the connection. */
  readonly tag: string;
  /** A label for a host name that no other set-up uses. */
  readonly label: string;
  /** The host to which the carrier sends calls, with or without a port. */
  readonly sipHost: string;
  /** The credentials of calls from us to the carrier. */
  readonly username: string;
  readonly password: Secret;
}

/** A connection that exists at a carrier. */
export interface MadeConnection {
  /** The host at which the carrier accepts calls from us. */
  readonly address: SipAddress;
  /** The trunk that sends us the calls to the numbers that are routed to it. */
  readonly trunkId: string;
  /** The ids of all objects, by kind. */
  readonly objects: Readonly<Record<string, string>>;
}

/** Selects the objects to remove at a carrier: those with a tag, with additions and exceptions. */
export interface Disconnection {
  readonly tag: string;
  /** Ids that are removed too, because somebody may have renamed the objects. */
  readonly also?: Readonly<Record<string, string>>;
  /** Ids that are kept, whatever their names are. */
  readonly keep?: Readonly<Record<string, string>>;
}

/**
 * One account at a carrier, for one attempt at a step. Every method throws a `CarrierProblem` and nothing else.
 */
export interface Carrier {
  /** Whether a request of this attempt changed something, or may have. */
  readonly mayHaveChanged: boolean;
  /** Finds a number in the account. @throws {CarrierProblem} `carrier_number_not_found` */
  find(number: E164): Promise<CarrierNumber>;
  /**
   * Ensures that the trunk of a set-up exists once, with all its objects.
   * @param checkFirst finds existing objects of the set-up before it creates any; true after any ambiguous outcome
   */
  connect(spec: ConnectionSpec, checkFirst: boolean): Promise<MadeConnection>;
  /** Routes calls to a number to a trunk. Repeating it changes nothing. */
  route(numberId: string, trunkId: string): Promise<void>;
  /**
   * Restores the former route of a number, if calls still go to this trunk. If somebody has changed the route since, it stays. A
   * number that is not in the account any more is no error.
   * @returns whether there was anything to restore
   */
  restore(number: E164, trunkId: string, before: CarrierRoute): Promise<boolean>;
  /** Removes objects until a list shows none of them. @returns the number of removed objects */
  disconnect(what: Disconnection): Promise<number>;
}

/**
 * Opens an account for one attempt.
 * @param timeLimitMs how long all requests of the attempt together may take, in milliseconds
 * @throws {CarrierProblem} `carrier_off` if the operator has not enabled the carrier, `out_of_time` if there is no time
 */
export type OpenCarrier = (name: CarrierName, account: CarrierAccount, timeLimitMs: number) => Carrier;

/** Returns a problem that no further attempt can solve, for a request that was not carried out. */
export function permanent(code: FailureCode, message: string): CarrierProblem {
  return new CarrierProblem({ kind: 'failure', code, transient: false, mayHaveApplied: false }, message);
}

/** Tells whether an error means that an object does not exist. */
export function isGone(error: unknown): boolean {
  return error instanceof CarrierProblem && error.problem.kind === 'gone';
}

/**
 * Tells whether a carrier refused a request because of its content. A missing object that the request needs counts too; invalid
 * credentials and a rate limit do not.
 */
export function isRefused(error: unknown): boolean {
  return error instanceof CarrierProblem && error.code === 'carrier_refused';
}

/**
 * Waits for a request and tells whether the carrier accepted it. A carrier refuses a route whose destination no longer exists.
 * @throws {CarrierProblem} for any other failure
 */
export async function isAccepted(request: Promise<unknown>): Promise<boolean> {
  try {
    await request;
    return true;
  } catch (error) {
    if (isRefused(error)) return false;
    throw error;
  }
}
