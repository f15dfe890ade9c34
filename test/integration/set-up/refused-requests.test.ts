import { afterEach, describe, expect, it } from 'vitest';
import { openAdministration } from '../../../src/runtime/administration/open.js';
import { at, autocallsBody, Tenant, zuduBody } from '../support/requests/tenant.js';
import { nothing, useWorld } from '../support/world.js';

const world = useWorld();
const zuduPath = '/api/sio/createSipTrunkDispatch';
const autocallsPath = '/api/user/phone-numbers/sip-trunks';
const envelope = { status: 'error', error: null, data: null };

afterEach(async () => {
  expect(await world.remains()).toEqual(nothing);
  expect(await world.trunkline.rows('select id from operations')).toEqual([]);
});

describe('invalid fields', () => {
  it('Autocalls names all invalid fields at once in the shape of its framework', async () => {
    const tenant = await world.tenant();

    const { status, body } = await tenant.autocalls({
      sip_trunk_type: 'number',
      phone_number: '1000',
      sip_username: 'ab',
      sip_password: 'ab',
      sip_calling_format: 'E164',
      inbound_authorization_type: 'ip',
      allowed_inbound_ips: ['203.0.113.7', '0.0.0.0/0', 'not-an-ip'],
      country_code: 'UK',
      outbound_proxy: true,
    });

    expect(status).toBe(422);
    expect(body).toEqual({
      message: 'The given data was invalid.',
      errors: {
        phone_number: [expect.stringContaining('E.164')],
        sip_username: [expect.stringContaining('between 3 and 128')],
        sip_password: [expect.stringContaining('at least 3')],
        sip_address: ['SIP server address is required.'],
        sip_calling_format: ['SIP calling format must be one of: +e164, e164, national.'],
        'allowed_inbound_ips.1': [expect.stringContaining('wider')],
        'allowed_inbound_ips.2': [expect.stringContaining('CIDR')],
        country_code: [expect.any(String)],
        outbound_proxy: [expect.stringContaining('OUTBOUND_EGRESS_IP')],
      },
    });
  });

  it('Autocalls refuses an empty list of addresses when the authorization is by address', async () => {
    const tenant = await world.tenant();

    const { status, body } = await tenant.autocalls(
      autocallsBody('1000', { inbound_authorization_type: 'ip', allowed_inbound_ips: [] }),
    );

    expect(status).toBe(422);
    expect(body).toEqual({
      message: 'The given data was invalid.',
      errors: {
        allowed_inbound_ips: ['At least one allowed IP address is required when authorization type is "ip".'],
      },
    });
  });

  it('Zudu names all invalid fields at once in its envelope', async () => {
    const tenant = await world.tenant();

    const { status, body } = await tenant.zudu({
      number: '15551234567',
      outboundPstn: 'sip:sip.gateway.com',
      authUserName: '',
    });

    expect(status).toBe(400);
    expect(body).toEqual({
      message: 'Validation failed',
      status: 'error',
      error: {
        name: 'Name is required.',
        number: expect.stringContaining('E.164'),
        outboundPstn: expect.any(String),
        authUserName: 'Authentication username is required.',
        authPassword: 'Authentication password is required.',
      },
      data: null,
      code: 'validation_failed',
    });
  });
});

describe('an unreadable body', () => {
  it('a body that is not JSON is a 400', async () => {
    const tenant = await world.tenant();

    const zudu = await tenant.zudu('{"name":');
    const autocalls = await tenant.autocalls('{"name":');

    const message = 'The request body is not valid JSON.';
    expect(zudu).toMatchObject({ status: 400, body: { message, ...envelope, code: 'invalid_json' } });
    expect(autocalls.status).toBe(400);
    expect(autocalls.body).toEqual({ error: message, code: 'invalid_json' });
  });

  it('a body larger than 64 KiB is a 413', async () => {
    const tenant = await world.tenant();
    const large = zuduBody('+15551234567', { filler: 'x'.repeat(65 * 1024) });

    const zudu = await tenant.zudu(large);
    const autocalls = await tenant.autocalls(large);

    const message = 'The request body is larger than 64 KiB.';
    expect(zudu.status).toBe(413);
    expect(zudu.body).toEqual({ message, ...envelope, code: 'body_too_large' });
    expect(autocalls.status).toBe(413);
    expect(autocalls.body).toEqual({ error: message, code: 'body_too_large' });
  });
});

