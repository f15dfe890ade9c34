import { afterEach, describe, expect, it } from 'vitest';
import type { Endpoint } from '../../../../src/api/http/endpoint.js';
import type { AuthenticatedKey } from '../../../../src/api/http/request.js';
import { ActorError, AdministrationError, scopes } from '../../../../src/domain/administration.js';
import type { Cidr } from '../../../../src/domain/trunk/trunk.js';
import { endpoints } from '../../../support/interface.js';
import { type Gateway, type Overrides, startGateway } from '../gateway.js';
import { bearer, organizationId } from '../samples.js';

let gateway: Gateway;

afterEach(() => gateway.close());

/** Starts a gateway that knows one key. */
async function startWithKey(key: Partial<AuthenticatedKey>, overrides: Overrides = {}): Promise<void> {
  gateway = await startGateway({
    ...overrides,
    authenticate: async () => ({
      publicId: 'sk_owner',
      scopes: ['read', 'provision', 'admin'],
      allowedAddresses: [],
      organization: { id: organizationId, agentName: null, suspended: false },
      ...key,
    }),
  });
}

/** The scope that each endpoint needs. */
const needed: Readonly<Record<Endpoint['access'], readonly string[]>> = {
  everybody: ['readHealth', 'readReadiness', 'readMetrics', 'receiveLiveKitWebhook', 'readDescription'],
  read: [
    ...[
      'listPhoneNumbers',
      'listAssignablePhoneNumbers',
      'readTrunkOfNumber',
      'listSipTrunks',
      'readSipTrunk',
      'readPhoneNumber',
    ],
    ...['listImports', 'readImport', 'readImportReport', 'exportTrunks', 'listTestCalls'],
  ],
  provision: [
    'checkTrunk',
    'checkRequest',
    ...['createSipTrunk', 'changeSipTrunk', 'deleteSipTrunk', 'renamePhoneNumber', 'deleteNumber'],
    ...['createSipTrunkDispatch', 'createSipTrunkDispatchBySip', 'importPhoneNumber'],
    ...['changePhoneNumber', 'deletePhoneNumber'],
    ...['beginImport', 'retryImport', 'cancelImport'],
  ],
  call: [],
  admin: ['listKeys', 'createKey', 'rotateKey', 'revokeKey'],
  any_key: ['readMe'],
  operator: [
    ...[
      'listReconciliations',
      'readReconciliation',
      'beginReconciliation',
      'resolveOperation',
      'actOnOperations',
    ],
    ...['readQuotas', 'changeQuotas', 'listNumberRanges', 'assignNumberRange', 'unassignNumberRange'],
    ...['readNumberFacts', 'proveNumber', 'releaseNumber'],
  ],
  read_or_operator: [
    ...['explainCall', 'listOperations', 'readOperation', 'followOperation', 'listTrunks', 'readTrunk'],
    ...[
      'readCarrierSheet',
      'readDialling',
      'listRevisions',
      'readRevision',
      'readTestCall',
      'readTrunkHealth',
    ],
  ],
  provision_or_operator: [
    ...['createTrunk', 'changeTrunk', 'deleteTrunk', 'revertTrunk', 'cancelOperation', 'retryOperation'],
  ],
  admin_or_operator: ['listAudit'],
  call_or_operator: ['testCallTrunk', 'testCallRequest'],
};

/** A path of an endpoint, with the examples of its parameters. */
const pathOf = ({ path, pathParameters }: (typeof endpoints)[number]) =>
  path.replaceAll(/\{(\w+)\}/g, (_all, name) => encodeURIComponent(String(pathParameters?.[name]?.example)));

