import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../../support/interface.js';
import { type Names, namesOfNobody } from '../../support/names.js';
import {
  buildEstate,
  type Estate,
  fileOf,
  type OperationStatus,
  statuses,
} from '../support/livekit/estate.js';
import { ask, askingsOf, namedIn, pathOf, seenOf } from '../support/requests/foreign-requests.js';
import { type Answer, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { StatementRecorder } from '../support/statements.js';
import { World } from '../support/world.js';

const answerWaitMs = 20_000;
/** Much shorter than the wait for the end of an operation, and much longer than a quick answer on a busy machine. */
const atOnceMs = 5_000;

const ofTenants = [
  ...['read', 'read_or_operator', 'provision', 'provision_or_operator', 'call_or_operator', 'admin'],
];
const forTenants = endpoints.filter(
  // An explanation names objects in its body: explaining.test.ts shows that it keeps those of others secret.
  ({ access, id }) => ofTenants.includes(access) && id !== 'explainCall',
);
const named = forTenants.filter((endpoint) => namedIn(endpoint) !== null);
const lists = forTenants.filter((endpoint) => namedIn(endpoint) === null && endpoint.method === 'get');

/** The endpoints that create or check something and name nothing. tenants-collide.test.ts tests their collisions with others' numbers. */
const creatingEndpoints = [
  'createSipTrunk',
  'createSipTrunkDispatch',
  'createSipTrunkDispatchBySip',
  'importPhoneNumber',
  'beginImport',
  'createKey',
  'createTrunk',
  // It creates nothing: checking.test.ts shows what it says about others' numbers.
  'checkRequest',
  // It leaves nothing: test-calls.test.ts shows whose calls it counts.
  'testCallRequest',
];

const world = new World();
let owner: Estate;
let stranger: Tenant;
let recorder: StatementRecorder;

beforeAll(async () => {
  recorder = new StatementRecorder();
  await world.begin({
    ANSWER_WAIT_MS: String(answerWaitMs),
    IMPORT_LINES_AT_ONCE: '1',
    DESTINATIONS: 'all',
    TEST_CALLS_PER_KEY: 'off',
    TEST_CALLS_PER_ORGANIZATION: 'off',
  });
  await world.clear();
  stranger = await world.tenant('reception of the stranger');
  expect(await stranger.zudu(zuduBody('+15557770001'))).toMatchObject({ status: 200 });
  owner = await buildEstate(world, '+155512300');
}, 120_000);

afterAll(async () => {
  recorder.end();
  await world.end();
});

/**
 * Every row of every table and every object of LiveKit, without what changes by itself: the times of the next dispatch and of the last
 * use of a key, the seals of the audit log, and the counts of requests.
 */
async function everything(): Promise<object> {
  const tables = await world.trunkline.rows(
    "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'request_counts'",
  );
  const rows = await Promise.all(
    tables.map(async ({ table_name: name }) => {
      const found = await world.trunkline.rows(
        `select (to_jsonb(t) - 'dispatch_after' - 'dispatches' - 'last_used_at' - 'position' - 'hash')::text as row from "${name}" t order by 1`,
      );
      return [name, found.map(({ row }) => row)];
    }),
  );
  const [inbound, outbound, rules] = await Promise.all([
    world.store.inboundTrunks(),
    world.store.outboundTrunks(),
    world.store.dispatchRules(),
  ]);
  const texts = [...inbound, ...outbound, ...rules].map((object) => object.toJsonString()).toSorted();
  return { ...Object.fromEntries(rows), texts };
}

/** Every text by which a caller could recognise something of the owner. */
async function marksOfOwner(): Promise<string[]> {
  const { organization, key } = owner.tenant;
  const [trunks, operations, imports, testCalls] = await Promise.all(
    ['trunks', 'operations', 'imports', 'test_calls'].map((table) =>
      world.trunkline.rows(`select * from ${table} where organization_id = '${organization.id}'`),
    ),
  );
  return [
    ...[organization.id, key.publicId, key.secret, owner.idempotencyKey, "Owner's", 'reception of the owner'],
    ...[...(operations ?? []), ...(imports ?? []), ...(testCalls ?? [])].map(({ id }) => String(id)),
    ...(trunks ?? []).flatMap((row) =>
      [row.id, row.phone_number, row.inbound_trunk_id, row.outbound_trunk_id, row.dispatch_rule_id].map(
        String,
      ),
    ),
    ...Object.values(owner.status).flatMap(({ trunk, number }) => [String(trunk), number]),
  ];
}

describe('the endpoints of the API description', () => {
  it('every endpoint for tenants is tested here, or creates something', () => {
    const known = [...named, ...lists].map(({ id }) => id);

    expect(
      forTenants
        .map(({ id }) => id)
        .filter((id) => !known.includes(id))
        .toSorted(),
    ).toEqual(creatingEndpoints.toSorted());
    expect(named.length).toBeGreaterThan(15);
    expect(lists.length).toBeGreaterThan(5);
  });
});

describe.each(statuses)('an object of another organisation in the state %s', (status: OperationStatus) => {
  it.each(named.map((endpoint) => [`${endpoint.method.toUpperCase()} ${endpoint.path}`, endpoint] as const))(
    `%s answers for another organisation's object (${status}) at once like for an unknown one, and changes nothing`,
    async (_name, endpoint) => {
      const kind = namedIn(endpoint) ?? 'trunk';
      const theirs = owner.status[status];
      const before = await everything();
      const compare = async (method: string, names: { theirs: Names; none: Names }) => {
        for (const asking of askingsOf(endpoint, owner.idempotencyKey)) {
          const askFor = (name: string | number) =>
            recorder.during(() => ask(stranger, method, pathOf(endpoint, name), asking));
          const askedAt = performance.now();
          const { answer: foreign, statements } = await askFor(names.theirs[kind]);
          const tookMs = performance.now() - askedAt;
          const { answer: missing, statements: expected } = await askFor(names.none[kind]);

          expect(seenOf(foreign), JSON.stringify(asking)).toEqual(seenOf(missing));
          expect(statements, 'the duration of the answer').toEqual(expected);
          expect(foreign.status, 'no success either').toBeGreaterThanOrEqual(400);
          expect(tookMs).toBeLessThan(atOnceMs);
        }
      };

      await compare(endpoint.method, { theirs, none: namesOfNobody(theirs) });
      if (endpoint.method === 'get') await compare('head', { theirs, none: namesOfNobody(theirs) });

      expect(await everything()).toEqual(before);
    },
  );
});

describe('lists', () => {
  it.each(lists.map((endpoint) => [endpoint.path, endpoint] as const))(
    'the list %s shows nothing of another organisation, whatever its parameters are',
    async (path, endpoint) => {
      const marks = await marksOfOwner();
      const textOf = async (tenant: Tenant, query: string) => {
        const { body, headers } = await ask(tenant, 'get', path, { query, headers: {} });
        return JSON.stringify([body, [...headers]]);
      };
      const { trunk, operation, import: imported } = owner.status.kept;
      const cursor = Buffer.from(`${Date.now() + 1_000}.${operation}`).toString('base64url');
      const queries = Object.keys(endpoint.query ?? {}).flatMap((name) =>
        [trunk, operation, imported, cursor, 100, 'csv'].map((value) => `?${name}=${value}`),
      );

      const seen = await Promise.all(['', ...queries].map((query) => textOf(stranger, query)));

      expect(marks.filter((mark) => seen.some((text) => text.includes(mark)))).toEqual([]);
      const ownText = await textOf(owner.tenant, '');
      expect(
        marks.some((mark) => ownText.includes(mark)),
        'the owner sees it',
      ).toBe(true);
    },
  );
});

describe('data of all organisations', () => {
  it.each(
    endpoints
      .filter(({ access }) => access === 'operator')
      .map(({ method, path }) => [method.toUpperCase(), path] as const),
  )('%s %s is refused to a tenant, whether the object exists or not', async (method, path) => {
    const kept = `rec_${'a'.repeat(32)}`;
    await world.trunkline.rows(
      `insert into reconciliations (id, trigger, state, repair, remove_many, started_at, finished_at, counts)
         values ('${kept}', 'schedule', 'finished', false, false, now(), now(), '{}') on conflict do nothing`,
    );
    const names = path.startsWith('/v1/operations')
      ? [owner.status.under_way.operation, namesOfNobody(owner.status.under_way).operation]
      : [kept, `rec_${'b'.repeat(32)}`];
    const answers = names.map((name) =>
      stranger.request(method, path.replace('{id}', name), {
        headers: { authorization: `Bearer ${stranger.key.secret}` },
      }),
    );

    const [there, missing] = await Promise.all(answers);

    expect([there?.status, missing?.status]).toEqual([403, 403]);
    expect(there && seenOf(there)).toEqual(missing && seenOf(missing));
  });

  it('no public endpoint shows anything of a tenant', async () => {
    const marks = await marksOfOwner();
    for (const { path } of endpoints.filter(({ access }) => access === 'everybody')) {
      const text = await (await fetch(`${world.trunkline.url}${path}`)).text();
      expect(
        marks.filter((mark) => text.includes(mark)),
        path,
      ).toEqual([]);
    }
  });
});

/** Requests that are refused because another organisation has the number. */
const requestsForNumber: Readonly<Record<string, (number: string, trunk: number) => Promise<Answer>>> = {
  'a set-up': (number) => stranger.zudu(zuduBody(number)),
  'a change of the number': (number, trunk) =>
    ask(stranger, 'put', `/api/user/phone-numbers/sip-trunks/${trunk}`, {
      query: '',
      headers: {},
      body: { phone_number: number },
    }),
  'a dry run of an import': (number) =>
    ask(stranger, 'post', '/v1/imports', {
      query: '?dry_run=true',
      headers: { 'content-type': 'text/csv' },
      body: fileOf([number]),
    }),
};

// tenants-timing.test.ts measures the durations themselves, every night.
describe('the statements of a refusal', () => {
  it.each(Object.entries(requestsForNumber))(
    '%s runs the same statements for a number in use, whatever its owner is doing with it',
    async (_name, request) => {
      const [own] = await world.trunkline.rows(
        `select id from trunks where organization_id = '${stranger.organization.id}'`,
      );
      const { kept, under_way: underWay } = owner.status;
      const refusalFor = (number: string) => recorder.during(() => request(number, Number(own?.id)));

      const [staying, leaving] = [await refusalFor(kept.number), await refusalFor(underWay.number)];

      expect(staying.statements).not.toEqual([]);
      expect(leaving.statements).toEqual(staying.statements);
      expect(seenOf(leaving.answer)).toEqual(seenOf(staying.answer));
    },
  );

  it("a set-up runs the same statements for the owner's exact request, password included, as for any other", async () => {
    const { number } = owner.status.kept;
    const theirs = zuduBody(number, { name: `Owner's ${number}`, agent_name: 'reception of the owner' });
    const refusalOf = (body: object) => recorder.during(() => stranger.zudu(body));

    const [guessed, other] = [
      await refusalOf(theirs),
      await refusalOf({ ...theirs, authPassword: 'sip-password' }),
    ];

    expect(guessed.answer.status).toBe(409);
    expect(guessed.statements).not.toEqual([]);
    expect(guessed.statements).toEqual(other.statements);
  });

  it('a failed authentication runs the same statements for a known as for an unknown key', async () => {
    const refusalOf = (headers: Record<string, string>) =>
      recorder.during(() => stranger.request('GET', '/v1/trunks', { headers }), 'authentication');
    const secret = `s3cr3t_${'x'.repeat(43)}`;

    const [known, unknown, similar, other] = [
      await refusalOf({ 'x-api-key': owner.tenant.key.publicId, 'x-api-secret': secret }),
      await refusalOf({ 'x-api-key': `sk_${'x'.repeat(24)}`, 'x-api-secret': secret }),
      await refusalOf({ authorization: `Bearer ${owner.tenant.key.secret.slice(0, -1)}_` }),
      await refusalOf({ authorization: `Bearer ${secret}` }),
    ];

    for (const { answer, statements } of [known, unknown, similar, other]) {
      expect(answer.status).toBe(401);
      expect(statements).not.toEqual([]);
    }
    expect(known.statements).toEqual(unknown.statements);
    expect(similar.statements).toEqual(other.statements);
  });
});

describe("another organisation's idempotency key", () => {
  it("a request with another organisation's idempotency key starts its own set-up", async () => {
    const headers = { 'Idempotency-Key': owner.idempotencyKey };

    const answer = await stranger.zudu(zuduBody('+15557770002', { name: "Owner's +15551230001" }), headers);

    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-operation-id')).not.toBe(owner.status.kept.operation);
  });
});

describe('ids', () => {
  it('ids of operations and imports are random and have nothing in common', async () => {
    const { kept, gone, under_way: underWay } = owner.status;
    const ids = [kept, gone, underWay].flatMap((names) => [names.operation, names.import]);

    for (const id of ids) expect(id).toMatch(/^(op|imp)_[0-9a-f]{32}$/);
    const firstDigits = ids.map((id) => id.split('_')[1]?.slice(0, 8));
    expect(new Set(firstDigits).size).toBe(ids.length);
  });

  it('ids of trunks do not reveal how many trunks others create in between', async () => {
    const numbers = Array.from({ length: 12 }, (_, index) => `+155577700${index + 10}`);
    for (const number of numbers) expect((await stranger.zudu(zuduBody(number))).status).toBe(200);

    const { body } = await stranger.get('/v1/trunks?limit=100');

    const trunks = (body as { data: { id: number; phone_number: string }[] }).data;
    const ids = trunks.filter(({ phone_number: number }) => numbers.includes(number)).map(({ id }) => id);
    expect(ids).toHaveLength(12);
    // Random ids would be in order once in 479 million runs.
    expect(ids).not.toEqual(ids.toSorted((left, right) => left - right));
  });
});
