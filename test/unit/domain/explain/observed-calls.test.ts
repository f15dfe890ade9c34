import { describe, expect, it } from 'vitest';
import { explanationOf, readObservedCalls, ruleId, trunkId, verdictOf } from './observed-calls.js';

describe('The explanation of a call agrees with what a caller heard from a real livekit-sip', () => {
  it.each(readObservedCalls().map((observed) => [`${observed.id}: ${observed.title}`, observed] as const))(
    '%s',
    (_, observed) => {
      const { verdict, codes, trunk, rule, room } = explanationOf(observed);
      expect({
        verdict,
        codes,
        trunk: trunk?.id ?? null,
        rule: rule?.id ?? null,
        room,
      }).toEqual({
        verdict: verdictOf[observed.verdict.kind],
        codes: observed.verdict.codes,
        trunk: trunkId(observed.verdict.trunk),
        rule: ruleId(observed.verdict.rule),
        room: observed.verdict.room,
      });
    },
  );
});
