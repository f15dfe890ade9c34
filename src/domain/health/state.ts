import type { CheckName, CheckOutcome } from '../checks/check.js';
import type { HealthState } from '../trunk/trunk.js';
import { type CallDirection, type CallOutcome, callDirections, callOutcomes } from './call.js';

interface ReasonEntry {
  readonly state: HealthState;
  /** When the rule applies. */
  readonly rule: string;
  /** A sentence for the owner of the trunk. */
  readonly meaning: string;
  /** A sentence that says what to do; null if there is nothing to do. */
  readonly remedy: string | null;
}

const checkIt = 'Check the trunk: POST /v1/trunks/{id}/checks. The failures name the outcome of each call.';

/** How many failed calls in a row are too many: faults, and failures of any kind. */
const limits = { faults: 2, failures: 5, uncertain: 3 } as const;
/** How many ended calls of each direction count, the newest ones. */
export const countedCalls = limits.failures;
/** How long a call or a check counts, in milliseconds. */
export const countedForMs = 86_400_000;

/** The rules that derive the state, in their order: the first one that applies decides. */
export const healthReasons = {
  foreign_on_number: {
    state: 'failing',
    rule: 'the last reconciliation found a foreign inbound trunk on the number',
    meaning:
      'Another inbound trunk in LiveKit, which is not yours, has the number: LiveKit refuses calls to it.',
    remedy: 'Tell the operator of this service, who can remove the other trunk.',
  },
  check_failed: {
    state: 'failing',
    rule: 'the last check of the trunk failed, and no call has been completed since',
    meaning: 'A check of the trunk has failed.',
    remedy: 'Check the trunk again: POST /v1/trunks/{id}/checks names the remedy.',
  },
  inbound_calls_fail: {
    state: 'failing',
    rule: `of the inbound calls since the last completed one, at least ${limits.faults} were faults, or ${limits.failures} failed`,
    meaning: 'Calls to the number fail.',
    remedy: checkIt,
  },
  outbound_calls_fail: {
    state: 'failing',
    rule: `the same for outbound calls`,
    meaning: 'Calls from the number fail.',
    remedy: checkIt,
  },
  inbound_calls_failed: {
    state: 'degraded',
    rule: `one of the last ${countedCalls} inbound calls was a fault, or the last ${limits.uncertain} failed`,
    meaning: 'Some of the last calls to the number failed.',
    remedy: checkIt,
  },
  outbound_calls_failed: {
    state: 'degraded',
    rule: 'the same for outbound calls',
    meaning: 'Some of the last calls from the number failed.',
    remedy: checkIt,
  },
  check_warned: {
    state: 'degraded',
    rule: 'the last check of the trunk warned, and no call has been completed since',
    meaning: 'A check of the trunk has warned.',
    remedy: 'Check the trunk again: POST /v1/trunks/{id}/checks names the remedy.',
  },
  calls_completed: {
    state: 'healthy',
    rule: 'a call was completed',
    meaning: 'The last calls were completed.',
    remedy: null,
  },
  no_webhook: {
    state: 'unknown',
    rule: 'no webhook of LiveKit has arrived for a day',
    meaning: 'LiveKit sends no webhooks to this service, so calls cannot be seen.',
    remedy: 'Tell the operator of this service to configure webhooks in livekit-server.',
  },
  no_call: {
    state: 'unknown',
    rule: 'otherwise',
    meaning: 'No call has shown anything within the last day.',
    remedy: 'Call the number once, or check the trunk.',
  },
} as const satisfies Record<string, ReasonEntry>;

/** The reason of a state. */
export type HealthReason = keyof typeof healthReasons;
export const healthReasonNames = Object.keys(healthReasons) as [HealthReason, ...HealthReason[]];

/** The end of a call that says something about its trunk. */
export interface CallEnd {
  readonly direction: CallDirection;
  readonly outcome: CallOutcome;
  readonly endedAt: Date;
}

/** The result of the last check of a trunk. */
export interface CheckResult {
  readonly at: Date;
  readonly outcome: CheckOutcome;
  /** The checks that had this outcome. */
  readonly names: readonly CheckName[];
}

/** Everything from which the health of a trunk is derived. */
export interface HealthFacts {
  /** The last ended calls of each direction, newest first. */
  readonly calls: readonly CallEnd[];
  readonly check: CheckResult | null;
  /** Whether a foreign inbound trunk has the number. */
  readonly isNumberForeign: boolean;
}

/** A derived state. */
export interface Derived {
  readonly reason: HealthReason;
  /** When a fact stops to count, so that the state has to be derived again; null if that never happens. */
  readonly reviewAt: Date | null;
}

/** Derives the health of a trunk. It never says `no_webhook`, which is a fact about the installation. */
export function deriveHealth(facts: HealthFacts, now: Date): Derived {
  const counts = (at: Date) => now.getTime() - at.getTime() < countedForMs;
  const calls = facts.calls.filter(({ endedAt }) => counts(endedAt));
  const check = facts.check !== null && counts(facts.check.at) ? facts.check : null;
  const times = [...calls.map(({ endedAt }) => endedAt), ...(check === null ? [] : [check.at])];
  const oldest = Math.min(...times.map((time) => time.getTime()));
  return {
    reason: reasonOf(calls, check, facts.isNumberForeign),
    reviewAt: times.length === 0 ? null : new Date(oldest + countedForMs),
  };
}

function reasonOf(
  calls: readonly CallEnd[],
  check: CheckResult | null,
  isNumberForeign: boolean,
): HealthReason {
  if (isNumberForeign) return 'foreign_on_number';
  const isCurrent = (at: Date) =>
    !calls.some(({ outcome, endedAt }) => callOutcomes[outcome].bearing === 'success' && endedAt > at);
  const checked = check !== null && isCurrent(check.at) ? check.outcome : null;
  if (checked === 'fail') return 'check_failed';
  const verdicts = callDirections.map((direction) => ({
    direction,
    state: stateOfDirection(calls.filter((call) => call.direction === direction)),
  }));
  const failing = verdicts.find(({ state }) => state === 'failing');
  if (failing !== undefined) return `${failing.direction}_calls_fail`;
  const degraded = verdicts.find(({ state }) => state === 'degraded');
  if (degraded !== undefined) return `${degraded.direction}_calls_failed`;
  if (checked === 'warn') return 'check_warned';
  return verdicts.some(({ state }) => state === 'healthy') ? 'calls_completed' : 'no_call';
}

/** Judges the calls of a direction, newest first. */
function stateOfDirection(calls: readonly CallEnd[]): HealthState {
  const bearings = calls.slice(0, countedCalls).map(({ outcome }) => callOutcomes[outcome].bearing);
  const completed = bearings.indexOf('success');
  const failed = completed < 0 ? bearings : bearings.slice(0, completed);
  const faults = failed.filter((bearing) => bearing === 'fault').length;
  if (faults >= limits.faults || failed.length >= limits.failures) return 'failing';
  if (bearings.includes('fault') || failed.length >= limits.uncertain) return 'degraded';
  return completed < 0 ? 'unknown' : 'healthy';
}
