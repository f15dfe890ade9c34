import { describe, expect, it } from 'vitest';
import { judgeFirstPass, judgeSecondPass, type Policy } from '../../../../src/domain/reconcile/compare.js';
import {
  type Finding,
  type FindingAction,
  type FindingCode,
  finding,
  findingKey,
} from '../../../../src/domain/reconcile/finding.js';

const policy: Policy = { repair: true, removeMany: false, maximumRemovals: 2 };

function findings(code: FindingCode, action: FindingAction, ...ids: readonly string[]): Finding[] {
  return ids.map((objectId) => finding(code, { objectKind: 'outbound', objectId, action, evidence: '' }));
}

/** Judges a second pass with the same findings as the first. */
function outcomes(seen: readonly Finding[], changes: Partial<Policy> = {}) {
  const { judged } = judgeSecondPass(new Set(seen.map(findingKey)), seen, { ...policy, ...changes });
  return judged.map(({ outcome }) => outcome);
}

describe('the first pass', () => {
  const seen = findings('orphan', 'remove', 'ST_1');

  it('the first pass of a repairing run decides nothing', () => {
    expect(judgeFirstPass(seen, policy)).toMatchObject([{ key: 'orphan/outbound/ST_1//', outcome: null }]);
  });

  it('the first pass decides everything in a run that does not repair', () => {
    expect(judgeFirstPass(seen, { ...policy, repair: false })).toMatchObject([{ outcome: 'reported' }]);
  });
});

describe('the second pass', () => {
  it('a repairing run acts on findings of both passes', () => {
    expect(outcomes(findings('orphan', 'remove', 'ST_1', 'ST_2'))).toEqual([null, null]);
    expect(outcomes(findings('missing', 'repair', 'ST_1'))).toEqual([null]);
  });

  it('a repairing run does not act on findings of one pass', () => {
    const [before, after] = [findings('orphan', 'remove', 'ST_1'), findings('orphan', 'remove', 'ST_2')];
    const { judged, gone } = judgeSecondPass(new Set(before.map(findingKey)), after, policy);
    expect(judged).toMatchObject([{ key: 'orphan/outbound/ST_2//', outcome: 'reported' }]);
    expect(gone).toEqual(['orphan/outbound/ST_1//']);
  });

  it('findings that no program can repair are reported', () => {
    expect(outcomes(findings('open_trunk', 'none', 'ST_1'))).toEqual(['reported']);
  });
});

describe('the limit of removals', () => {
  const many = [
    ...findings('orphan', 'remove', 'ST_1', 'ST_2'),
    ...findings('duplicate', 'repair', 'ST_3'),
    ...findings('missing', 'repair', 'ST_4'),
  ];

  it('the limit holds back every removal, duplicates included, but no repair', () => {
    expect(outcomes(many)).toEqual(['held_back', 'held_back', 'held_back', null]);
  });

  it('the limit counts only findings of both passes', () => {
    const seenBefore = new Set(many.slice(1).map(findingKey));
    const { judged } = judgeSecondPass(seenBefore, many, policy);
    expect(judged.map(({ outcome }) => outcome)).toEqual(['reported', null, null, null]);
  });

  it('removeMany lifts the limit', () => {
    expect(outcomes(many, { removeMany: true })).toEqual([null, null, null, null]);
  });

  it('a whole trunk of an unknown set-up is held back until removeMany is set', () => {
    const lost = findings('orphan', 'remove_if_requested', 'ST_1');
    expect(outcomes(lost)).toEqual(['held_back']);
    expect(outcomes(lost, { removeMany: true })).toEqual([null]);
  });
});
