import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { openAdministration } from '../../../src/runtime/administration/open.js';
import {
  makeForeignRule,
  makeForeignTrunk,
  makeWildcardRule,
  makeWildcardTrunk,
  moveTrunk,
} from '../support/livekit/foreign.js';
import { type Answer, at, autocallsBody, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { ensureBuilt } from '../support/trunkline-process.js';
import { useWorld } from '../support/world.js';

const world = useWorld();
const number = '+493012345670';
const inbound = { direction: 'inbound', to: number, from: '+442071838750', source_ip: '203.0.113.7' };

/** Asks for an explanation; an organisation's key unless another secret is given. */
function explain(tenant: Tenant, changes: object, secret = tenant.key.secret): Promise<Answer> {
  return tenant.request('POST', '/v1/explain', {
    body: { ...inbound, ...changes },
    headers: { authorization: `Bearer ${secret}` },
  });
}

const causesIn = ({ body }: Answer) =>
  ((at(body, 'fixes') ?? []) as { readonly cause: string }[]).map(({ cause }) => cause);

async function operatorsSecret(): Promise<string> {
  const administration = await openAdministration(world.trunkline.env);
  const { secret } = await administration.createKey({
    organizationId: null,
    scopes: ['operator'],
    label: 'test',
  });
  await administration.close();
  return secret;
}

describe('The explanation of a call to a trunk that was set up', () => {
  it('is accepted with right credentials, challenged without any and refused with wrong ones', async () => {
    const tenant = await world.tenant('reception');
    const trunk = at((await tenant.zudu(zuduBody(number))).body, 'data');
    const [rule] = await world.store.dispatchRules();
    const right = await explain(tenant, { credentials: 'right' });

    expect(right).toMatchObject({
      status: 200,
      body: {
        verdict: 'accepted',
        codes: [100, 407, 100, 180, 200],
        trunk: { kind: 'inbound', id: trunk },
        rule: { kind: 'rule', id: rule?.sipDispatchRuleId },
        room: 'call-_+442071838750_<random>',
        candidates: [],
        fixes: [],
      },
    });
    expect(await explain(tenant, { credentials: 'none' })).toMatchObject({
      body: { verdict: 'challenged', codes: [100, 407], trunk: { id: trunk }, rule: null },
    });
    expect(await explain(tenant, { credentials: 'wrong' })).toMatchObject({
      body: { verdict: 'refused', codes: [100, 407, 100, 401] },
    });
  });

  it('is silent from a source that is not allowed, and in a form of the number that the trunk does not have', async () => {
    const tenant = await world.tenant();
    await tenant.autocalls(
      autocallsBody(number, {
        sip_trunk_type: 'number',
        country_code: 'DE',
        inbound_authorization_type: 'ip',
        allowed_inbound_ips: ['203.0.113.0/24'],
      }),
    );
    const allowed = await explain(tenant, {});
    const elsewhere = await explain(tenant, { source_ip: '198.51.100.7' });
    const national = await explain(tenant, { to: '03012345670' });

    expect(allowed).toMatchObject({ body: { verdict: 'accepted', codes: [100, 180, 200] } });
    expect(elsewhere).toMatchObject({ body: { verdict: 'silent', codes: [100, 180], trunk: null } });
    expect(causesIn(elsewhere)).toEqual(['source_not_allowed']);
    expect(national).toMatchObject({ body: { verdict: 'silent', trunk: null } });
    expect(causesIn(national)).toEqual(['number_in_other_form']);
    expect(JSON.stringify(national.body)).toContain('The carrier sends 03012345670');
  });

  it('is refused if the dispatch rule is in conflict with a rule of somebody else', async () => {
    const tenant = await world.tenant();
    const trunk = String(at((await tenant.zudu(zuduBody(number))).body, 'data'));
    const foreign = await makeForeignRule(trunk);
    const answer = await explain(tenant, { credentials: 'right' });

    expect(answer).toMatchObject({
      body: { verdict: 'refused', codes: [100, 407, 100, 180, 503], rule: null },
    });
    expect(causesIn(answer)).toEqual(['not_yours', 'conflicting_rule']);
    expect(JSON.stringify(answer.body)).not.toContain(foreign);
    const toOperator = await explain(tenant, { credentials: 'right' }, await operatorsSecret());
    expect(JSON.stringify(toOperator.body)).toContain(foreign);
  });

  it('over its outbound trunk is accepted, and refused once that trunk is gone from LiveKit', async () => {
    const tenant = await world.tenant();
    const created = await tenant.autocalls(autocallsBody(number, { sip_trunk_type: 'number' }));
    const ask = (trunkId: unknown, by = tenant) =>
      by.request('POST', '/v1/explain', {
        body: { direction: 'outbound', trunk_id: trunkId, to: '+442071838750' },
        headers: { authorization: `Bearer ${by.key.secret}` },
      });
    const id = at(created.body, 'data', 'id');
    const outboundId = at(created.body, 'data', 'outbound_trunk_id');

    expect(await ask(id)).toMatchObject({
      body: { verdict: 'accepted', codes: [], trunk: { id: outboundId } },
    });
    expect(await ask(outboundId)).toMatchObject({ body: { verdict: 'accepted' } });
    const stranger = await world.tenant();
    expect(await ask(id, stranger)).toMatchObject({ status: 404, body: { code: 'trunk_not_found' } });
    expect(await ask(outboundId, stranger)).toMatchObject({ status: 404, body: { code: 'trunk_not_found' } });
    await world.store.clear();
    const gone = await ask(id);
    expect(gone).toMatchObject({ status: 200, body: { verdict: 'refused', trunk: null } });
    expect(causesIn(gone)).toEqual(['not_outbound']);
  });
});

describe('The objects of others', () => {
  it('show in the explanation of a stranger neither id nor name nor number nor who may call', async () => {
    const [owner, stranger] = await Promise.all([world.tenant('secret agent'), world.tenant()]);
    await owner.zudu(zuduBody(number));
    await stranger.zudu(zuduBody('+14155551234'));
    const asked = [{ credentials: 'none' }, { credentials: 'right' }, { source_ip: '198.51.100.7' }];
    const answers = await Promise.all(asked.map((changes) => explain(stranger, changes)));

    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const ownersIds = JSON.stringify((await owner.get('/v1/trunks')).body).match(/(?:ST|SDR|op)_\w+/g) ?? [];
    expect(ownersIds.length).toBeGreaterThan(2);
    expect(answers[0]).toMatchObject({
      body: {
        verdict: 'unknown',
        codes: [],
        trunk: { kind: 'not_yours', id: null, name: 'an object that is not yours' },
        rule: null,
        room: null,
        fixes: [{ cause: 'not_yours' }],
      },
    });
    const shown = JSON.stringify(answers[0]?.body);
    expect([...ownersIds, 'secret agent', 'sip_user'].filter((secret) => shown.includes(secret))).toEqual([]);
  });

  it('appear to a tenant when a trunk without numbers takes the call, and with all details to the operator', async () => {
    const tenant = await world.tenant();
    await tenant.zudu(zuduBody(number));
    const catchAll = await makeWildcardTrunk();
    const national = { to: '03012345670' };
    const silent = await explain(tenant, national);
    const rule = await makeWildcardRule();
    const taken = await explain(tenant, national);

    expect(silent).toMatchObject({ body: { verdict: 'silent', trunk: { kind: 'not_yours' } } });
    expect(taken).toMatchObject({
      body: { verdict: 'accepted', trunk: { kind: 'not_yours' }, rule: { kind: 'not_yours' }, room: null },
    });
    for (const { body } of [silent, taken]) {
      expect(JSON.stringify(body)).not.toContain(catchAll);
      expect(JSON.stringify(body)).not.toContain(rule);
    }
    const toOperator = await explain(tenant, national, await operatorsSecret());
    expect(toOperator).toMatchObject({
      body: {
        verdict: 'accepted',
        trunk: { id: catchAll, name: 'catch-all' },
        rule: { id: rule },
        room: 'everybody',
      },
    });
    const own = await explain(tenant, { credentials: 'right' });
    expect(own).toMatchObject({ body: { verdict: 'accepted', trunk: { kind: 'inbound' } } });
  });

  it('that have the number of a tenant make its calls ambiguous', async () => {
    const tenant = await world.tenant();
    await tenant.zudu(zuduBody(number));
    const foreign = await makeForeignTrunk('+15550000001');
    await moveTrunk(foreign, number);
    const answer = await explain(tenant, { credentials: 'right' });

    expect(answer).toMatchObject({ body: { verdict: 'refused', codes: [100, 503], trunk: null } });
    expect(causesIn(answer)).toEqual(['not_yours', 'ambiguous_trunk']);
    expect(JSON.stringify(answer.body)).not.toContain(foreign);
  });
});

describe('The command "trunkline explain"', () => {
  beforeAll(() => ensureBuilt(), 120_000);

  const bin = fileURLToPath(new URL('../../../bin/trunkline.js', import.meta.url));
  const command = (...options: readonly string[]) =>
    commandWith({ TRUNKLINE_HOME: world.trunkline.config.home }, ...options);
  const commandWith = (own: Readonly<Record<string, string>>, ...options: readonly string[]) =>
    new Promise<{ code: number; out: string; stderr: string }>((resolve) => {
      const env = { PATH: process.env.PATH, ...own };
      const child = execFile(process.execPath, [bin, 'explain', ...options], { env }, (_error, out, stderr) =>
        resolve({ code: child.exitCode ?? -1, out, stderr }),
      );
    });
  const call = ['inbound', '--from', '+442071838750', '--source-ip', '203.0.113.7'];

  it('prints verdict, trunk, rule and room, and exits with 0 if LiveKit takes the call', async () => {
    const tenant = await world.tenant();
    const trunk = at((await tenant.zudu(zuduBody(number))).body, 'data');
    const { code, out } = await command(...call, '--to', number, '--credentials', 'right');

    expect(out).toMatch(/^accepted \(100 407 100 180 200\)\nTrunk: ST_/);
    expect(out).toContain(`Trunk: ${trunk}`);
    expect(out).toMatch(/\nRule: {2}SDR_\w+ .*\nRoom: {2}call-_\+442071838750_<random>\n/);
    expect(code).toBe(0);
  });

  it('prints what to do, and exits with 3 if LiveKit does not take the call', async () => {
    const tenant = await world.tenant();
    await tenant.zudu(zuduBody(number));
    const { code, out } = await command(...call, '--to', '03012345670');
    const json = await command(...call, '--to', '03012345670', '--json');

    expect(out).toMatch(/^silent \(100 180\)\nTrunk: none\nRule: {2}none\n\nST_/);
    expect(out).toMatch(/\n→ The carrier sends 03012345670, the trunk has \+493012345670\./);
    expect(out).toMatch(/\nKIND +ID +NAME +WHY NOT\ninbound +ST_/);
    expect(code).toBe(3);
    expect(JSON.parse(json.out)).toMatchObject({
      verdict: 'silent',
      candidates: [{ object: { kind: 'inbound' } }, {}],
    });
  });

  it('asks the Trunkline that TRUNKLINE_URL names, with the rights of TRUNKLINE_KEY', async () => {
    const [tenant, stranger] = [await world.tenant(), await world.tenant()];
    await tenant.zudu(zuduBody(number));
    const question = [...call, '--to', number, '--credentials', 'right', '--json'];
    const remote = (key: string) =>
      commandWith({ TRUNKLINE_URL: world.trunkline.url, TRUNKLINE_KEY: key }, ...question);
    const [own, others, refused] = await Promise.all([
      remote(tenant.key.secret),
      remote(stranger.key.secret),
      remote('wrong'),
    ]);

    expect(own.code).toBe(0);
    expect(JSON.parse(own.out)).toMatchObject({ verdict: 'accepted', trunk: { id: expect.any(String) } });
    expect(JSON.parse(others.out)).toMatchObject({ trunk: { id: null } });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^The API key is missing or not valid\. \(unauthenticated\)\n→ \w/);
  });

  it('says which value cannot be used, or that there is no such trunk', async () => {
    const invalid = await command('inbound', '--from', '1', '--to', number, '--source-ip', 'carrier.example');
    const missing = await command('outbound', '--trunk', '7', '--to', number);

    expect(invalid).toMatchObject({ code: 1, stderr: expect.stringContaining('Source IP must be an IPv4') });
    expect(missing).toMatchObject({ code: 1, stderr: 'There is no such trunk.\n' });
  });
});
