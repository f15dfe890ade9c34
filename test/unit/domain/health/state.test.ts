import { describe, expect, it } from 'vitest';
import type { CallDirection, CallOutcome } from '../../../../src/domain/health/call.js';
import {
  type CallEnd,
  type CheckResult,
  deriveHealth,
  type HealthFacts,
  healthReasonNames,
  healthReasons,
} from '../../../../src/domain/health/state.js';
import { readPage } from '../../../support/pages.js';

const now = new Date('2026-11-29T12:00:00.000Z');
const hour = 3_600_000;
const day = 24 * hour;
const ago = (ms: number) => new Date(now.getTime() - ms);

/** Calls that ended one after the other, the newest first and an hour ago. */
const ended = (direction: CallDirection, ...outcomes: readonly CallOutcome[]): CallEnd[] =>
  outcomes.map((outcome, position) => ({ direction, outcome, endedAt: ago(hour * (position + 1)) }));
const inbound = (...outcomes: readonly CallOutcome[]) => ended('inbound', ...outcomes);
const outbound = (...outcomes: readonly CallOutcome[]) => ended('outbound', ...outcomes);
const checked = (outcome: CheckResult['outcome'], at = ago(hour / 2)): CheckResult => ({
  ...{ at, outcome },
  names: ['agent'],
});

function reasonFor(facts: Partial<HealthFacts>): string {
  const { reason } = deriveHealth({ calls: [], check: null, isNumberForeign: false, ...facts }, now);
  return `${healthReasons[reason].state}: ${reason}`;
}

describe('The health of a trunk', () => {
  it.each<[string, string, Partial<HealthFacts>]>([
    ['nothing is known', 'unknown: no_call', {}],
    ['checks passed and no call came', 'unknown: no_call', { check: checked('pass') }],
    ['a check found nothing out', 'unknown: no_call', { check: checked('unknown') }],
    ['a call was completed', 'healthy: calls_completed', { calls: inbound('completed') }],
    [
      'a call was completed after refusals',
      'healthy: calls_completed',
      { calls: outbound('completed', 'refused') },
    ],
    [
      'two called persons were busy after a completed call',
      'healthy: calls_completed',
      { calls: outbound('refused', 'unavailable', 'completed') },
    ],
    [
      'one called person was busy and nothing else is known',
      'unknown: no_call',
      { calls: outbound('refused') },
    ],
    [
      'three calls in a row were refused',
      'degraded: outbound_calls_failed',
      { calls: outbound('refused', 'refused', 'unavailable') },
    ],
    [
      'five calls in a row were refused',
      'failing: outbound_calls_fail',
      { calls: outbound('refused', 'refused', 'refused', 'refused', 'refused') },
    ],
    ['the first call was a fault', 'degraded: inbound_calls_failed', { calls: inbound('unanswered') }],
    [
      'a fault came before a completed call',
      'degraded: inbound_calls_failed',
      { calls: inbound('completed', 'lost') },
    ],
    [
      'two faults came since a completed call',
      'failing: inbound_calls_fail',
      { calls: inbound('unanswered', 'unanswered', 'completed') },
    ],
    [
      'two faults came before a completed call',
      'degraded: inbound_calls_failed',
      { calls: inbound('completed', 'lost', 'lost') },
    ],
    [
      'a fault came before the five newest calls',
      'healthy: calls_completed',
      { calls: inbound('completed', 'completed', 'completed', 'completed', 'completed', 'lost') },
    ],
    [
      'one direction works and the other does not',
      'failing: outbound_calls_fail',
      { calls: [...inbound('completed'), ...outbound('not_placed', 'not_placed')] },
    ],
    ['a check failed', 'failing: check_failed', { check: checked('fail') }],
    [
      'a check failed after the last completed call',
      'failing: check_failed',
      { check: checked('fail'), calls: inbound('completed') },
    ],
    [
      'a call was completed after a failed check',
      'healthy: calls_completed',
      { check: checked('fail', ago(2 * hour)), calls: inbound('completed') },
    ],
    ['a check failed more than a day ago', 'unknown: no_call', { check: checked('fail', ago(day)) }],
    ['a check warned', 'degraded: check_warned', { check: checked('warn') }],
    [
      'a call was completed after a warning',
      'healthy: calls_completed',
      { check: checked('warn', ago(2 * hour)), calls: outbound('completed') },
    ],
    [
      'a foreign trunk has the number',
      'failing: foreign_on_number',
      { isNumberForeign: true, calls: inbound('completed') },
    ],
    [
      'the last call is a day old',
      'unknown: no_call',
      { calls: [{ direction: 'inbound', outcome: 'completed', endedAt: ago(day) }] },
    ],
  ])('when %s is %s', (_when, expected, facts) => {
    expect(reasonFor(facts)).toBe(expected);
  });

  it('is derived again when its oldest fact stops to count', () => {
    const calls = inbound('completed', 'lost');
    const { reviewAt } = deriveHealth({ calls, check: checked('pass'), isNumberForeign: false }, now);
    expect(reviewAt).toEqual(new Date(now.getTime() - 2 * hour + day));
  });

  it('is not derived again by time when nothing in it has an age', () => {
    expect(deriveHealth({ calls: [], check: null, isNumberForeign: true }, now).reviewAt).toBeNull();
  });

  it('has every rule in the documentation, in the order in which they apply', () => {
    const rows = healthReasonNames.map((name) => {
      const { state, rule } = healthReasons[name];
      return `| \`${state}\` | \`${name}\` | ${rule} |`;
    });
    expect(readPage('docs/reference/health.md').text).toContain(rows.join('\n'));
  });
});
