import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildEstate, type Estate, fileOf } from '../integration/support/livekit/estate.js';
import { ask, askingsOf, namedIn, pathOf } from '../integration/support/requests/foreign-requests.js';
import {
  type Answer,
  at,
  autocallsBody,
  type Tenant,
  zuduBody,
} from '../integration/support/requests/tenant.js';
import { World } from '../integration/support/world.js';
import { endpoints } from '../support/interface.js';
import { namesOfNobody } from '../support/names.js';
import { tellApart, timesOf } from '../support/time-difference.js';

/** How many pairs of requests are compared. More pairs detect smaller differences, but take longer. */
const pairs = 200;
/** The length of a history and a log from which reading or scanning them takes measurably longer. */
const longHistory = 3_000;

const naming = endpoints.filter(
  (endpoint) => !['everybody', 'operator'].includes(endpoint.access) && namedIn(endpoint) !== null,
);

const world = new World();
let owner: Estate;
let stranger: Tenant;
/** A trunk that the stranger owns. */
let ownTrunk: number;

beforeAll(async () => {
  await world.begin({ LOG_LEVEL: 'silent', RATE_PER_KEY: 'off', RATE_PER_ADDRESS: 'off' });
  await world.clear();
  [owner, stranger] = await Promise.all([buildEstate(world, '+155512300'), world.tenant()]);
  const made = await stranger.autocalls(autocallsBody('+15551239901', { sip_trunk_type: 'number' }));
  ownTrunk = Number(at(made.body, 'data', 'id'));
  for (const { trunk, operation } of Object.values(owner.status)) await makeLong(trunk, operation);
  await world.trunkline.rows('analyze');
}, 120_000);

afterAll(() => world.end());

/** Makes the history of a trunk and the log of an operation long. */
async function makeLong(trunk: number, operation: string): Promise<void> {
  const run = (statement: string) => world.trunkline.rows(statement);
  const { organization } = owner.tenant;
  const id = `'op_' || md5('${trunk}-' || n)`;
  await run(`
    insert into operations (id, organization_id, kind, contract, collision_key, trunk_id, state, request, accepted_at,
      finished_at, dispatch_after)
    select ${id}, '${organization.id}', 'change_trunk', 'zudu', 'long-${trunk}', ${trunk}, 'succeeded',
      '{}', now(), now(), now()
    from generate_series(10, ${longHistory}) n`);
  await run(`
    insert into trunk_revisions (trunk_id, revision, organization_id, operation_id, settings, notes, sealed_password,
      made_at)
    select ${trunk}, n, '${organization.id}', ${id}, settings, notes, sealed_password, now()
    from generate_series(10, ${longHistory}) n,
      (select * from trunk_revisions where trunk_id = ${trunk} and revision = 1) as first`);
  await run(`
    update operations set steps = (
      select jsonb_agg(jsonb_build_object('at', n, 'phase', 'forward', 'step', 'inbound', 'event', 'attempt_failed',
        'attempts', n)) from generate_series(1, ${longHistory}) n)
    where id = '${operation}'`);
}

const get = (path: string, headers: Record<string, string>) => () =>
  stranger.request('GET', path, { headers });

describe.each(['kept', 'under_way'] as const)(
  "the duration of an answer for another organisation's object in the state %s",
  (status) => {
    it.each(
      naming.map((endpoint) => [`${endpoint.method.toUpperCase()} ${endpoint.path}`, endpoint] as const),
    )(
      `the duration of %s for another organisation's object (${status}) does not differ from that for an unknown one`,
      async (_name, endpoint) => {
        const kind = namedIn(endpoint) ?? 'trunk';
        const names = owner.status[status];
        const [asking = { query: '', headers: {} }] = askingsOf(endpoint, owner.idempotencyKey);
        const [theirs, none] = [names, namesOfNobody(names)].map((each) => {
          const path = pathOf(endpoint, each[kind]);
          return () => ask(stranger, endpoint.method, path, asking);
        });
        if (theirs === undefined || none === undefined) throw new Error('There is nothing to compare.');
        expect((await theirs()).status).toBe((await none()).status);

        expect(await tellApart(() => timesOf(pairs, theirs, none))).toBeNull();
      },
    );
  },
);

