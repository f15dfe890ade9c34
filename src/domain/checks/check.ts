import type { Asker } from '../explain/explain.js';
import type { SetUpRequest } from '../set-up/set-up.js';

/** The checks of a trunk, in the order in which an answer lists them. */
export const checkNames = [
  'objects',
  'enabled',
  'number_claim',
  'wildcards',
  'hidden_numbers',
  'host',
  'addresses',
  'options_udp',
  'options_tcp',
  'options_tls',
  'credentials',
  'carrier',
  'sip_node',
  'agent',
  'number_forms',
] as const;
export type CheckName = (typeof checkNames)[number];

/** `unknown` means that nothing could be found out, and never that all is well. The worst comes first. */
export const checkOutcomes = ['fail', 'warn', 'unknown', 'pass'] as const;
export type CheckOutcome = (typeof checkOutcomes)[number];

/** The result of a check. */
export interface Check {
  readonly name: CheckName;
  readonly outcome: CheckOutcome;
  /** A sentence that says what was seen. */
  readonly evidence: string;
  /** A sentence that says what to do; null if there is nothing to do. */
  readonly remedy: string | null;
}

/** Makes the result of a check. A result that passes may have a remedy for what cannot be seen. */
export function check(
  name: CheckName,
  outcome: CheckOutcome,
  evidence: string,
  remedy: string | null = null,
): Check {
  return { name, outcome, evidence, remedy };
}

/** The remedy against objects that differ from the record. */
export const repairIt = 'Ask the operator of this service to repair the trunk.';

/** Returns the worst outcome of some checks. */
export function worstOf(checks: readonly Check[]): CheckOutcome {
  return checkOutcomes.find((outcome) => checks.some((each) => each.outcome === outcome)) ?? 'unknown';
}

/** The answer to a request for checks. `trunk_not_found` also for the trunk of another tenant. */
export type CheckAnswer =
  | { readonly kind: 'checked'; readonly checks: readonly Check[] }
  | { readonly kind: 'trunk_not_found' }
  | { readonly kind: 'livekit_unavailable' }
  /** Too many checks run at the moment. */
  | { readonly kind: 'busy' };

/** The checks of trunks. Nothing is changed. */
export interface CheckTrunks {
  /** Checks a trunk. */
  trunk(asker: Asker, trunkId: number): Promise<CheckAnswer>;
  /** Checks a trunk that does not exist yet. */
  request(asker: Asker, request: Pick<SetUpRequest, 'settings'>): Promise<CheckAnswer>;
  /**
   * Checks a trunk before its set-up. Nothing is checked if its number is held, because the set-up decides about that.
   */
  beforeSetUp(asker: Asker, request: Pick<SetUpRequest, 'settings'>): Promise<CheckAnswer>;
}
