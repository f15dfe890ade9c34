import { describe, expect, it } from 'vitest';
import { fileOf } from '../support/livekit/estate.js';
import { type Answer, at, autocallsBody, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { useWorld } from '../support/world.js';

const world = useWorld({ QUOTA_TRUNKS: '2', QUOTA_NEW_NUMBERS: '1000', QUOTA_IMPORTS: '1', QUOTA_KEYS: '2' });

const numberOf = (index: number) => `+1555123${String(index).padStart(4, '0')}`;

function send(
  tenant: Tenant,
  method: string,
  path: string,
  body: object | string = {},
  type = 'application/json',
) {
  const headers = { authorization: `Bearer ${tenant.key.secret}`, 'content-type': type };
  return tenant.request(method, path, { headers, body });
}

const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status).sort();

describe('the quotas of an organization', () => {
  it('twelve simultaneous requests through both contracts get two trunks, and the others the words of their contract', async () => {
    const tenant = await world.tenant();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        index % 2 === 0
          ? tenant.zudu(zuduBody(numberOf(index)))
          : tenant.autocalls(autocallsBody(String(2_000 + index))),
      ),
    );
    expect(statuses(answers).filter((status) => status < 300)).toHaveLength(2);
    expect(statuses(answers).filter((status) => status === 403)).toHaveLength(10);
    const message = 'Your organization may have 2 trunks, and has them.';
    expect((await tenant.zudu(zuduBody('+15551239998'))).body).toEqual({
      ...{ message, status: 'error', error: null, data: null },
      ...{ code: 'quota_exceeded', quota: 'trunks' },
    });
    expect((await tenant.autocalls(autocallsBody('2998'))).body).toEqual({
      ...{ error: message, code: 'quota_exceeded', quota: 'trunks' },
    });
    expect((await world.remains()).records).toBe(2);
    const first = at((await tenant.get('/v1/trunks')).body, 'data', '0', 'id');
    await send(tenant, 'DELETE', `/v1/trunks/${first}`);
    expect((await tenant.zudu(zuduBody('+15551239999'))).status).toBe(200);
  });

  it('lines of an import beyond the quota are refused one by one, and a second import of the day as a whole', async () => {
    const tenant = await world.tenant();
    const file = fileOf([numberOf(1), numberOf(2), numberOf(3)]);
    const begun = await send(tenant, 'POST', '/v1/imports', file, 'text/csv');
    expect(begun.status).toBe(202);
    const id = String(at(begun.body, 'id'));
    await expect.poll(async () => at((await tenant.get(`/v1/imports/${id}`)).body, 'state')).toBe('finished');
    const { body } = await tenant.get(`/v1/imports/${id}`);
    expect(at(body, 'counts')).toMatchObject({ succeeded: 2, refused: 1 });
    expect((await tenant.get(`/v1/imports/${id}/report`)).body).toContain('quota_exceeded');
    const again = await send(tenant, 'POST', '/v1/imports', fileOf([numberOf(4)]), 'text/csv');
    expect(again).toMatchObject({ status: 403, body: { code: 'quota_exceeded', quota: 'imports_per_day' } });
    expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('ten simultaneous requests for keys make one key, because the organization has one and may have two', async () => {
    const tenant = await world.tenant();
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(tenant, 'POST', '/v1/keys')));
    expect(statuses(answers)).toEqual([201, ...Array<number>(9).fill(403)]);
    expect(answers.find(({ status }) => status === 403)?.body).toMatchObject({
      ...{ code: 'quota_exceeded', quota: 'keys' },
    });
  });

  it('ten simultaneous rotations of a key make one key, because the old one is not accepted after the first', async () => {
    const tenant = await world.tenant();
    const path = `/v1/keys/${tenant.key.publicId}/rotate`;
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(tenant, 'POST', path)));
    expect(statuses(answers)).toEqual([201, ...Array<number>(9).fill(401)]);
  });

  it('an operator sets other quotas for one organization, and nobody else does', async () => {
    const tenant = await world.tenant();
    const path = `/v1/organizations/${tenant.organization.id}/quotas`;
    expect((await send(tenant, 'PATCH', path, { trunks: 9 })).status).toBe(403);
    const operator = await world.trunkline.operator();
    expect((await operator('PATCH', path, { trunks: 0, keys: null })).body).toEqual({
      trunks: { most: 0, usual: false },
      new_numbers_per_day: { most: 1_000, usual: true },
      imports_per_day: { most: 1, usual: true },
      keys: { most: null, usual: false },
    });
    expect((await tenant.zudu(zuduBody(numberOf(1)))).status).toBe(403);
    await operator('PATCH', path, { trunks: 'usual' });
    expect((await tenant.zudu(zuduBody(numberOf(1)))).status).toBe(200);
  });
});
