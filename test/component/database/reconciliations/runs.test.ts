import { describe, expect, it } from 'vitest';
import {
  findingsPage,
  keysOfFirstPass,
  noteFindings,
  noteGone,
  noteOutcomes,
  pendingRemovals,
  pendingRepairs,
} from '../../../../src/database/reconciliations/findings.js';
import {
  beginReconciliation,
  endReconciliation,
  findReconciliation,
  listReconciliations,
  noteProgress,
} from '../../../../src/database/reconciliations/runs.js';
import { reconciliations } from '../../../../src/database/schema.js';
import { judgeFirstPass, judgeSecondPass } from '../../../../src/domain/reconcile/compare.js';
import {
  type Finding,
  type FindingAction,
  type FindingCode,
  finding,
} from '../../../../src/domain/reconcile/finding.js';
import { newReconciliationId } from '../../../../src/domain/reconcile/report.js';
import type { ObjectKind } from '../../../../src/domain/trunk/trunk.js';
import { afterNoon, noon, useDatabase } from '../in-memory-database.js';

const { database } = await useDatabase();

const policy = { repair: true, removeMany: false, maximumRemovals: 50 };
const idOf = (run: number) => newReconciliationId(String(run).padStart(32, '0'));
const run = (number: number, startedAt = noon) => ({
  id: idOf(number),
  trigger: 'schedule' as const,
  repair: true,
  removeMany: false,
  startedAt,
});

function found(
  code: FindingCode,
  action: FindingAction,
  objectKind: ObjectKind,
  objectId: string,
  trunkId: number | null = null,
): Finding {
  return finding(code, { action, objectKind, objectId, trunkId, evidence: 'seen', fields: ['numbers'] });
}

const orphans = [
  found('orphan', 'remove', 'inbound', 'ST_1'),
  found('orphan', 'remove', 'rule', 'SDR_2'),
  found('orphan', 'remove', 'outbound', 'ST_3'),
];

/** Stores a run whose two passes have the same findings. */
async function confirmed(findings: readonly Finding[]) {
  await beginReconciliation(database, run(1));
  await noteFindings(database, idOf(1), 1, judgeFirstPass(findings, policy));
  const seen = await keysOfFirstPass(database, idOf(1));
  await noteFindings(database, idOf(1), 2, judgeSecondPass(seen, findings, policy).judged);
}

describe('a run', () => {
  it('a run begins once and finishes once, also when both are repeated', async () => {
    await beginReconciliation(database, run(1));
    await beginReconciliation(database, run(1, afterNoon(5)));
    expect(await findReconciliation(database, idOf(1))).toEqual({
      ...run(1),
      state: 'running',
      finishedAt: null,
      compared: null,
      counts: {},
      failure: null,
    });

    await endReconciliation(database, idOf(1), null, afterNoon(10));
    await endReconciliation(database, idOf(1), 'too late', afterNoon(20));
    expect(await findReconciliation(database, idOf(1))).toMatchObject({
      state: 'finished',
      finishedAt: afterNoon(10),
      failure: null,
    });
  });

  it('a run that never finished is failed by the next one', async () => {
    await beginReconciliation(database, run(1));
    await beginReconciliation(database, run(2, afterNoon(1)));
    expect(await findReconciliation(database, idOf(1))).toMatchObject({
      state: 'failed',
      failure: 'The run was ended from outside.',
    });
    expect(await findReconciliation(database, idOf(2))).toMatchObject({ state: 'running' });
  });

  it('a run and its findings are deleted once a hundred others have come after it', async () => {
    await confirmed(orphans);
    const numbers = Array.from({ length: 99 }, (_, index) => index + 2);
    await database.insert(reconciliations).values(
      numbers.map((number) => ({
        ...run(number, afterNoon(number)),
        ...{ state: 'finished' as const, finishedAt: afterNoon(number), counts: {} },
      })),
    );
    expect(await findReconciliation(database, idOf(1)), 'the hundredth').not.toBeNull();
    await beginReconciliation(database, run(101, afterNoon(101)));
    const kept = await listReconciliations(database);
    expect(kept).toHaveLength(100);
    expect([kept[0]?.id, kept.at(-1)?.id]).toEqual([idOf(101), idOf(2)]);
    expect(await findingsPage(database, idOf(1), -1, 10)).toEqual([]);
  });

  it('a failed run leaves its findings as reported, with the reason', async () => {
    await confirmed(orphans.slice(0, 1));
    expect(await endReconciliation(database, idOf(1), 'LiveKit is away.', afterNoon(1))).toEqual({
      orphan: { reported: 1 },
    });
    expect(await findingsPage(database, idOf(1), -1, 10)).toMatchObject([
      { outcome: 'reported', note: 'LiveKit is away.' },
    ]);
  });
});

