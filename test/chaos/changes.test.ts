import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Answer, at } from '../integration/support/requests/tenant.js';
import { theStack } from '../integration/support/the-stack.js';
import { operationIdOf } from '../integration/support/world.js';
import { settingSets } from '../support/carrier-settings.js';
import { type Admission, type Cell, cellsOf, nameOf, type Operation, selectCells } from './changes/cells.js';
import { prepare } from './changes/experiment.js';
import { type MadeTrunk, stateOf, type Values, watchForOpen } from './changes/trunk-state.js';
import { Laboratory } from './laboratory/laboratory.js';
import { prepareRefusals, stopRefusing } from './matrix/refusals.js';

const { cells, excluded } = cellsOf();
const isWhole = process.env.CHAOS === 'full';
const chosen = isWhole ? cells : selectCells(cells);
const workers = ['first', 'second'];
const trunksPath = '/api/user/phone-numbers/sip-trunks';

let laboratory: Laboratory;

beforeAll(async () => {
  for (const { name, reason } of isWhole ? excluded : []) {
    process.stdout.write(`    cannot exist: ${name}, because ${reason}\n`);
  }
  process.stdout.write(`    ${chosen.length} of ${cells.length} cells run\n`);
  laboratory = await Laboratory.start(theStack(), workers);
  await prepareRefusals(laboratory.database);
}, 120_000);

afterEach(async () => {
  laboratory.heal();
  laboratory.proxy.reset();
  await stopRefusing(laboratory.database);
  await Promise.all(workers.map((name) => laboratory.workers.start(name)));
});

afterAll(() => laboratory.end());

describe('the fault matrix of changes, reverts and deletes', { timeout: 120_000 }, () => {
  it.each(chosen.map((cell, index) => [nameOf(cell), cell, index] as const))(
    'a trunk ends in its old or its new state, never in between: %s',
    (_name, cell, index) => check(cell, index),
  );
});

async function check(cell: Cell, index: number): Promise<void> {
  const [allowedBefore, allowedAfter] = allowedIn[cell.admission];
  const [kept, other] = [`+1555${4_000_000 + 2 * index}`, `+1555${4_000_001 + 2 * index}`];
  // Every other cell adds a number, the others remove one.
  const [fewer, more] = [[kept], [kept, other]];
  const before = {
    ...valuesOf(`+1555${3_000_000 + 2 * index}`, 'old', allowedBefore, cell.calls !== 'turn_on'),
    further: index % 2 === 0 ? fewer : more,
  };
  const after = {
    ...valuesOf(`+1555${3_000_001 + 2 * index}`, 'new', allowedAfter, cell.calls !== 'turn_off'),
    further: index % 2 === 0 ? more : fewer,
  };
  const operation = cell.kind === 'fault' ? cell.operation : 'change';
  const trunk = await (operation === 'revert' ? setUpAndChange(after, before) : setUp(before));
  const act = () => actions[operation](trunk, after);
  const state = () => stateOf(laboratory, trunk, { before, after });
  expect(await state()).toBe('old');
  const experiment = await prepare(laboratory, cell, { present: before.number, requested: after.number });
  const openOnes = watchForOpen(laboratory);
  onTestFinished(async () => void (await openOnes()));
  const askedAt = performance.now();

  const [answer] = await Promise.all([act(), experiment.during()]);

  const waitedMs = Math.round(performance.now() - askedAt);
  process.stdout.write(`    ${nameOf(cell)}: ${answer.status} after ${waitedMs} ms\n`);
  const reached = operation === 'delete' ? 'gone' : experiment.succeeds ? 'new' : 'old';
  expect(answer.status, JSON.stringify(answer.body)).toBe(experiment.succeeds ? 200 : 500);
  expect(experiment.met(), 'the fault was not met').toBeGreaterThan(0);
  if (!experiment.landsLater) expect(await state(), 'with the answer').toBe(reached);
  await experiment.afterwards();
  laboratory.heal();
  await stopRefusing(laboratory.database);
  await laboratory.settled();
  expect(await openOnes(), 'open to everybody, if only for a moment').toEqual([]);
  expect(await state(), 'once settled').toBe(reached);

  if (operation === 'delete') {
    const again = await setUp(before);
    expect(again.inboundTrunkId).not.toBe(trunk.inboundTrunkId);
    return;
  }
  const again = await act();
  expect(again.status, 'the same call again').toBe(200);
  await laboratory.settled();
  expect(await state(), 'in the end').toBe('new');
}