describe('API keys', () => {
  it('a missing, wrong or partly wrong key is a 401 in the words of the contract', async () => {
    const [tenant, other] = await Promise.all([world.tenant(), world.tenant()]);
    const body = zuduBody('+15551234567');

    const zudu = await tenant.request('POST', zuduPath, { body });
    const wrongHalf = await tenant.zudu(body, { 'x-api-key': other.key.publicId });
    const autocalls = await tenant.autocalls(autocallsBody('1000'), { authorization: 'Bearer s3cr3t_wrong' });

    for (const answer of [zudu, wrongHalf]) {
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual({
        message: 'The API key is missing or not valid.',
        ...envelope,
        code: 'unauthenticated',
        remedy: expect.any(String),
      });
    }
    expect(autocalls.status).toBe(401);
    expect(autocalls.body).toEqual({ message: 'Unauthenticated.', remedy: expect.any(String) });

    const publicId = await tenant.autocalls(autocallsBody('1000'), {
      authorization: `Bearer ${tenant.key.publicId}`,
    });
    expect([publicId.status, at(publicId.body, 'remedy')]).toEqual([
      401,
      expect.stringMatching(
        /^sk_… is the public id of a key, not its secret\. Send Authorization: Bearer <secret>/,
      ),
    ]);
  });

  it('a key without an organisation gets "No Org ID found" from Zudu and a 403 from Autocalls', async () => {
    const owner = await world.tenant();
    const administration = await openAdministration(world.trunkline.env);
    const key = await administration.createKey({ organizationId: null, label: 'nobody' });
    await administration.close();
    const nobody = new Tenant(() => world.trunkline.url, owner.organization, key);

    const zudu = await nobody.zudu(zuduBody('+15551234567'));
    const autocalls = await nobody.autocalls(autocallsBody('1000'));

    expect(zudu.status).toBe(400);
    expect(zudu.body).toEqual({ message: 'No Org ID found', status: 'success', error: null, data: null });
    expect(autocalls.status).toBe(403);
    expect(autocalls.body).toEqual({ message: 'This API key does not belong to an organization.' });
  });
});

describe('paths and methods', () => {
  it('an unknown path is a 404 as JSON in the style of its contract', async () => {
    const tenant = await world.tenant();

    const zudu = await tenant.get('/api/sio/nothing');
    const autocalls = await tenant.get('/api/user/nothing');
    const trunk = await tenant.get(`${autocallsPath}/4711`);
    const elsewhere = await tenant.get('/nothing');

    const message = 'There is nothing at this address.';
    expect(zudu).toMatchObject({ status: 404, body: { message, ...envelope, code: 'not_found' } });
    expect(autocalls).toMatchObject({ status: 404, body: { error: message, code: 'not_found' } });
    expect(trunk).toMatchObject({ status: 404, body: { error: 'SIP trunk not found.' } });
    expect(elsewhere).toMatchObject({
      status: 404,
      body: { status: 404, detail: message, code: 'not_found' },
    });
    expect(elsewhere.headers.get('content-type')).toContain('application/problem+json');
  });

  it('a known path with another method is a 405 that names the allowed methods', async () => {
    const tenant = await world.tenant();

    const zudu = await tenant.get(zuduPath);
    const autocalls = await tenant.request('PATCH', autocallsPath, {});

    const message = 'This address does not support the method of the request.';
    expect(zudu).toMatchObject({ status: 405, body: { message, ...envelope, code: 'method_not_allowed' } });
    expect(autocalls).toMatchObject({ status: 405, body: { error: message, code: 'method_not_allowed' } });
    expect([zudu.headers.get('allow'), autocalls.headers.get('allow')]).toEqual(['POST', 'GET, HEAD, POST']);
  });
});

describe('health checks', () => {
  it('the service is ready while Temporal, the database and LiveKit answer', async () => {
    const tenant = await world.tenant();

    expect(await tenant.request('GET', '/healthz', {})).toMatchObject({
      status: 200,
      body: { status: 'ok' },
    });
    expect(await tenant.request('GET', '/readyz', {})).toMatchObject({
      status: 200,
      body: {
        status: 'ready',
        components: { temporal: true, database: true, livekit: true },
        livekit: 'ready',
        sip: 'unknown',
      },
    });
  });

  it('a start with a wrong LiveKit secret says so in one line, and the service is not ready', async () => {
    const { trunkline } = world;
    await trunkline.stop();
    const before = trunkline.log.length;
    await trunkline.startAgain({ LIVEKIT_API_SECRET: 'a-secret-that-this-livekit-does-not-know' });
    try {
      const errors = () =>
        trunkline.log.slice(before).flatMap((line) => {
          const { level, msg, livekit } = JSON.parse(line) as Record<string, unknown>;
          return level === 50 ? [{ msg, livekit }] : [];
        });
      const msg = expect.stringMatching(
        /^LiveKit rejects the API key or the secret .*LIVEKIT_API_SECRET[.]$/,
      );
      await expect.poll(errors).toEqual([{ livekit: 'rejected', msg }]);
      const ready = await fetch(`${trunkline.url}/readyz`);
      expect([ready.status, await ready.json()]).toEqual([
        503,
        expect.objectContaining({ livekit: 'rejected' }),
      ]);
    } finally {
      await trunkline.stop();
      await trunkline.startAgain();
    }
  });
});
