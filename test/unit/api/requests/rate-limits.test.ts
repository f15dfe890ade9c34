import { afterEach, describe, expect, it } from 'vitest';
import { clientNetwork } from '../../../../src/api/http/rate-limits.js';
import type { RateLimits, RateName, RateState } from '../../../../src/domain/limits.js';
import { guardedAuthentication } from '../../../../src/runtime/authentication.js';
import { type Answer, type Gateway, startGateway } from '../gateway.js';
import { autocallsPath, bearer, organizationId, zuduPath } from '../samples.js';

let gateway: Gateway | undefined;

afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

/** Allows so many of a name for each subject, in a window that never ends. */
function limitsOf(most: Partial<Record<RateName, number>>): RateLimits & { readonly counted: string[] } {
  const counted: string[] = [];
  const check = (name: RateName, subject: string): RateState | null => {
    const allowedInAll = most[name];
    if (allowedInAll === undefined) return null;
    const used = counted.filter((each) => each === `${name} ${subject}`).length;
    return {
      ...{ name, most: allowedInAll, windowSeconds: 10, resetsInSeconds: 7 },
      ...{ allowed: used < allowedInAll, remaining: allowedInAll - used },
    };
  };
  return {
    counted,
    check,
    count: (name, subject) => {
      const before = check(name, subject);
      if (before === null || !before.allowed) return before;
      counted.push(`${name} ${subject}`);
      return { ...before, remaining: before.remaining - 1 };
    },
  };
}

const limited = {
  'retry-after': '7',
  ratelimit: '"key";r=0;t=7',
  'ratelimit-policy': '"key";q=1;w=10',
};

function headersOf({ headers }: Answer): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name in limited));
}

const wrong = { headers: { authorization: 'Bearer s3cr3t_wrong' } };

describe('a key that asks too often', () => {
  it.each([
    ['Autocalls', `${autocallsPath}/1`, { code: 'rate_limited', error: expect.stringMatching(/^Too many/) }],
    ['Zudu', zuduPath, { status: 'error', code: 'rate_limited', data: null, error: null }],
    ['v1', '/v1/trunks', { status: 429, code: 'rate_limited', type: '/docs/errors#rate_limited' }],
  ])('is answered in the format of %s, with the time to wait', async (_contract, path, body) => {
    gateway = await startGateway({ rateLimits: limitsOf({ key: 1 }) });

    const first = await gateway.request('GET', '/v1/trunks', { headers: bearer });
    const second = await gateway.request(path === zuduPath ? 'POST' : 'GET', path, { headers: bearer });

    expect(first.status).toBe(200);
    expect(headersOf(first)).toEqual({ ratelimit: '"key";r=0;t=7', 'ratelimit-policy': '"key";q=1;w=10' });
    expect(second).toMatchObject({ status: 429, body });
    expect(headersOf(second)).toEqual(limited);
  });
});

describe('an address that asks too often', () => {
  it('an address is refused before its key is looked up, also by endpoints without keys', async () => {
    let lookUps = 0;
    gateway = await startGateway({
      rateLimits: limitsOf({ address: 1 }),
      authenticate: async () => {
        lookUps += 1;
        return null;
      },
    });

    expect((await gateway.request('GET', '/healthz')).status).toBe(200);
    expect((await gateway.request('GET', '/healthz')).status).toBe(429);
    expect((await gateway.request('GET', '/v1/trunks', wrong)).status).toBe(429);
    expect(lookUps).toBe(0);
  });

  it.each([
    ['a page for people', 'GET', '/docs'],
    ['a page that does not exist', 'GET', '/nowhere'],
    ['a path of an endpoint, with another method', 'DELETE', '/v1/trunks'],
  ])('%s counts for the address, and its refusals may be delayed', async (_what, method, path) => {
    const delayed: string[] = [];
    gateway = await startGateway({
      rateLimits: limitsOf({ address: 1 }),
      refusalDelay: { wait: async (client) => delayed.push(client) > 0 },
    });

    const first = await gateway.request(method, path);
    const second = await gateway.request(method, path);

    expect(first.status).not.toBe(429);
    expect(second).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(delayed).toEqual(['127.0.0.1']);
  });

  it.each(['/healthz', '/docs'])(
    'the connection ends with a refusal of %s that is not delayed because too many are',
    async (path) => {
      gateway = await startGateway({
        rateLimits: limitsOf({ address: 0 }),
        refusalDelay: { wait: async () => false },
      });

      const answer = await gateway.request('GET', path);

      expect(answer.status).toBe(429);
      expect(answer.headers.get('connection')).toBe('close');
    },
  );

  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2::3', '32.1.13.184.0.1.0.2/64'],
    ['2001:db8:1:2:ffff::4', '32.1.13.184.0.1.0.2/64'],
    ['no address', 'unknown'],
  ])('%s counts as %s', (ip, network) => {
    expect(clientNetwork({ ip })).toBe(network);
  });
});

