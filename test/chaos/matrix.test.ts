import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PartName } from '../../src/domain/parts/graph.js';
import { type Answer, at, zuduBody } from '../integration/support/requests/tenant.js';
import { theStack } from '../integration/support/the-stack.js';
import { operationIdOf } from '../integration/support/world.js';
import { settingSets } from '../support/carrier-settings.js';
import { operationStatusOf } from './laboratory/all-or-nothing.js';
import { Laboratory } from './laboratory/laboratory.js';
import { type Cell, cellsOf, nameOf } from './matrix/cells.js';
import { type Expectation, prepare } from './matrix/experiment.js';
import { prepareRefusals, stopRefusing } from './matrix/refusals.js';
import { selectPairwise } from './matrix/selection.js';
import { stuckAfterMs } from './matrix/stuck-compensation.js';

/**
 * The fields of a set-up beside the usual ones. Every setting has another value than that of LiveKit, so that a lost one shows. Every
 * other trunk is set up with its calls off, and every third one with a further number.
 */
const fieldsAt = (index: number) => ({
  ...settingSets.new,
  accept_national: true,
  ...(index % 2 === 0 ? {} : { inbound_enabled: false, outbound_enabled: false }),
  additional_numbers: numbersOf(index).slice(1),
});

const { cells, excluded } = cellsOf();
const isWhole = process.env.CHAOS === 'full';
const chosen = isWhole ? cells : selectPairwise(cells);
const workers = ['first', 'second'];

/** The messages of Zudu's contract for the failed step. */
const messages: Readonly<Partial<Record<PartName, string>>> = {
  inbound: 'Error occurred while creating inboundtrunk',
  outbound: 'Error occurred while creating outboundtrunk',
  rule: 'Error occurred while creating dispatchrule',
  record: 'Error occurred while creating phonenumber',
};

let laboratory: Laboratory;

beforeAll(async () => {
  for (const { part, fault, completion, reason } of isWhole ? excluded : []) {
    process.stdout.write(`    cannot exist: ${part} × ${fault} × ${completion}, because ${reason}\n`);
  }
  process.stdout.write(`    ${chosen.length} of ${cells.length} cells run\n`);
  laboratory = await Laboratory.start(theStack(), workers, {
    COMPENSATION_STUCK_AFTER_MS: String(stuckAfterMs),
  });
  await prepareRefusals(laboratory.database);
}, 120_000);

afterEach(async () => {
  laboratory.heal();
  laboratory.proxy.reset();
  await stopRefusing(laboratory.database);
  await Promise.all(workers.map((name) => laboratory.workers.start(name)));
});

afterAll(() => laboratory.end());

describe('the fault matrix of set-ups', { timeout: 120_000 }, () => {
  it.each(chosen.map((cell, index) => [nameOf(cell), cell, index] as const))(
    'a set-up leaves a complete trunk or nothing: %s',
    (_name, cell, index) => check(cell, index),
  );
});

/** The numbers of a cell. No other cell has one of them. */
function numbersOf(index: number): readonly [string, ...string[]] {
  const further = index % 3 === 0 ? [`+1555${5_000_000 + index}`] : [];
  return [`+1555${2_000_000 + index}`, ...further];
}

async function check(cell: Cell, index: number): Promise<void> {
  const { tenant } = laboratory;
  const numbers = numbersOf(index);
  const [number] = numbers;
  const body = zuduBody(number, fieldsAt(index));
  const experiment = await prepare(laboratory, cell, number);
  const askedAt = performance.now();

  const [answer] = await Promise.all([tenant.zudu(body), experiment.during()]);

  const waitedMs = Math.round(performance.now() - askedAt);
  process.stdout.write(`    ${nameOf(cell)}: ${answer.status} after ${waitedMs} ms\n`);
  expectAnswer(answer, experiment.expected);
  const wasMade = experiment.expected.answer === 'success';
  if (!wasMade && experiment.cleanWhen === 'answered') {
    expect(operationStatusOf(await laboratory.snapshot(), number), 'with the answer').toMatchObject({
      status: 'nothing',
    });
  }
  await experiment.afterwards();
  laboratory.heal();
  await stopRefusing(laboratory.database);
  if (wasMade || experiment.cleanWhen === 'settled') {
    expect(await laboratory.allOrNothing(numbers), 'once settled').toEqual({
      violations: [],
      statuses: numbers.map(() => (wasMade ? 'whole' : 'nothing')),
    });
    expect(await workflowStatus(answer)).toEqual(wasMade ? 'COMPLETED' : 'FAILED');
  }

  const again = await tenant.zudu(body);

  expect(again.status, 'the same call again').toBe(200);
  if (wasMade) expect(again.body).toEqual(answer.body);
  expect(await laboratory.allOrNothing(numbers), 'in the end').toEqual({
    violations: [],
    statuses: numbers.map(() => 'whole'),
  });
  const { trunks } = await laboratory.snapshot();
  expect(trunks.find((row) => row.phone_number === number)?.inbound_trunk_id).toBe(at(again.body, 'data'));
  if (!wasMade) expect(await workflowStatus(answer)).toEqual('FAILED');
}

function expectAnswer(answer: Answer, expected: Expectation): void {
  if (expected.answer === 'success') {
    expect(answer).toMatchObject({
      status: 200,
      body: { status: 'success', data: expect.stringMatching(/^ST_/) },
    });
    return;
  }
  expect(answer).toMatchObject({
    status: 500,
    body: { status: 'error', message: messageOf(expected.part), code: expected.code, data: null },
  });
}

function messageOf(part: PartName): string {
  const message = messages[part];
  if (message === undefined) throw new Error(`There is no message of Zudu for the part "${part}".`);
  return message;
}

/** The status of the completed workflow, read from its history because Temporal's list may be late. */
async function workflowStatus(answer: Answer): Promise<string> {
  const handle = laboratory.temporal.workflow.getHandle(`trunk/${operationIdOf(answer)}`);
  await handle.result().catch(() => undefined);
  return (await handle.describe()).status.name;
}