describe('the findings of two passes', () => {
  it('findings are counted by code and outcome', async () => {
    await confirmed([...orphans, found('open_trunk', 'none', 'inbound', 'ST_9')]);
    const compared = { inbound: 1, outbound: 2, rules: 3, records: 4 };
    expect(await noteProgress(database, idOf(1), compared)).toEqual({
      open_trunk: { reported: 1 },
      orphan: { undecided: 3 },
    });
    expect(await findReconciliation(database, idOf(1))).toMatchObject({ compared });
  });

  it('the second pass updates the findings, and those that are gone move to the end', async () => {
    const [first, second] = orphans;
    if (first === undefined || second === undefined) throw new Error('There are no orphans.');
    await beginReconciliation(database, run(1));
    await noteFindings(database, idOf(1), 1, judgeFirstPass([first, second], policy));
    const seen = await keysOfFirstPass(database, idOf(1));
    const later = [{ ...second, evidence: 'seen again' }];
    const { judged, gone } = judgeSecondPass(seen, later, policy);
    await noteFindings(database, idOf(1), 2, judged);
    await noteGone(database, idOf(1), gone, judged.length);

    expect(await findingsPage(database, idOf(1), -1, 10)).toMatchObject([
      { objectId: second.objectId, evidence: 'seen again', outcome: null },
      { objectId: first.objectId, evidence: 'seen', outcome: 'gone_by_itself' },
    ]);
  });

  it('thousands of findings are stored, and read page by page', async () => {
    const many = Array.from({ length: 1_203 }, (_, index) =>
      found('orphan', 'remove', 'rule', `SDR_${index}`),
    );
    await confirmed(many);
    const first = await findingsPage(database, idOf(1), -1, 1_000);
    const second = await findingsPage(database, idOf(1), first.at(-1)?.position ?? -1, 1_000);
    expect([first.length, second.length]).toEqual([1_000, 203]);
    expect(new Set([...first, ...second].map(({ objectId }) => objectId)).size).toBe(1_203);
  });
});

describe('the work of a run', () => {
  it('removals come with rules first, and each once', async () => {
    await confirmed(orphans);
    const [rule, ...others] = await pendingRemovals(database, idOf(1), 10);
    expect(rule).toMatchObject({ kind: 'rule', objectId: 'SDR_2' });
    expect(others.map(({ objectId }) => objectId)).toEqual(['ST_1', 'ST_3']);

    await noteOutcomes(database, idOf(1), [{ key: rule?.key ?? '', outcome: 'removed', note: null }]);
    await noteOutcomes(database, idOf(1), [{ key: rule?.key ?? '', outcome: 'failed', note: 'late' }]);

    expect((await pendingRemovals(database, idOf(1), 10)).map(({ objectId }) => objectId)).toEqual([
      'ST_1',
      'ST_3',
    ]);
    expect(await noteProgress(database, idOf(1), null)).toEqual({ orphan: { removed: 1, undecided: 2 } });
  });

  it('repairs come trunk by trunk, each with all of its findings', async () => {
    await confirmed([
      found('missing', 'repair', 'inbound', 'ST_a', 8),
      found('drift', 'repair', 'rule', 'SDR_b', 7),
      found('duplicate', 'repair', 'outbound', 'ST_c', 7),
      found('drift', 'none', 'outbound', 'ST_d', 9),
    ]);
    expect(await pendingRepairs(database, idOf(1), 1)).toMatchObject([
      {
        trunkId: 7,
        findings: [
          { code: 'drift', kind: 'rule', objectId: 'SDR_b' },
          { code: 'duplicate', kind: 'outbound', objectId: 'ST_c' },
        ],
      },
    ]);
    expect((await pendingRepairs(database, idOf(1), 10)).map(({ trunkId }) => trunkId)).toEqual([7, 8]);
  });
});