describe('attempts with keys that are not valid', () => {
  it('an address with too many failures is refused with the time to wait, except with keys that were valid before', async () => {
    const rateLimits = limitsOf({ failed_authentication: 2 });
    const owner = {
      publicId: 'sk_owner',
      scopes: ['operator'],
      allowedAddresses: [],
      organization: null,
    } as const;
    const asked: string[] = [];
    const known = new Set<string>();
    gateway = await startGateway({
      rateLimits,
      authenticate: guardedAuthentication(
        {
          find: async (secret, _publicId, knownOnly = false) => {
            if (knownOnly) return known.has(secret.reveal()) ? owner : null;
            asked.push(secret.reveal());
            if (secret.reveal() !== 's3cr3t_owner') return null;
            known.add(secret.reveal());
            return owner;
          },
        },
        rateLimits,
      ),
    });
    const { request } = gateway;
    const ofOwner = () => request('GET', '/v1/reconciliations', { headers: bearer });

    const first = await ofOwner();
    const guesses = await Promise.all([1, 2, 3, 4, 5].map(() => request('GET', '/v1/trunks', wrong)));

    expect(guesses.map(({ status }) => status).sort()).toEqual([401, 401, 429, 429, 429]);
    expect(asked, 'the others are not looked up').toEqual(['s3cr3t_owner', 's3cr3t_wrong', 's3cr3t_wrong']);
    const refused = guesses.find(({ status }) => status === 429);
    expect(refused?.headers.get('ratelimit')).toBe('"failed_authentication";r=0;t=7');
    expect(refused?.headers.get('retry-after')).toBe('7');
    expect([first.status, (await ofOwner()).status]).toEqual([200, 200]);
  });
});

describe('a flood of requests', () => {
  it('the requests of an organization, of a key without one and of a network without a key are interleaved with those of others', async () => {
    const begun: string[] = [];
    gateway = await startGateway({ interleaving: { begin: async (client) => void begun.push(client) } });
    const nobody = { headers: { authorization: 'Bearer s3cr3t_nobody' } };

    for (const headers of [{ headers: bearer }, nobody, wrong, {}])
      await gateway.request('GET', '/v1/trunks', headers);

    expect(begun).toEqual([organizationId, 'sk_nobody', '127.0.0.1', '127.0.0.1']);
  });

  it('an answer with Retry-After may be delayed, whatever its reason, and no other answer', async () => {
    const delayed: string[] = [];
    const rateLimits = limitsOf({ key: 4 });
    gateway = await startGateway({
      ...{ rateLimits, refusalDelay: { wait: async (client) => delayed.push(client) > 0 } },
      tearDownTrunk: async () => ({ kind: 'unavailable', component: 'capacity', retryAfterSeconds: 3 }),
    });
    const { request } = gateway;
    const path = `${autocallsPath}/1`;

    const statuses: number[] = [];
    for (const [method, at] of [
      ['DELETE', path],
      ['GET', '/v1/trunks'],
      ['GET', '/v1/trunks/x'],
      ['POST', zuduPath],
      ['GET', '/v1/trunks'],
    ] as const)
      statuses.push((await request(method, at, { headers: bearer })).status);

    expect(statuses).toEqual([503, 200, 404, 400, 429]);
    expect(delayed).toEqual([organizationId, organizationId]);
  });
});
