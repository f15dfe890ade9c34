import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accounts, CarrierWorld, importNumber } from '../support/calls/carriers.js';
import { fileOf } from '../support/livekit/estate.js';
import { makeForeignTrunk } from '../support/livekit/foreign.js';
import { LiveKitStore } from '../support/livekit/livekit-store.js';
import {
  clearHistoryOf,
  everyTable,
  everyWorkflow,
  historyOf,
  type Place,
} from '../support/requests/everywhere.js';
import { type Answer, at, autocallsBody, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { theStack } from '../support/the-stack.js';
import { operationIdOf } from '../support/world.js';

const password = 'Zwiebelkuchen-mit-Sahne-4711';
const number = '+15559876543';
const extension = 'x-4711-0815';
const otherExtension = 'x-4712-0816';
const listed = '+15551239876';
const nicknames = ['Praxis Dr. Quitte', 'Kanzlei Mispel'] as const;
const usernames = ['sip_user', 'trunk-of-mispel'] as const;
const hosts = ['sip.provider.com', 'sip.quittenhof.example.com'] as const;
const token = 'eyJhbGciOiJIUzI1NiJ9.c3VwZXJzZWNyZXQ.signature';

const world = new CarrierWorld();
const account = accounts.twilio;
let madePassword: string;
let tenant: Tenant;
let answers: Answer[];
let tables: Place[];
let histories: Place[];
/** The histories as a process with the keys reads them. */
let clearHistories: Place[];
let metrics: Place;
let visible: Place[];
let logged: Place;

/** Runs everything that could leave a secret somewhere, and collects all the text that it left. */
beforeAll(async () => {
  await world.begin({ SET_UP_BUDGET_MS: '6000' });
  await world.clear();
  tenant = await world.tenant();
  const create = () => tenant.zudu(zuduBody(number, { name: nicknames[0], authPassword: password }));
  const refusals = [
    { status: 401, code: 'unauthenticated', message: `invalid token: ${token}` },
    { status: 400, code: 'invalid_argument', message: `no trunk for ${number} with ${password}` },
    { status: 500, code: 'unknown', message: `redis: cannot store ${password}` },
  ];
  answers = [];
  for (const refusal of refusals) {
    world.proxy.plan('CreateSIPOutboundTrunk', { kind: 'answer', ...refusal }, Infinity);
    answers.push(await create());
    world.proxy.heal();
  }
  await world.trunkline.rows(`alter table trunks add constraint nobody check (username <> 'sip_user')`);
  answers.push(await create());
  await world.trunkline.rows('alter table trunks drop constraint nobody');
  await makeForeignTrunk(number);
  answers.push(await create());
  await world.store.clear();
  answers.push(await create(), await create());
  answers.push(await tenant.autocalls(autocallsBody(extension, { sip_password: password })));
  answers.push(await tenant.zudu(zuduBody('not a number', { authPassword: password })));
  answers.push(await tenant.zudu(`{"authPassword": "${password}`));
  world.twilio.plan(/Credentials\.json$/, { kind: 'answer', status: 400 });
  answers.push(await importNumber(tenant, 'twilio'));
  answers.push(await importNumber(tenant, 'twilio'));
  const key = { authorization: `Bearer ${tenant.key.secret}` };
  const trunkPath = `/api/user/phone-numbers/sip-trunks/${String(at(answers[7]?.body, 'data', 'id'))}`;
  const changes = { nickname: nicknames[1], sip_username: usernames[1], sip_address: hosts[1] };
  answers.push(await tenant.request('PUT', trunkPath, { headers: key, body: changes }));
  world.proxy.plan('UpdateSIPDispatchRule', { kind: 'answer', status: 400, code: 'invalid_argument' });
  answers.push(
    await tenant.request('PUT', trunkPath, { headers: key, body: { phone_number: otherExtension } }),
  );
  world.proxy.heal();
  answers.push(await tenant.request('DELETE', trunkPath.replace('sip-trunks/', ''), { headers: key }));
  const file = fileOf([listed]);
  await tenant.request('POST', '/v1/imports', {
    headers: { ...key, 'content-type': 'text/csv' },
    body: file,
  });
  answers.push(await importNumber(tenant, 'twilio', { auth_token: `${account.token}-revoked` }));
  answers.push(await importNumber(tenant, 'twilio', { account_sid: `${account.sid}!` }));
  const [made] = world.twilio.remains().trunks;
  madePassword = made?.credentials[0]?.password ?? '';
  for (const answer of answers.slice(0, 7)) answers.push(await tenant.operation(operationIdOf(answer)));

  tables = await everyTable(world.trunkline);
  const workflows = await everyWorkflow(world.temporal, world.trunkline, 10);
  histories = await Promise.all(workflows.map((workflow) => historyOf(world.temporal, workflow)));
  clearHistories = await Promise.all(workflows.map((workflow) => clearHistoryOf(world.temporal, workflow)));
  metrics = {
    name: 'the metrics',
    text: await (await fetch(`${world.trunkline.url}/metrics`)).text(),
  };
  visible = workflows.map(({ workflowId, searchAttributes, memo, type }) => ({
    name: `Temporal's list entry of ${workflowId}`,
    text: JSON.stringify({ workflowId, type, searchAttributes, memo }),
  }));
  logged = { name: 'the log', text: world.trunkline.log.join('') };
}, 60_000);
afterAll(() => world.end());

const answered = (): Place => ({
  name: 'an answer',
  text: JSON.stringify(answers.map(({ body, headers }) => [body, [...headers]])),
});

function expectNowhere(secret: string, places: readonly Place[]): void {
  expect(places.filter(({ text }) => text.includes(secret)).map(({ name }) => name)).toEqual([]);
}

it('the places that these tests search contain histories, tables, log lines and passwords', async () => {
  expect(answers.slice(0, 8).map(({ status }) => status)).toEqual([500, 500, 500, 500, 409, 200, 200, 201]);
  expect(histories.length).toBeGreaterThanOrEqual(8);
  expect(tables.map(({ name }) => name)).toContain('table operations');
  expect(tables.some(({ text }) => text.includes(number))).toBe(true);
  expect(logged.text).toContain('request');
  const store = new LiveKitStore();
  expect((await store.inboundTrunks()).map(({ authPassword }) => authPassword)).toContain(password);
  await store.close();
});

it('a SIP password appears in no history, table, log line, answer or list of workflows', () => {
  expectNowhere(password, [...histories, ...tables, ...visible, logged, answered()]);
});

it.each([
  ['the token of a carrier account', () => account.token],
  ['the id of a carrier account', () => account.sid],
  ['the SIP password that was generated for a carrier', () => madePassword],
])('%s appears in no history, table, log line, answer or list of workflows', (_what, secret) => {
  expect(secret().length).toBeGreaterThan(16);
  expectNowhere(secret(), [...histories, ...tables, ...visible, logged, answered()]);
});

it('the secret of an API key appears in no history, table, log line, answer or list of workflows', () => {
  expectNowhere(tenant.key.secret, [...histories, ...tables, ...visible, logged, answered()]);
});

it.each(['LIVEKIT_API_SECRET', 'TRUNKLINE_ENCRYPTION_KEYS', 'TRUNKLINE_KEY_HASH_SECRET'])(
  'the value of %s appears in no history, table, log line, answer or list of workflows',
  (variable) => {
    const value = (world.trunkline.env[variable] ?? '').replace(/^k1:/, '');
    expect(value.length).toBeGreaterThan(16);
    expectNowhere(value, [...histories, ...tables, ...visible, logged, answered()]);
  },
);

it("LiveKit's text of a 401, which contains the access token, appears nowhere", () => {
  expectNowhere(token, [...histories, ...tables, ...visible, logged, answered()]);
});

/** The personal data of all requests above. */
const personal = [
  ...[number, number.slice(1), extension, otherExtension, listed, account.number, account.number.slice(1)],
  ...[...nicknames, ...usernames, ...hosts],
];

it.each(personal)(
  'the personal data "%s" appears in no history, list of workflows, log line or metric, as Temporal and others store them',
  (text) => {
    expectNowhere(text, [...histories, ...visible, logged, metrics]);
  },
);

it('the same search finds the values of set-ups in the clear histories, and all others in the tables', () => {
  const found = personal.filter((text) => clearHistories.some((place) => place.text.includes(text)));
  expect(found).toEqual(expect.arrayContaining([number, extension, account.number, nicknames[0], hosts[0]]));
  const nowhere = personal.filter(
    (text) => ![...clearHistories, ...tables].some((place) => place.text.includes(text)),
  );
  expect(nowhere).toEqual([]);
});

it('Redis, where LiveKit keeps passwords, admits nobody without its own password', async () => {
  const url = new URL(theStack().redisUrl);
  expect(url.password.length).toBeGreaterThan(31);
  url.password = '';
  const intruder = new Redis(url.href, { lazyConnect: true, retryStrategy: () => null });
  intruder.on('error', () => undefined);
  await expect(intruder.hgetall('sip_inbound_trunk')).rejects.toThrow('NOAUTH');
  intruder.disconnect();
});