describe('the scope of an endpoint', () => {
  it('every endpoint declares the scope of this table', async () => {
    await startWithKey({});
    for (const [scope, ids] of Object.entries(needed)) {
      const found = endpoints.filter(({ access }) => access === scope).map(({ id }) => id);
      expect(found.toSorted(), scope).toEqual(ids.toSorted());
    }
  });

  it.each(scopes.filter((scope) => scope !== 'operator'))(
    'every endpoint with another scope than %s refuses a key that has only this one, before it reads anything else',
    async (scope) => {
      await startWithKey({ scopes: [scope] });
      for (const endpoint of endpoints.filter(
        ({ access }) => access !== 'everybody' && access !== 'any_key',
      )) {
        const answer = await fetch(`${gateway.url}${pathOf(endpoint)}`, {
          method: endpoint.method.toUpperCase(),
          headers: bearer,
          ...(endpoint.method === 'get' ? {} : { body: 'no JSON' }),
        });
        const text = await answer.text();
        const refusal = endpoint.access === 'operator' ? 'operators_only' : 'scope_missing';
        const accepted = endpoint.access.replace('_or_operator', '');
        if (accepted === scope) expect(text, endpoint.id).not.toContain('scope_missing');
        else {
          expect(answer.status, endpoint.id).toBe(403);
          expect(text, endpoint.id).toContain(`"code":"${refusal}"`);
        }
      }
      expect(gateway.commands).toEqual([]);
    },
  );
});

describe('a key with allowed addresses', () => {
  const elsewhere = ['203.0.113.0/24', '2001:db8::/32'] as Cidr[];

  it('is refused from another address, by every endpoint', async () => {
    await startWithKey({ allowedAddresses: elsewhere });
    for (const endpoint of endpoints.filter(({ access }) => access !== 'everybody')) {
      const answer = await gateway.request(endpoint.method.toUpperCase(), pathOf(endpoint), {
        headers: bearer,
      });
      expect(answer, endpoint.id).toMatchObject({ status: 403, body: { code: 'address_not_allowed' } });
    }
  });

  it('is accepted from its address', async () => {
    await startWithKey({ allowedAddresses: [...elsewhere, '127.0.0.0/16' as Cidr] });
    expect((await gateway.request('GET', '/v1/trunks', { headers: bearer })).status).toBe(200);
  });

  it('is not accepted because of a header that anybody can send', async () => {
    await startWithKey({ allowedAddresses: elsewhere });
    for (const name of ['X-Forwarded-For', 'X-Real-IP', 'Forwarded', 'True-Client-IP']) {
      const headers = { ...bearer, [name]: name === 'Forwarded' ? 'for=203.0.113.7' : '203.0.113.7' };
      expect((await gateway.request('GET', '/v1/trunks', { headers })).status).toBe(403);
    }
  });

  it('is accepted through a trusted proxy that names its address, and only the last address counts', async () => {
    await startWithKey(
      { allowedAddresses: elsewhere },
      { settings: { trustedProxies: ['127.0.0.1/32' as Cidr] } },
    );
    const from = async (forwarded: string) =>
      (await gateway.request('GET', '/v1/trunks', { headers: { ...bearer, 'X-Forwarded-For': forwarded } }))
        .status;
    expect(await from('203.0.113.7')).toBe(200);
    expect(await from('203.0.113.7, 198.51.100.1')).toBe(403);
  });
});

describe('the key of a suspended organisation', () => {
  it('is refused by every endpoint', async () => {
    await startWithKey({ organization: { id: organizationId, agentName: null, suspended: true } });
    for (const endpoint of endpoints.filter(
      ({ access }) => access !== 'everybody' && access !== 'operator',
    )) {
      const answer = await gateway.request(endpoint.method.toUpperCase(), pathOf(endpoint), {
        headers: bearer,
      });
      expect(answer, endpoint.id).toMatchObject({ status: 403, body: { code: 'organization_suspended' } });
    }
  });
});

