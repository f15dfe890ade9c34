import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../support/interface.js';
import { namesOfNobody } from '../support/names.js';
import { tellApart, timesOf } from '../support/time-difference.js';
import { buildEstate, type Estate, fileOf } from './support/estate.js';
import { ask, askingsOf, namedIn, pathOf } from './support/foreign-requests.js';
import { type Answer, at, autocallsBody, type Tenant, zuduBody } from './support/tenant.js';
import { World } from './support/world.js';

/** More of them find smaller differences, and take longer than anybody wants to wait for a change to be judged. */
const pairs = process.env.CHAOS === 'full' ? 200 : 60;
/** A history and a log so long that whoever reads or passes over them takes longer. */
const longHistory = 3_000;

const naming = endpoints.filter(
  (endpoint) => endpoint.access === 'organization' && namedIn(endpoint) !== null,
);

const world = new World();
let owner: Estate;
let stranger: Tenant;
/** A trunk of the stranger's own. */
let ownTrunk: number;

beforeAll(async () => {
  await world.begin({ LOG_LEVEL: 'silent' });
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
  'by the time of an answer, what somebody else has and is %s',
  (status) => {
    it.each(
      naming.map((endpoint) => [`${endpoint.method.toUpperCase()} ${endpoint.path}`, endpoint] as const),
    )('cannot be told from what does not exist: %s', async (_name, endpoint) => {
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
    });
  },
);

/** Requests for a number, each of which is refused because somebody has it: that much is told to everybody. */
const specsFor: Readonly<Record<string, (number: string) => Promise<Answer>>> = {
  'a set-up': (number) => stranger.zudu(zuduBody(number)),
  'a change to the number': (number) =>
    ask(stranger, 'put', `/api/user/phone-numbers/sip-trunks/${ownTrunk}`, {
      query: '',
      headers: {},
      body: { phone_number: number },
    }),
  'an import that is only checked': (number) =>
    ask(stranger, 'post', '/v1/imports', {
      query: '?dry_run=true',
      headers: { 'content-type': 'text/csv' },
      body: fileOf([number]),
    }),
};

describe('by the time in which a number is refused that somebody else has', () => {
  it.each(Object.entries(specsFor))(
    'a trunk that is being deleted cannot be told from one that stays: %s',
    async (_name, specFor) => {
      const { kept, under_way } = owner.status;
      const [staying, leaving] = [kept, under_way].map(
        ({ number }) =>
          () =>
            specFor(number),
      );
      if (staying === undefined || leaving === undefined) throw new Error('There is nothing to compare.');
      const answers = [await staying(), await leaving()].map(({ body }) => JSON.stringify(body));
      expect(answers).toEqual([1, 2].map(() => expect.stringContaining('already in use')));

      expect(await tellApart(() => timesOf(pairs, staying, leaving))).toBeNull();
    },
  );

  it('the very wish that its owner had, password included, cannot be told from any other', async () => {
    const { number } = owner.status.kept;
    const theirs = zuduBody(number, { name: `Owner's ${number}`, agent_name: 'reception of the owner' });
    expect(await owner.tenant.zudu(theirs), 'the same call again').toMatchObject({ status: 200 });
    const guessed = () => stranger.zudu(theirs);
    const other = () => stranger.zudu({ ...theirs, authPassword: 'sip-password' });
    expect([(await guessed()).status, (await other()).status]).toEqual([409, 409]);

    expect(await tellApart(() => timesOf(pairs, guessed, other))).toBeNull();
  });
});

describe('by the time of a refusal', () => {
  it('a wrong secret for a key that exists cannot be told from one for a key that does not', async () => {
    const secret = `s3cr3t_${'x'.repeat(43)}`;
    const known = get('/v1/trunks', { 'x-api-key': owner.tenant.key.publicId, 'x-api-secret': secret });
    const unknown = get('/v1/trunks', { 'x-api-key': `sk_${'x'.repeat(24)}`, 'x-api-secret': secret });
    expect([(await known()).status, (await unknown()).status]).toEqual([401, 401]);

    expect(await tellApart(() => timesOf(pairs, known, unknown))).toBeNull();
  });

  it('a secret that begins like one that exists cannot be told from any other', async () => {
    const alike = `${owner.tenant.key.secret.slice(0, -1)}_`;
    const other = `s3cr3t_${'x'.repeat(43)}`;
    const bearer = (secret: string) => get('/v1/trunks', { authorization: `Bearer ${secret}` });

    expect(await tellApart(() => timesOf(pairs, bearer(alike), bearer(other)))).toBeNull();
  });
});

describe('the measurement itself', () => {
  it('tells apart an operation that is read and shown from one that does not exist', async () => {
    const { operation } = owner.status.kept;
    const shown = () => owner.tenant.operation(operation);
    const missing = () => owner.tenant.operation(`op_${'0'.repeat(32)}`);

    const shares = await tellApart(() => timesOf(pairs, shown, missing));

    expect(shares).not.toBeNull();
    for (const share of shares ?? []) expect(share).toBeGreaterThan(0.65);
  });

  it('tells apart a look that passes over all that is somebody else’s before it denies it', async () => {
    const passingOver = async () => {
      await world.trunkline.rows(
        `select count(settings) from trunk_revisions where trunk_id = ${owner.status.kept.trunk}`,
      );
      await stranger.get(`/v1/trunks/${owner.status.kept.trunk}`);
    };
    const denying = () => stranger.get(`/v1/trunks/${owner.status.kept.trunk}`);

    expect(await tellApart(() => timesOf(pairs, passingOver, denying))).not.toBeNull();
  });
});
