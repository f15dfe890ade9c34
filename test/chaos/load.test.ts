import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, at, autocallsBody, zuduBody } from '../integration/support/tenant.js';
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

/** A call, with what the caller was told of its trunk. */
interface Told {
  readonly number: string;
  readonly answer: Answer;
  readonly waitedMs: number;
}

async function timed(number: string, ask: (number: string) => Promise<Answer>): Promise<Told> {
  const since = performance.now();
  const answer = await ask(number);
  return { number, answer, waitedMs: Math.round(performance.now() - since) };
}

const zudu = (number: string) => laboratory.tenant.zudu(zuduBody(number));
const autocalls = (number: string) =>
  laboratory.tenant.autocalls(autocallsBody(number, { sip_trunk_type: 'number' }));

/** Sends all of it at once, and kills and restarts a worker in the middle. */
async function storm(calls: () => readonly Promise<Told>[]): Promise<Told[]> {
  const told = Promise.all(calls());
  await sleep(700);
  await laboratory.workers.kill('first');
  await laboratory.workers.start('first');
  return told;
}

/** Every answer must be one of these, or it is wrong; a 202 and a 503 must say how to go on. */
function expectKnownAnswers(all: readonly Told[]): void {
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

/** Says how many answers of each kind there were, and how long callers waited. */
function report(what: string, all: readonly Told[]): void {
  const kinds = new Map<number, number>();
  for (const { answer } of all) kinds.set(answer.status, (kinds.get(answer.status) ?? 0) + 1);
  const waits = all.map(({ waitedMs }) => waitedMs).sort((one, other) => one - other);
  const middle = waits[Math.floor(waits.length / 2)];
  const counts = [...kinds].map(([status, count]) => `${count} × ${status}`).join(', ');
  process.stdout.write(`    ${what}: ${counts}; half within ${middle} ms, all within ${waits.at(-1)} ms\n`);
}

/** The operations of those who were told 202 must have ended by now. */
async function expectEnded(all: readonly Told[]): Promise<void> {
  for (const { answer } of all.filter(({ answer: { status } }) => status === 202)) {
    const location = answer.headers.get('location') ?? '';
    const operation = await laboratory.tenant.get(location);
    expect(['succeeded', 'failed']).toContain(at(operation.body, 'state'));
  }
}

describe('many callers while a worker is killed and restarted', { timeout: 300_000 }, () => {
  it(`${different} for different numbers: nobody is told wrongly, and nothing is left over`, async () => {
    const numbers = Array.from({ length: different }, (_, index) => `+1555${String(4_000_000 + index)}`);

    const all = await storm(() =>
      numbers.map((number, index) => timed(number, index % 2 === 0 ? zudu : autocalls)),
    );

    report(`${different} different numbers`, all);
    expectKnownAnswers(all);
    expect((await laboratory.allOrNothing([], settlingMs)).violations).toEqual([]);
    await expectEnded(all);
    const sight = await laboratory.snapshot();
    for (const { number, answer } of all) {
      const { status, account } = operationStatusOf(sight, number);
      if (answer.status === 200 || answer.status === 201) expect(status, account).toBe('whole');
      if (answer.status === 429) expect(status, account).toBe('nothing');
    }
  });

  it(`${same} for the same number: they are told of one and the same trunk`, async () => {
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