describe('the keys of an organisation', () => {
  const key = {
    publicId: 'sk_made',
    organizationId,
    scopes: ['read'] as const,
    label: 'dashboard',
    allowedAddresses: ['203.0.113.7/32' as Cidr],
    createdAt: '2026-11-29T12:00:00.000Z',
    expiresAt: '2027-01-31T00:00:00.000Z',
    revokedAt: null,
    lastUsedAt: null,
  };
  const shown = {
    id: 'sk_made',
    label: 'dashboard',
    scopes: ['read'],
    allowed_addresses: ['203.0.113.7'],
    created_at: key.createdAt,
    expires_at: key.expiresAt,
    revoked_at: null,
    last_used_at: null,
  };
  const noKey = async () => {
    throw new AdministrationError('There is no such key.');
  };

  async function startWithKeys(): Promise<unknown[]> {
    const asked: unknown[] = [];
    const noting =
      (name: string) =>
      async (...question: unknown[]) => {
        asked.push([name, ...question]);
        return { ...key, secret: 's3cr3t_made' };
      };
    const listKeys = async (owner: unknown) => {
      asked.push(['list', owner]);
      return [key];
    };
    await startWithKey(
      {},
      {
        keys: () => ({
          createKey: noting('create'),
          rotateKey: noting('rotate'),
          revokeKey: noting('revoke'),
          listKeys,
        }),
      },
    );
    return asked;
  }

  it('are made, listed, rotated and revoked for this organisation alone', async () => {
    const asked = await startWithKeys();
    const expires = '2027-01-31T01:00:00+01:00';
    const body = {
      label: 'dashboard',
      scopes: ['read'],
      allowed_addresses: ['203.0.113.7'],
      expires_at: expires,
    };

    const made = await gateway.request('POST', '/v1/keys', { headers: bearer, body });
    const list = await gateway.request('GET', '/v1/keys', { headers: bearer });
    const rotated = await gateway.request('POST', '/v1/keys/sk_made/rotate', {
      headers: bearer,
      body: { overlap_hours: 2 },
    });
    const revoked = await gateway.request('DELETE', '/v1/keys/sk_made', { headers: bearer });

    expect(made).toMatchObject({ status: 201, body: { ...shown, secret: 's3cr3t_made' } });
    expect(list).toMatchObject({ status: 200, body: { data: [shown] } });
    expect(rotated).toMatchObject({ status: 201, body: { secret: 's3cr3t_made' } });
    expect(revoked).toMatchObject({ status: 200, body: shown });
    expect(asked).toEqual([
      [
        'create',
        {
          organizationId,
          label: 'dashboard',
          scopes: ['read'],
          allowedAddresses: ['203.0.113.7/32'],
          expiresAt: '2027-01-31T00:00:00.000Z',
        },
      ],
      ['list', organizationId],
      ['rotate', 'sk_made', { overlapMs: 7_200_000 }, organizationId],
      ['revoke', 'sk_made', organizationId],
    ]);
  });

  it.each([
    [{ scopes: ['operator'] }, 'scopes.0'],
    [{ scopes: [] }, 'scopes'],
    [{ scopes: 'read' }, 'scopes'],
    [{ expires_at: '2020-01-01T00:00:00Z' }, 'expires_at'],
    [{ expires_at: 'tomorrow' }, 'expires_at'],
    [{ allowed_addresses: ['0.0.0.0/0'] }, 'allowed_addresses.0'],
    [{ organization_id: 'org_other' }, 'organization_id'],
  ])('are not made of %j', async (body, field) => {
    const asked = await startWithKeys();
    const answer = await gateway.request('POST', '/v1/keys', { headers: bearer, body });
    expect(answer).toMatchObject({ status: 400, body: { errors: { [field]: [expect.any(String)] } } });
    expect(asked).toEqual([]);
  });

  it.each([
    ['not_accepted', 401, 'unauthenticated'],
    ['scope_missing', 403, 'scope_missing'],
  ] as const)(
    'are neither made nor rotated with a key that the database refuses: %s',
    async (reason, status, code) => {
      const refuse = async () => {
        throw new ActorError(reason);
      };
      await startWithKey(
        {},
        {
          keys: () => ({
            createKey: refuse,
            rotateKey: refuse,
            revokeKey: noKey,
            listKeys: async () => [],
          }),
        },
      );
      for (const path of ['/v1/keys', '/v1/keys/sk_made/rotate']) {
        const answer = await gateway.request('POST', path, { headers: bearer, body: {} });
        expect(answer).toMatchObject({ status, body: { code } });
      }
    },
  );

  it.each(['DELETE /v1/keys/sk_other', 'POST /v1/keys/sk_other/rotate', 'DELETE /v1/keys/other'])(
    'are the only ones that it can reach: %s is a 404',
    async (line) => {
      await startWithKey(
        {},
        {
          keys: () => ({ createKey: noKey, rotateKey: noKey, revokeKey: noKey, listKeys: async () => [] }),
        },
      );
      const [method = '', path = ''] = line.split(' ');
      expect(await gateway.request(method, path, { headers: bearer })).toMatchObject({
        status: 404,
        body: { code: 'key_not_found' },
      });
    },
  );
});
