import { EventEmitter, once } from 'node:events';
import { type IncomingMessage, request as open } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, expect, it } from 'vitest';
import type { AuthenticatedKey } from '../../../../src/api/http/request.js';
import { endpoints } from '../../../support/interface.js';
import { type Gateway, type Overrides, startGateway } from '../gateway.js';
import { bearer, organizationId } from '../samples.js';

let gateway: Gateway | undefined;

afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

const organization = { id: organizationId, agentName: null, suspended: false };
const ofOrganization: AuthenticatedKey = {
  publicId: 'sk_owner',
  scopes: ['read', 'provision', 'call', 'admin'],
  allowedAddresses: [],
  organization,
};
const ofOperator: AuthenticatedKey = { ...ofOrganization, scopes: ['operator'], organization: null };

/** Every endpoint that needs a key and takes a body, or that a client can send one to. */
const withKey = endpoints.filter(({ access, method }) => access !== 'everybody' && method !== 'get');

/** A path of an endpoint, with the examples of its parameters. */
const pathOf = ({ path, pathParameters }: (typeof endpoints)[number]) =>
  path.replaceAll(/\{(\w+)\}/g, (_all, name) => encodeURIComponent(String(pathParameters?.[name]?.example)));

/** Begins a request to an endpoint, and sends the rest of its body when something has happened after the check of its key. */
async function sendSlowly(
  endpoint: (typeof endpoints)[number],
  key: AuthenticatedKey,
  later: AuthenticatedKey | null,
  overrides: Overrides = {},
): Promise<{ status: number | undefined; body: string }> {
  const lookUps = new EventEmitter();
  const looked = once(lookUps, 'one');
  let accepted: AuthenticatedKey | null = key;
  gateway = await startGateway({
    ...overrides,
    authenticate: async () => {
      lookUps.emit('one');
      return accepted;
    },
  });
  const request = open(`${gateway.url}${pathOf(endpoint)}`, {
    method: endpoint.method.toUpperCase(),
    headers: {
      ...bearer,
      'content-type': endpoint.body?.contentTypes?.[0] ?? 'application/json',
      'content-length': '2',
    },
  });
  const answered = once(request, 'response');
  request.write('{');
  await looked;
  accepted = later;
  request.end('}');
  const [answer] = (await answered) as [IncomingMessage];
  const body = await text(answer);
  await gateway.close();
  gateway = undefined;
  return { status: answer.statusCode, body };
}

it('no endpoint carries out a request whose key is revoked before the end of its body', async () => {
  for (const endpoint of withKey) {
    const key = endpoint.access === 'operator' ? ofOperator : ofOrganization;
    expect((await sendSlowly(endpoint, key, null)).status, endpoint.id).toBe(401);
  }
});

it('no endpoint carries out a request whose organization is suspended before the end of its body', async () => {
  const suspended = { ...ofOrganization, organization: { ...organization, suspended: true } };
  for (const endpoint of withKey.filter(({ access }) => access !== 'operator')) {
    const { status, body } = await sendSlowly(endpoint, ofOrganization, suspended);
    expect(status, endpoint.id).toBe(403);
    expect(body, endpoint.id).toContain('"code":"organization_suspended"');
  }
});

it('a slow request whose key stays accepted counts once for the limits of its key and its address', async () => {
  const counted: string[] = [];
  const endpoint = withKey.find(({ id }) => id === 'createTrunk') ?? expect.fail();
  const rateLimits = {
    count: (name: string) => {
      counted.push(name);
      return null;
    },
    check: () => null,
  };
  const { status } = await sendSlowly(endpoint, ofOrganization, ofOrganization, { rateLimits });
  expect(status).toBe(400);
  expect(counted).toEqual(['address', 'key']);
});
