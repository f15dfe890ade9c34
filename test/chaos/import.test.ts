import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf } from '../integration/support/livekit/estate.js';
import { at } from '../integration/support/requests/tenant.js';
import { theStack } from '../integration/support/the-stack.js';
import { Laboratory } from './laboratory/laboratory.js';

/**
 * The number of lines, and the numbers of completed lines at which the worker is killed. A run of an import starts 500 lines
 * before it continues as new: `CHAOS=full` kills the worker once in the first run and once in the second.
 */
const { lines, kills } =
  process.env.CHAOS === 'full' ? { lines: 620, kills: [180, 540] } : { lines: 24, kills: [6] };
const linesPerRun = 500;
const settlingMs = 180_000;
const patienceMs = 400_000;

let laboratory: Laboratory;

beforeAll(async () => {
  laboratory = await Laboratory.start(theStack(), ['only']);
}, 120_000);

afterAll(() => laboratory.end());

interface ReportLine {
  readonly line: number;
  readonly phone_number: string;
  readonly outcome: string;
  readonly attempt: number;
  readonly trunk_id: number;
  readonly operation_id: string;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const since = performance.now(); !(await isSo()); await sleep(100)) {
    if (performance.now() - since > patienceMs) throw new Error('The import does not proceed.');
  }
}

describe('an import during kills of its only worker', { timeout: 600_000 }, () => {
  it('an import whose only worker is killed sets up every line exactly once, over all of its runs', async () => {
    const { tenant, store, database, workers, temporal } = laboratory;
    const numbers = Array.from({ length: lines }, (_, index) => `+1555${String(6_000_000 + index)}`);
    const begunAt = performance.now();
    const begun = await tenant.request('POST', '/v1/imports', {
      body: fileOf(numbers),
      headers: { authorization: `Bearer ${tenant.key.secret}`, 'content-type': 'text/csv' },
    });
    expect(begun.status).toBe(202);
    const path = begun.headers.get('location') ?? '';
    const view = async () => (await tenant.get(path)).body;
    const whenKilled: unknown[] = [];

    for (const enough of kills) {
      await until(async () => Number(at(await view(), 'counts', 'succeeded')) >= enough);
      await workers.kill('only');
      whenKilled.push(at(await view(), 'counts'));
      await workers.start('only');
    }
    await until(async () => at(await view(), 'state') === 'finished');
    const tookMs = performance.now() - begunAt;
    const { violations, statuses } = await laboratory.allOrNothing(numbers, settlingMs);

    expect(await view()).toMatchObject({
      total: lines,
      counts: {
        succeeded: lines,
        pending: 0,
        running: 0,
        compensating: 0,
        failed: 0,
        refused: 0,
        cancelled: 0,
      },
    });
    expect(violations).toEqual([]);
    expect(new Set(statuses)).toEqual(new Set(['whole']));
    expect(await store.counts()).toEqual({ inbound: lines, outbound: lines, rule: lines });
    const report = String((await tenant.get(`${path}/report`)).body)
      .trim()
      .split('\n')
      .map((line): ReportLine => JSON.parse(line));
    const records = await database.query('select id, phone_number, operation_id from trunks');
    const operations = await database.query('select id, kind, state from operations');
    const inReport = report.map((line) => `${line.phone_number} ${line.trunk_id} ${line.operation_id}`);
    const inRecords = records.map((row) => `${row.phone_number} ${row.id} ${row.operation_id}`);
    expect(inReport.toSorted(), 'the report names each record once').toEqual(inRecords.toSorted());
    expect(report.map(({ phone_number: number }) => number)).toEqual(numbers);
    expect(new Set(report.map(({ outcome, attempt }) => `${outcome} ${attempt}`))).toEqual(
      new Set(['succeeded 1']),
    );
    expect(operations.map(({ id }) => id).toSorted(), 'no line has two operations').toEqual(
      report.map((line) => line.operation_id).toSorted(),
    );
    const query = `WorkflowId = 'import/${String(at(begun.body, 'id'))}'`;
    const runsThatHave = async (ended: string) => {
      let runs = 0;
      for await (const { status } of temporal.workflow.list({ query })) runs += Number(status.name === ended);
      return runs;
    };
    // Temporal's list is eventually consistent.
    await expect.poll(() => runsThatHave('COMPLETED')).toBe(1);
    const continued = await runsThatHave('CONTINUED_AS_NEW');
    expect(continued).toBeGreaterThanOrEqual(Math.floor(lines / linesPerRun));
    process.stdout.write(
      `    ${lines} lines in ${Math.round(tookMs / 1_000)} s, ${continued + 1} runs; killed at ${JSON.stringify(whenKilled)}\n`,
    );
  });
});
