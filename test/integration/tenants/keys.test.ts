import { once } from 'node:events';
import { type IncomingMessage, request as open } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { openAdministration } from '../../../src/runtime/administration/open.js';
import { EventReader } from '../support/requests/event-reader.js';
import { at, Tenant, zuduBody } from '../support/requests/tenant.js';
import { operationIdOf, useWorld } from '../support/world.js';

const world = useWorld();
const outage = { kind: 'answer', status: 500 } as const;

afterEach(() => world.proxy.reset());

/** Opens the events of a set-up that cannot end. */
async function openStream(tenant: Tenant): Promise<EventReader> {
  world.proxy.plan('CreateSIPDispatchRule', outage, Infinity);
  const made = await tenant.zudu(zuduBody('+15551234567'), { Prefer: 'respond-async' });
  const stream = await EventReader.open(world.trunkline.url, tenant, operationIdOf(made));
  await expect.poll(() => stream.events.length).toBeGreaterThan(0);
  return stream;
}

describe('an open event stream', () => {
  it.each([
    [
      'its key is revoked by the API',
      async (tenant: Tenant) => {
        const headers = { authorization: `Bearer ${tenant.key.secret}` };
        const answer = await tenant.request('DELETE', `/v1/keys/${tenant.key.publicId}`, { headers });
        expect(answer.status).toBe(200);
      },
    ],
    [
      'its organisation is suspended by a command',
      async (tenant: Tenant) => {
        const administration = await openAdministration(world.trunkline.env);
        await administration.suspendOrganization(tenant.organization.id, true);
        await administration.close();
      },
    ],
  ])('an open event stream ends within a second when %s', async (_what, end) => {
    const tenant = await world.tenant();
    const stream = await openStream(tenant);

    await end(tenant);
    const since = performance.now();
    await stream.closed;

    expect(performance.now() - since).toBeLessThan(1_000);
    expect([401, 403]).toContain((await tenant.get('/v1/trunks')).status);
  });
});

describe('a key', () => {
  it('a key that is revoked while the body of its request arrives makes no other key', async () => {
    const owner = await world.tenant();
    const asking = { headers: { authorization: `Bearer ${owner.key.secret}` } };
    const { body } = await owner.request('POST', '/v1/keys', { ...asking, body: { scopes: ['admin'] } });
    const stolen = { authorization: `Bearer ${at(body, 'secret')}` };
    const request = open(`${world.trunkline.url}/v1/keys`, { method: 'POST', headers: stolen });
    const answered = once(request, 'response');
    request.write('{"scopes":');
    // The use of the key is stored when it was found.
    const used = `select last_used_at from api_keys where public_id = '${at(body, 'id')}'`;
    await expect.poll(() => world.trunkline.rows(used)).toMatchObject([{ last_used_at: expect.anything() }]);

    expect((await owner.request('DELETE', `/v1/keys/${at(body, 'id')}`, asking)).status).toBe(200);
    request.end('["admin"]}');

    const [answer] = (await answered) as [IncomingMessage];
    answer.resume();
    expect(answer.statusCode).toBe(401);
    expect(at((await owner.get('/v1/keys')).body, 'data')).toHaveLength(2);
  });

  it('a key that is rotated works beside the new one during the overlap, and a reader can set up nothing', async () => {
    const owner = await world.tenant();
    const asking = { headers: { authorization: `Bearer ${owner.key.secret}` } };
    const made = await owner.request('POST', '/v1/keys', { ...asking, body: { scopes: ['read'] } });
    expect(made.status).toBe(201);
    const rotated = await owner.request('POST', `/v1/keys/${at(made.body, 'id')}/rotate`, {
      ...asking,
      body: { overlap_hours: 1 },
    });

    for (const { body } of [made, rotated]) {
      const key = { ...owner.key, publicId: String(at(body, 'id')), secret: String(at(body, 'secret')) };
      const reader = new Tenant(() => world.trunkline.url, owner.organization, key);
      expect((await reader.get('/v1/trunks')).status).toBe(200);
      expect((await reader.zudu(zuduBody('+15551234567'))).status).toBe(403);
    }
    const list = await owner.get('/v1/keys');
    expect(at(list.body, 'data', '1')).toMatchObject({ scopes: ['read'], last_used_at: expect.any(String) });
  });
});
