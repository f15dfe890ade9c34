import type { Secret } from '../domain/secret.js';
import type { CarrierName, NumberCapabilities } from '../domain/trunk/carrier.js';
import type { CarrierAccount, CarrierRoute } from '../domain/trunk/carrier-connection.js';
import type { E164 } from '../domain/trunk/number.js';
import type { SipAddress } from '../domain/trunk/trunk.js';

/** A number as its carrier knows it. */
export interface CarrierNumber {
  /** The carrier's own name of the number. */
  readonly id: string;
  readonly capabilities: NumberCapabilities;
  /** Where calls to it go just now. */
  readonly route: CarrierRoute;
}

/** What is to be made at a carrier. */
export interface ConnectionSpec {
  /** The name of everything that is made. */
  readonly tag: string;
  /** A label that nobody else uses in a host name. */
  readonly label: string;
  /** Where the carrier is to send calls: a host, or a host and a port. */
  readonly sipHost: string;
  /** What calls from us to the carrier are to show. */
  readonly username: string;
  readonly password: Secret;
}

/** What was made at a carrier. */
export interface MadeConnection {
  /** Where the carrier takes calls from us. */
  readonly address: SipAddress;
  /** The trunk that brings us the calls of the numbers that are routed to it. */
  readonly trunkId: string;
  /** The ids of everything, by what it is. */
  readonly objects: Readonly<Record<string, string>>;
}

/** What is to be removed at a carrier: what carries a tag, and more or less than that. */
export interface Disconnection {
  readonly tag: string;
  /** Ids that go as well: somebody may have renamed the objects. */
  readonly also?: Readonly<Record<string, string>>;
  /** Ids that stay, whatever their names. */
  readonly keep?: Readonly<Record<string, string>>;
}

/**
 * One account at a carrier, for one attempt at a step. Every method throws a `CarrierProblem` and nothing else.
 */
export interface Carrier {
  /** Whether anything may have been changed through this since it was opened. */
  readonly mayHaveChanged: boolean;
  /** Finds a number in the account. @throws {CarrierProblem} `carrier_number_not_found`. */
  find(number: E164): Promise<CarrierNumber>;
  /**
   * Makes sure that the trunk of a set-up exists once, with all that belongs to it.
   * @param checkFirst look for the set-up's own objects before making any: set after any doubt.
   */
  connect(spec: ConnectionSpec, checkFirst: boolean): Promise<MadeConnection>;
  /** Lets calls to a number go to a trunk. Doing it twice changes nothing. */
  route(numberId: string, trunkId: string): Promise<void>;
  /**
   * Lets calls to a number go where they went before, if they go to this trunk now: whoever has changed that since
   * meant it. A number that is not in the account any more is no error.
   * @returns whether there was anything to do.
   */
  restore(number: E164, trunkId: string, before: CarrierRoute): Promise<boolean>;
  /** Removes objects until a list shows none of them. @returns how many there were. */
  disconnect(what: Disconnection): Promise<number>;
}

/**
 * Opens an account for one attempt; all its requests together may take `timeLimitMs`.
 * @throws {CarrierProblem} `carrier_off` when the operator has not enabled the carrier, `out_of_time` when that is no
 * time at all.
 */
export type OpenCarrier = (name: CarrierName, account: CarrierAccount, timeLimitMs: number) => Carrier;