/** Requests for a number in use. Each is refused, and every caller may know that the number is in use. */
const requestsFor: Readonly<Record<string, (number: string) => Promise<Answer>>> = {
  'a set-up': (number) => stranger.zudu(zuduBody(number)),
  'a change to the number': (number) =>
    ask(stranger, 'put', `/api/user/phone-numbers/sip-trunks/${ownTrunk}`, {
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

describe('the duration of a refusal for a number in use', () => {
  it.each(Object.entries(requestsFor))(
    'the duration of a refusal is the same for a trunk that is being deleted and for one that stays: %s',
    async (_name, requestFor) => {
      const { kept, under_way } = owner.status;
      const [staying, leaving] = [kept, under_way].map(
        ({ number }) =>
          () =>
            requestFor(number),
      );
      if (staying === undefined || leaving === undefined) throw new Error('There is nothing to compare.');
      const answers = [await staying(), await leaving()].map(({ body }) => JSON.stringify(body));
      expect(answers).toEqual([1, 2].map(() => expect.stringContaining('already in use')));

      expect(await tellApart(() => timesOf(pairs, staying, leaving))).toBeNull();
    },
  );

  it("the duration of a refusal is the same for the owner's exact request, password included, and for any other", async () => {
    const { number } = owner.status.kept;
    const theirs = zuduBody(number, { name: `Owner's ${number}`, agent_name: 'reception of the owner' });
    expect(await owner.tenant.zudu(theirs), 'the same call again').toMatchObject({ status: 200 });
    const guessed = () => stranger.zudu(theirs);
    const other = () => stranger.zudu({ ...theirs, authPassword: 'sip-password' });
    expect([(await guessed()).status, (await other()).status]).toEqual([409, 409]);

    expect(await tellApart(() => timesOf(pairs, guessed, other))).toBeNull();
  });
});

describe('the duration of a failed authentication', () => {
  it('the duration of a failed authentication is the same for a known and for an unknown key', async () => {
    const secret = `s3cr3t_${'x'.repeat(43)}`;
    const known = get('/v1/trunks', { 'x-api-key': owner.tenant.key.publicId, 'x-api-secret': secret });
    const unknown = get('/v1/trunks', { 'x-api-key': `sk_${'x'.repeat(24)}`, 'x-api-secret': secret });
    expect([(await known()).status, (await unknown()).status]).toEqual([401, 401]);

    expect(await tellApart(() => timesOf(pairs, known, unknown))).toBeNull();
  });

  it('the duration of a failed authentication is the same for a secret that starts like a valid one and for any other', async () => {
    const alike = `${owner.tenant.key.secret.slice(0, -1)}_`;
    const other = `s3cr3t_${'x'.repeat(43)}`;
    const bearer = (secret: string) => get('/v1/trunks', { authorization: `Bearer ${secret}` });

    expect(await tellApart(() => timesOf(pairs, bearer(alike), bearer(other)))).toBeNull();
  });
});

describe('the measurement', () => {
  it('the measurement detects the difference between an operation that is shown and an unknown one', async () => {
    const { operation } = owner.status.kept;
    const shown = () => owner.tenant.operation(operation);
    const missing = () => owner.tenant.operation(`op_${'0'.repeat(32)}`);

    const shares = await tellApart(() => timesOf(pairs, shown, missing));

    expect(shares).not.toBeNull();
    for (const share of shares ?? []) expect(share).toBeGreaterThan(0.65);
  });

  it("the measurement detects a request that scans another organisation's rows before it is refused", async () => {
    const scanning = async () => {
      await world.trunkline.rows(
        `select count(settings) from trunk_revisions where trunk_id = ${owner.status.kept.trunk}`,
      );
      await stranger.get(`/v1/trunks/${owner.status.kept.trunk}`);
    };
    const refusing = () => stranger.get(`/v1/trunks/${owner.status.kept.trunk}`);

    expect(await tellApart(() => timesOf(pairs, scanning, refusing))).not.toBeNull();
  });
});
