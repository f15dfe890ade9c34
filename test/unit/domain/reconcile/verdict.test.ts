import { describe, expect, it } from 'vitest';
import type { FindingCode } from '../../../../src/domain/reconcile/finding.js';
import {
  type Finding,
  type FindingAction,
  finding,
  findingKey,
} from '../../../../src/domain/reconcile/finding.js';
import { judgeFirstPass, judgeSecondPass, type Policy } from '../../../../src/domain/reconcile/verdict.js';

const policy: Policy = { repair: true, removeMany: false, maximumRemovals: 2 };

function findings(code: FindingCode, action: FindingAction, ...ids: readonly string[]): Finding[] {
  return ids.map((objectId) => finding(code, { objectKind: 'outbound', objectId, action, evidence: '' }));
}

/** Judges a second look that shows the same as the first. */
function outcomes(seen: readonly Finding[], changes: Partial<Policy> = {}) {
  const { judged } = judgeSecondPass(new Set(seen.map(findingKey)), seen, { ...policy, ...changes });
  return judged.map(({ outcome }) => outcome);
}

describe('one look', () => {
  const seen = findings('orphan', 'remove', 'ST_1');

  it('decides nothing in a run that repairs', () => {
    expect(judgeFirstPass(seen, policy)).toMatchObject([{ key: 'orphan/outbound/ST_1//', outcome: null }]);
  });

  it('is all there is in a run that does not', () => {
    expect(judgeFirstPass(seen, { ...policy, repair: false })).toMatchObject([{ outcome: 'reported' }]);
  });
});

describe('two looks', () => {
  it('leave to be done what both have shown', () => {
    expect(outcomes(findings('orphan', 'remove', 'ST_1', 'ST_2'))).toEqual([null, null]);
    expect(outcomes(findings('missing', 'repair', 'ST_1'))).toEqual([null]);
  });

  it('leave alone what only one of them has shown', () => {
    const [before, after] = [findings('orphan', 'remove', 'ST_1'), findings('orphan', 'remove', 'ST_2')];
    const { judged, gone } = judgeSecondPass(new Set(before.map(findingKey)), after, policy);
    expect(judged).toMatchObject([{ key: 'orphan/outbound/ST_2//', outcome: 'reported' }]);
    expect(gone).toEqual(['orphan/outbound/ST_1//']);
  });

  it('report what a program cannot mend', () => {
    expect(outcomes(findings('open_trunk', 'none', 'ST_1'))).toEqual(['reported']);
  });
});

describe('the brake', () => {
  const many = [
    ...findings('orphan', 'remove', 'ST_1', 'ST_2'),
    ...findings('duplicate', 'repair', 'ST_3'),
    ...findings('missing', 'repair', 'ST_4'),
  ];

  it('holds back every removal, duplicates as well, when there are too many, and no repair', () => {
    expect(outcomes(many)).toEqual(['held_back', 'held_back', 'held_back', null]);
  });

  it('counts only what both looks have shown', () => {
    const seenBefore = new Set(many.slice(1).map(findingKey));
    const { judged } = judgeSecondPass(seenBefore, many, policy);
    expect(judged.map(({ outcome }) => outcome)).toEqual(['reported', null, null, null]);
  });

  it('is lifted by being told', () => {
    expect(outcomes(many, { removeMany: true })).toEqual([null, null, null, null]);
  });

  it('always holds back a whole trunk of an unknown set-up, until it is told', () => {
    const lost = findings('orphan', 'remove_if_requested', 'ST_1');
    expect(outcomes(lost)).toEqual(['held_back']);
    expect(outcomes(lost, { removeMany: true })).toEqual([null]);
  });
});
