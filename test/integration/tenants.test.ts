import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../support/interface.js';
import { type Names, namesOfNobody } from '../support/names.js';
import { buildEstate, type Estate, type OperationStatus, statuses } from './support/estate.js';
import { ask, askingsOf, namedIn, pathOf, seenOf } from './support/foreign-requests.js';
import { type Tenant, zuduBody } from './support/tenant.js';
import { World } from './support/world.js';

const answerWaitMs = 20_000;
/** Far from the wait for an operation's end, and far from what a busy machine makes of a quick answer. */
const atOnceMs = 5_000;

const forTenants = endpoints.filter(({ access }) => access === 'organization');
const named = forTenants.filter((endpoint) => namedIn(endpoint) !== null);
const lists = forTenants.filter((endpoint) => namedIn(endpoint) === null && endpoint.method === 'get');

/** What names nothing and begins something: whether it collides with others' numbers is tested in tenants-collide.test.ts. */
const beginnings = [
  'createSipTrunk',
  'createSipTrunkDispatch',
  'createSipTrunkDispatchBySip',
  'importPhoneNumber',
  'beginImport',
];

const world = new World();
let owner: Estate;
let stranger: Tenant;

beforeAll(async () => {
  await world.begin({
    ANSWER_WAIT_MS: String(answerWaitMs),
    IMPORT_LINES_AT_ONCE: '1',
  });
  await world.clear();
  stranger = await world.tenant('reception of the stranger');
  expect(await stranger.zudu(zuduBody('+15557770001'))).toMatchObject({ status: 200 });
  owner = await buildEstate(world, '+155512300');
}, 120_000);

afterAll(() => world.end());

/** Every row of every table and every object of LiveKit, but for when a dispatcher looks next. */
async function everything(): Promise<object> {
  const tables = await world.trunkline.rows(
    "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
  );
  const rows = await Promise.all(
    tables.map(async ({ table_name: name }) => {
      const found = await world.trunkline.rows(
        `select (to_jsonb(t) - 'dispatch_after' - 'dispatches')::text as row from "${name}" t order by 1`,
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

/** Everything by which something of the owner's could be known again. */
async function marksOfOwner(): Promise<string[]> {
  const { organization, key } = owner.tenant;
  const [trunks, operations, imports] = await Promise.all(
    ['trunks', 'operations', 'imports'].map((table) =>
      world.trunkline.rows(`select * from ${table} where organization_id = '${organization.id}'`),
    ),
  );
  return [
    ...[organization.id, key.publicId, key.secret, owner.idempotencyKey, "Owner's", 'reception of the owner'],
    ...[...(operations ?? []), ...(imports ?? [])].map(({ id }) => String(id)),
    ...(trunks ?? []).flatMap((row) =>
      [row.id, row.phone_number, row.inbound_trunk_id, row.outbound_trunk_id, row.dispatch_rule_id].map(
        String,
      ),
    ),
    ...Object.values(owner.status).flatMap(({ trunk, number }) => [String(trunk), number]),
  ];
}

describe('every endpoint that is described', () => {
  it('is asked here for what is somebody else’s, lists, begins something, or is not for tenants', () => {
    const known = [...named, ...lists].map(({ id }) => id);

    expect(
      forTenants
        .map(({ id }) => id)
        .filter((id) => !known.includes(id))
        .toSorted(),
    ).toEqual(beginnings.toSorted());
    expect(named.length).toBeGreaterThan(15);
    expect(lists.length).toBeGreaterThan(5);
  });
});

describe.each(statuses)('what somebody else has and is %s', (status: OperationStatus) => {
  it.each(named.map((endpoint) => [`${endpoint.method.toUpperCase()} ${endpoint.path}`, endpoint] as const))(
    '%s answers as for what does not exist, at once, and changes nothing',
    async (_name, endpoint) => {
      const kind = namedIn(endpoint) ?? 'trunk';
      const theirs = owner.status[status];
      const before = await everything();
      const compare = async (method: string, names: { theirs: Names; none: Names }) => {
        for (const asking of askingsOf(endpoint, owner.idempotencyKey)) {
          const askedAt = performance.now();
          const foreign = await ask(stranger, method, pathOf(endpoint, names.theirs[kind]), asking);
          const tookMs = performance.now() - askedAt;
          const missing = await ask(stranger, method, pathOf(endpoint, names.none[kind]), asking);

          expect(seenOf(foreign), JSON.stringify(asking)).toEqual(seenOf(missing));
          expect(foreign.status, 'not even by a success').toBeGreaterThanOrEqual(400);
          expect(tookMs).toBeLessThan(atOnceMs);
        }
      };

      await compare(endpoint.method, { theirs, none: namesOfNobody(theirs) });
      if (endpoint.method === 'get') await compare('head', { theirs, none: namesOfNobody(theirs) });

      expect(await everything()).toEqual(before);
    },
  );
});

describe('a list', () => {
  it.each(lists.map((endpoint) => [endpoint.path, endpoint] as const))(
    '%s shows nothing of somebody else, whatever it is asked with',
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
        'its owner is shown it',
      ).toBe(true);
    },
  );
});

describe('what concerns all organisations', () => {
  it.each(
    endpoints.filter(({ access }) => access === 'operator').map((endpoint) => [endpoint.path] as const),
  )('%s is refused to a tenant, whether it exists or not', async (path) => {
    const kept = `rec_${'a'.repeat(32)}`;
    await world.trunkline.rows(
      `insert into reconciliations (id, trigger, state, repair, remove_many, started_at, finished_at, counts)
         values ('${kept}', 'schedule', 'finished', false, false, now(), now(), '{}') on conflict do nothing`,
    );
    const at = (id: string) => stranger.get(path.replace('{id}', id));

    const [there, missing] = [await at(kept), await at(`rec_${'b'.repeat(32)}`)];

    expect(there.status).toBe(403);
    expect(seenOf(there)).toEqual(seenOf(missing));
  });

  it('tells everybody nothing of any tenant', async () => {
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

describe("somebody else's idempotency key", () => {
  it('means nothing: the same request under it is a set-up of its own', async () => {
    const headers = { 'Idempotency-Key': owner.idempotencyKey };

    const answer = await stranger.zudu(zuduBody('+15557770002', { name: "Owner's +15551230001" }), headers);

    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-operation-id')).not.toBe(owner.status.kept.operation);
  });
});

describe('ids', () => {
  it('of operations and imports cannot be guessed: no two have anything in common', async () => {
    const { kept, gone, under_way: underWay } = owner.status;
    const ids = [kept, gone, underWay].flatMap((names) => [names.operation, names.import]);

    for (const id of ids) expect(id).toMatch(/^(op|imp)_[0-9a-f]{32}$/);
    const beginnings = ids.map((id) => id.split('_')[1]?.slice(0, 8));
    expect(new Set(beginnings).size).toBe(ids.length);
  });

  it('of the trunks of one organisation do not count the trunks that others make in between', async () => {
    const numbers = Array.from({ length: 12 }, (_, index) => `+155577700${index + 10}`);
    for (const number of numbers) expect((await stranger.zudu(zuduBody(number))).status).toBe(200);

    const { body } = await stranger.get('/v1/trunks?limit=100');

    const trunks = (body as { data: { id: number; phone_number: string }[] }).data;
    const ids = trunks.filter(({ phone_number: number }) => numbers.includes(number)).map(({ id }) => id);
    expect(ids).toHaveLength(12);
    // By chance they would be in order once in 479 million times.
    expect(ids).not.toEqual(ids.toSorted((left, right) => left - right));
  });
});
