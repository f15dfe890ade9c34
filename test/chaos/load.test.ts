import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, at, autocallsBody, zuduBody } from '../integration/support/requests/tenant.js';
import { theStack } from '../integration/support/the-stack.js';
import { operationStatusOf } from './laboratory/all-or-nothing.js';
import { Laboratory } from './laboratory/laboratory.js';

const different = 200;
const same = 50;
const settlingMs = 180_000;

let laboratory: Laboratory;

beforeAll(async () => {
  laboratory = await Laboratory.start(theStack(), ['first', 'second']);
}, 120_000);

afterAll(() => laboratory.end());

/** A call with its answer. */
interface AnsweredCall {
  readonly number: string;
  readonly answer: Answer;
  readonly waitedMs: number;
}

async function timed(number: string, ask: (number: string) => Promise<Answer>): Promise<AnsweredCall> {
  const since = performance.now();
  const answer = await ask(number);
  return { number, answer, waitedMs: Math.round(performance.now() - since) };
}

const zudu = (number: string) => laboratory.tenant.zudu(zuduBody(number));
const autocalls = (number: string) =>
  laboratory.tenant.autocalls(autocallsBody(number, { sip_trunk_type: 'number' }));

/** Sends all calls at the same time, and kills and restarts a worker in the middle. */
async function storm(calls: () => readonly Promise<AnsweredCall>[]): Promise<AnsweredCall[]> {
  const before = laboratory.proxy.seen('CreateSIPInboundTrunk');
  const answered = Promise.all(calls());
  await expect.poll(() => laboratory.proxy.seen('CreateSIPInboundTrunk')).toBeGreaterThan(before);
  await laboratory.workers.kill('first');
  await laboratory.workers.start('first');
  return answered;
}

/** Expects one of the known answers for every call. A 202 must name an address, a 429 and a 503 a time for the retry. */
function expectKnownAnswers(all: readonly AnsweredCall[]): void {
  for (const { answer } of all) {
    expect([200, 201, 202, 429, 503]).toContain(answer.status);
    if (answer.status === 202) {
      expect(answer.headers.get('location')).toMatch(/^\/v1\/operations\/op_/);
    }
    if (answer.status === 429 || answer.status === 503) {
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
  }
}

/** Prints the number of answers of each kind, and how long callers waited. */
function report(what: string, all: readonly AnsweredCall[]): void {
  const kinds = new Map<number, number>();
  for (const { answer } of all) kinds.set(answer.status, (kinds.get(answer.status) ?? 0) + 1);
  const waits = all.map(({ waitedMs }) => waitedMs).sort((one, other) => one - other);
  const middle = waits[Math.floor(waits.length / 2)];
  const counts = [...kinds].map(([status, count]) => `${count} × ${status}`).join(', ');
  process.stdout.write(`    ${what}: ${counts}; half within ${middle} ms, all within ${waits.at(-1)} ms\n`);
}

/** Expects that every operation that was answered with a 202 has ended. */
async function expectEnded(all: readonly AnsweredCall[]): Promise<void> {
  for (const { answer } of all.filter(({ answer: { status } }) => status === 202)) {
    const location = answer.headers.get('location') ?? '';
    const operation = await laboratory.tenant.get(location);
    expect(['succeeded', 'failed']).toContain(at(operation.body, 'state'));
  }
}

describe('load during a kill and restart of a worker', { timeout: 300_000 }, () => {
  it(`${different} calls for different numbers all get a true answer, and no orphan is left`, async () => {
    const numbers = Array.from({ length: different }, (_, index) => `+1555${String(4_000_000 + index)}`);

    const all = await storm(() =>
      numbers.map((number, index) => timed(number, index % 2 === 0 ? zudu : autocalls)),
    );

    report(`${different} different numbers`, all);
    expectKnownAnswers(all);
    expect((await laboratory.allOrNothing([], settlingMs)).violations).toEqual([]);
    await expectEnded(all);
    const snapshot = await laboratory.snapshot();
    for (const { number, answer } of all) {
      const { status, account } = operationStatusOf(snapshot, number);
      if (answer.status === 200 || answer.status === 201) expect(status, account).toBe('whole');
      if (answer.status === 429) expect(status, account).toBe('nothing');
    }
  });

  it(`${same} calls for the same number all get the same trunk`, async () => {
    const number = '+15555000000';

    const all = await storm(() => Array.from({ length: same }, () => timed(number, zudu)));

    report(`${same} for one number`, all);
    expectKnownAnswers(all);
    const made = all.filter(({ answer }) => answer.status === 200);
    expect(made.length).toBeGreaterThan(0);
    expect(new Set(made.map(({ answer }) => at(answer.body, 'data'))).size).toBe(1);
    expect(await laboratory.allOrNothing([number], settlingMs)).toEqual({
      violations: [],
      statuses: ['whole'],
    });
    await expectEnded(all);
  });
});