/** The addresses that may call in before and after the operation; none if the password decides. */
const allowedIn: Readonly<Record<Admission, readonly [readonly string[], readonly string[]]>> = {
  to_addresses: [[], ['203.0.113.0/24', '2001:db8:7::/48']],
  to_credentials: [['198.51.100.0/24'], []],
  to_other_addresses: [['198.51.100.0/24', '203.0.113.9/32'], ['203.0.113.0/24']],
};

/** @param enabled whether calls are on, in both directions. */
function valuesOf(
  number: string,
  age: 'old' | 'new',
  allowed: readonly string[],
  enabled: boolean,
): Omit<Values, 'further'> {
  return {
    number,
    allowed,
    username: `${age}-user`,
    password: `${age}-password`,
    address: `${age}.provider.com`,
    settings: { ...settingSets[age], inbound_enabled: enabled, outbound_enabled: enabled },
    acceptsNational: age === 'new',
    agent: age === 'old' ? null : 'night desk',
  };
}

const fieldsOf = ({
  number,
  further,
  username,
  password,
  address,
  settings,
  acceptsNational,
  agent,
  allowed,
}: Values) => ({
  ...(allowed.length === 0
    ? { inbound_authorization_type: 'auth' }
    : { inbound_authorization_type: 'ip', allowed_inbound_ips: allowed }),
  phone_number: number,
  additional_numbers: further,
  sip_username: username,
  sip_password: password,
  sip_address: address,
  ...settings,
  accept_national: acceptsNational,
  agent_name: agent,
});

/** The request of a cell's operation. A revert requests the first revision, which has the desired values. */
const actions: Readonly<Record<Operation, (trunk: MadeTrunk, requested: Values) => Promise<Answer>>> = {
  change: (trunk, requested) => change(trunk, requested),
  revert: (trunk) => request('POST', `/v1/trunks/${trunk.id}/revert/1`),
  delete: (trunk) => request('DELETE', `${trunksPath}/${trunk.id}`),
};

async function setUpAndChange(first: Values, then: Values): Promise<MadeTrunk> {
  const trunk = await setUp(first);
  const changed = await change(trunk, then);
  expect(changed.status, JSON.stringify(changed.body)).toBe(200);
  return trunk;
}

async function setUp(values: Values): Promise<MadeTrunk> {
  const answer = await request('POST', '/v1/trunks', { sip_calling_format: '+e164', ...fieldsOf(values) });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  // A caller is answered before the workflow ends, which removes what a repeated step left twice.
  await laboratory.temporal.workflow.getHandle(`trunk/${operationIdOf(answer)}`).result();
  const text = (key: string) => String(at(answer.body, key));
  return {
    id: Number(text('id')),
    inboundTrunkId: text('inbound_trunk_id'),
    outboundTrunkId: text('outbound_trunk_id'),
    dispatchRuleId: text('dispatch_rule_id'),
  };
}

const change = (trunk: MadeTrunk, values: Values): Promise<Answer> =>
  request('PATCH', `/v1/trunks/${trunk.id}`, fieldsOf(values));

function request(method: string, path: string, body?: object): Promise<Answer> {
  const { tenant } = laboratory;
  return tenant.request(method, path, {
    headers: { authorization: `Bearer ${tenant.key.secret}` },
    ...(body === undefined ? {} : { body }),
  });
}
