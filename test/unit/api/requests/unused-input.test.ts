import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { closeName, unknownName } from '../../../../src/api/http/fields.js';
import { unknownFields } from '../../../../src/api/http/input.js';
import type { ChangeReading } from '../../../../src/domain/change/change.js';
import type { SipAddress, Trunk } from '../../../../src/domain/trunk/trunk.js';
import { endpoints } from '../../../support/interface.js';
import { type Answer, type Gateway, type RequestOptions, startGateway } from '../gateway.js';
import {
  autocallsBody,
  autocallsPath,
  bearer,
  cidr,
  did,
  operationId,
  readTrunkObject,
  trunk,
  trunkObject,
  zuduBody,
  zuduPath,
} from '../samples.js';

const numberPath = '/api/phone-numbers/+15551234567';
const strict = { Prefer: 'handling=strict' };

/** The trunk that changes find. */
let present: Trunk = trunk();
let readings: ChangeReading[] = [];
let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway({
    changeTrunk: async ({ changesOf }) => {
      const reading = changesOf(present);
      readings.push(reading);
      return reading.ok
        ? { kind: 'changed', operationId, trunk: present }
        : { kind: 'invalid', problems: reading.problems };
    },
    listTrunks: async () => ({ trunks: [trunk()], total: 1 }),
    findTrunk: async () => trunk(),
    tearDownTrunk: async () => ({ kind: 'torn_down', operationId, trunk: trunk(), leftAtCarrier: false }),
  });
});

afterAll(() => gateway.close());

beforeEach(() => {
  present = trunk();
  readings = [];
  gateway.commands.length = 0;
});

const send = (method: string, path: string, options: RequestOptions = {}) =>
  gateway.request(method, path, { ...options, headers: { ...bearer, ...options.headers } });
const warningsIn = ({ body }: Answer): unknown => Reflect.get(Object(body), 'warnings');
const errorsIn = ({ body }: Answer): unknown =>
  Reflect.get(Object(body), 'errors') ?? Reflect.get(Object(body), 'error');

describe('every route of /v1', () => {
  const routes = endpoints.filter(({ path, access }) => path.startsWith('/v1/') && access !== 'everybody');
  const example: Readonly<Record<string, string>> = { number: '+15551234567', revision: '1' };
  const addressOf = ({ path, pathParameters = {} }: (typeof routes)[number]) =>
    path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
      encodeURIComponent(example[name] ?? String(pathParameters[name]?.example ?? '')),
    );
  const asked = (route: (typeof routes)[number], query: string, body?: object) =>
    gateway.request(route.method.toUpperCase(), `${addressOf(route)}${query}`, {
      headers: {
        Authorization: `Bearer ${route.access === 'operator' ? 's3cr3t_operator' : 's3cr3t_owner'}`,
        ...(route.id === 'beginImport' ? { 'Content-Type': 'text/csv' } : {}),
      },
      ...(body === undefined ? {} : { body }),
    });

  it.each(routes)('$id refuses a parameter that it does not know, and names it', async (route) => {
    const answer = await asked(route, '?no_such_parameter=1');
    expect([answer.status, answer.body]).toMatchObject([
      400,
      { code: 'validation_failed', errors: { no_such_parameter: [expect.any(String)] } },
    ]);
  });

  it.each(routes.filter(({ method, id }) => method !== 'get' && id !== 'beginImport'))(
    '$id refuses a field that it does not know, and names it',
    async (route) => {
      const answer = await asked(route, '', { no_such_field: 1 });
      expect([answer.status, answer.body]).toMatchObject([
        400,
        {
          code: 'validation_failed',
          errors: { no_such_field: [expect.stringMatching(/^no_such_field is not/)] },
        },
      ]);
    },
  );

  const withParameters = routes.flatMap((route) =>
    Object.keys(route.query ?? {}).map((name) => ({ ...route, name })),
  );

  it.each(withParameters)('$id refuses $name twice, and without a value', async ({ name, ...route }) => {
    const twice = await asked(route, `?${name}=1&${name}=1`);
    expect(twice.body).toMatchObject({ errors: { [name]: expect.anything() } });
    expect(JSON.stringify(twice.body)).toContain(`${name} is given more than once`);
    const isFlag = route.query?.[name]?.aloneMeansTrue === true;
    for (const query of [`?${name}=`, ...(isFlag ? [] : [`?${name}`])]) {
      const empty = await asked(route, query);
      expect([empty.status, empty.body]).toMatchObject([400, { errors: { [name]: expect.anything() } }]);
    }
  });

  it('names the unknown field and every other problem of a body at once', async () => {
    const answer = await send('POST', '/v1/keys', { body: { lable: 'x', scopes: [] } });
    expect(errorsIn(answer)).toEqual({
      lable: ['lable is not a field; did you mean label?'],
      scopes: ['Scopes must not be empty.'],
    });
  });

  it('takes an empty object where it takes no body, as some clients always send one', async () => {
    const { status } = await send('POST', `/v1/operations/${operationId}/cancel`, { body: {} });
    expect(status).toBe(404);
    const list = await send('POST', `/v1/operations/${operationId}/cancel`, { body: '[1]' });
    expect(errorsIn(list)).toEqual({ body: ['The body is not used: this request takes none.'] });
  });
});

describe('a contract', () => {
  it.each<[string, string, object, unknown]>([
    [
      'POST',
      zuduPath,
      { ...zuduBody, allowed_inbound_ip: ['203.0.113.7'] },
      'allowed_inbound_ip is not a field; did you mean allowed_inbound_ips?',
    ],
    [
      'POST',
      autocallsPath,
      { ...autocallsBody, sipUsername: 'x' },
      'sipUsername is not a field; did you mean sip_username?',
    ],
    [
      'PUT',
      `${autocallsPath}/42`,
      { password: 'another password' },
      'password is not a field; did you mean sip_password?',
    ],
    [
      'PUT',
      '/api/user/phone-numbers/42',
      { nick_name: 'x' },
      'nick_name is not a field; did you mean nickname?',
    ],
    [
      'PATCH',
      numberPath,
      { authPassword: 'another password' },
      expect.stringMatching(/^authPassword is not a field; known are: /),
    ],
    ['PATCH', numberPath, { transprot: 'tcp' }, 'transprot is not a field; did you mean transport?'],
    ['DELETE', `${autocallsPath}/42`, { force: true }, 'force is not a field; this request takes none.'],
  ])(
    'warns of an unknown field in %s %s, and refuses it if the caller prefers that',
    async (method, path, body, warning) => {
      const [name = ''] = Object.keys(body).slice(-1);
      const lenient = await send(method, path, { body });
      expect([200, 201]).toContain(lenient.status);
      expect(warningsIn(lenient)).toContainEqual(warning);
      expect(lenient.headers.get('preference-applied')).toBeNull();

      gateway.commands.length = 0;
      readings = [];
      const refused = await send(method, path, { body, headers: strict });
      expect([400, 422]).toContain(refused.status);
      expect(JSON.stringify(errorsIn(refused))).toContain(`${name} is not a field`);
      expect(refused.headers.get('preference-applied')).toBe('handling=strict');
      expect([gateway.commands, readings]).toEqual([[], []]);
    },
  );

  it('follows the preference where there is nothing to refuse, and says so', async () => {
    const answer = await send('POST', zuduPath, { body: zuduBody, headers: strict });
    expect([answer.status, answer.headers.get('preference-applied')]).toEqual([200, 'handling=strict']);
  });

  it('names all problems at once when it refuses unknown fields', async () => {
    const { sip_address: _left, ...body } = autocallsBody;
    const answer = await send('POST', autocallsPath, { body: { ...body, sip_adress: 'x' }, headers: strict });
    expect(errorsIn(answer)).toEqual({
      sip_address: ['SIP server address is required.'],
      sip_adress: ['sip_adress is not a field; did you mean sip_address?'],
    });
  });

  it('hints at the misspelled field when it refuses a request because of what is missing', async () => {
    const { sip_address: _left, ...body } = autocallsBody;
    const answer = await send('POST', autocallsPath, { body: { ...body, sip_adress: 'x' } });
    expect([answer.status, answer.body]).toMatchObject([
      422,
      {
        errors: { sip_address: ['SIP server address is required.'] },
        warnings: ['sip_adress is not a field; did you mean sip_address?'],
      },
    ]);
  });

  it.each([
    ['?size=5', 'size is not a parameter; known are: page, per_page.'],
    ['?per-page=5', 'per-page is not a parameter; did you mean per_page?'],
    ['?page=1&page=2', 'page is given more than once; only one value can be used.'],
    ['?per_page=', 'per_page has no value; leave it out if none is meant.'],
  ])(
    'warns of %s in the body of a list, and refuses it if the caller prefers that',
    async (query, warning) => {
      expect(warningsIn(await send('GET', `${autocallsPath}${query}`))).toEqual([warning]);
      const refused = await send('GET', `${autocallsPath}${query}`, { headers: strict });
      expect([refused.status, Object.values(Object(errorsIn(refused)))]).toEqual([422, [[warning]]]);
    },
  );

  it('warns in a header where the documented answer is an array', async () => {
    const answer = await send('GET', '/api/user/assistants/phone-numbers?typ=inbound&x%22%0a=1');
    expect(answer.body).toEqual([expect.objectContaining({ id: 42 })]);
    expect(answer.headers.get('x-warnings')).toBe(
      '"typ is not a parameter; did you mean type?", "x\\"U+000A is not a parameter; known are: type."',
    );
  });

  it('warns in a header of an error, which has no room for it', async () => {
    const answer = await send('GET', `${numberPath}?x=1`);
    expect([answer.status, answer.headers.get('x-warnings')]).toEqual([
      404,
      '"x is not a parameter; this request takes none."',
    ]);
  });

  it('reads if_unused without a value as true, and warns of one that is empty or given twice', async () => {
    const path = `${autocallsPath}/42`;
    expect(warningsIn(await send('DELETE', `${path}?if_unused`))).toBeUndefined();
    expect(warningsIn(await send('DELETE', `${path}?if_unused=`))).toHaveLength(1);
    expect(warningsIn(await send('DELETE', `${path}?if_unused=1&if_unused=0`))).toHaveLength(1);
    expect(warningsIn(await send('DELETE', `${path}?if_unsued=1`))).toEqual([
      'if_unsued is not a parameter; did you mean if_unused?',
    ]);
  });

  it('accepts what it has shown without a warning, and warns of what is different', async () => {
    const { created_at: _left, ...shown } = trunkObject;
    expect(
      warningsIn(await send('PUT', `${autocallsPath}/42`, { body: readTrunkObject, headers: strict })),
    ).toBeUndefined();
    const answer = await send('PUT', `${autocallsPath}/42`, { body: { ...shown, id: 43, status: 'off' } });
    expect(warningsIn(answer)).toEqual(['id cannot be changed.', 'status cannot be changed.']);
    const number = await send('PATCH', numberPath, { body: { dispatch_rule_id: 'SDR_other' } });
    expect(warningsIn(number)).toEqual(['dispatch_rule_id cannot be changed.']);
  });
});

describe('a value that a contract drops', () => {
  const byBoth = { inbound_authorization_type: 'auth', allowed_inbound_ips: ['203.0.113.7'] };
  const dropped = expect.stringMatching(
    /^allowed_inbound_ips is not used when inbound_authorization_type is "auth"/,
  );

  it('is an address beside credentials: it is reported by a set-up and a change, or refused', async () => {
    const body = { ...autocallsBody, ...byBoth };
    expect(warningsIn(await send('POST', autocallsPath, { body }))).toEqual([dropped]);
    expect(warningsIn(await send('PUT', `${autocallsPath}/42`, { body: byBoth }))).toEqual([dropped]);
    const alone = { allowed_inbound_ips: ['203.0.113.7'] };
    expect(warningsIn(await send('PUT', `${autocallsPath}/42`, { body: alone }))).toEqual([dropped]);
    gateway.commands.length = 0;
    for (const [method, path, given] of [
      ['POST', autocallsPath, body],
      ['PUT', `${autocallsPath}/42`, byBoth],
    ] as const) {
      const refused = await send(method, path, { body: given, headers: strict });
      expect([refused.status, errorsIn(refused)]).toEqual([422, { allowed_inbound_ips: [dropped] }]);
    }
    expect(gateway.commands).toEqual([]);
  });

  it('is no address of a trunk that keeps it', async () => {
    present = trunk({ inboundAuthorization: { digest: true, allowed: [cidr('203.0.113.8/32')] } });
    const body = { allowed_inbound_ips: ['203.0.113.7'] };
    expect(warningsIn(await send('PUT', `${autocallsPath}/42`, { body }))).toBeUndefined();
    const list = { ...autocallsBody, inbound_authorization_type: 'auth', allowed_inbound_ips: [] };
    expect(warningsIn(await send('POST', autocallsPath, { body: list }))).toBeUndefined();
  });

  it('is a country that the number does not belong to', async () => {
    const ofNumber = { sip_trunk_type: 'number', phone_number: '+493012345670' };
    const answer = await send('POST', autocallsPath, { body: { ...autocallsBody, ...ofNumber } });
    expect(warningsIn(answer)).toEqual(['country_code US is not used: the number belongs to DE.']);
    present = trunk({ number: { kind: 'number', value: did('+15551234567') } });
    const change = await send('PUT', `${autocallsPath}/42`, { body: { country_code: 'de' } });
    expect(warningsIn(change)).toEqual(['country_code de is not used: the number belongs to US.']);
  });

  it('is a label beside another nickname', async () => {
    const answer = await send('PATCH', numberPath, { body: { label: 'one', nickname: 'two' } });
    expect(warningsIn(answer)).toEqual([
      'label is not used beside nickname, because both mean the same field.',
    ]);
    const same = await send('PATCH', numberPath, { body: { label: 'one', nickname: 'one' } });
    expect(warningsIn(same)).toBeUndefined();
  });
});

describe('an invisible character', () => {
  const characters = [
    '\u200b',
    '\u00a0',
    '\u202c',
    '\u2028',
    '\ufeff',
    '\u00ad',
    '\u3000',
    '\u3164',
    '\u0007',
    '\u{e0041}',
  ];
  const codeOf = (character: string) =>
    `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const fields: readonly [string, string, object, string][] = [
    ...['phone_number', 'sip_username', 'sip_address', 'nickname', 'agent_name', 'country_code'].map(
      (name): [string, string, object, string] => ['POST', autocallsPath, autocallsBody, name],
    ),
    ...['number', 'name', 'outboundPstn', 'authUserName', 'agent_name'].map(
      (name): [string, string, object, string] => ['POST', zuduPath, zuduBody, name],
    ),
    ...['sip_username', 'sip_address', 'nickname'].map((name): [string, string, object, string] => [
      'PUT',
      `${autocallsPath}/42`,
      {},
      name,
    ]),
    ...['nickname', 'label', 'inbound_agent_id', 'number_provider', 'inbound_webhook_url'].map(
      (name): [string, string, object, string] => ['PATCH', numberPath, {}, name],
    ),
    ['POST', '/v1/keys', {}, 'label'],
  ];

  it.each(fields)(
    'in %s %s %j is refused in the field %s by its code point',
    async (method, path, body, name) => {
      for (const character of characters) {
        const value = `my${character}user`;
        const answer = await send(method, path, { body: { ...body, [name]: value } });
        expect([400, 422]).toContain(answer.status);
        expect(JSON.stringify(Reflect.get(Object(errorsIn(answer)), name))).toContain(codeOf(character));
      }
      expect(gateway.commands).toEqual([]);
    },
  );

  it('in a password causes a warning, and the password is used as it is', async () => {
    const answer = await send('POST', zuduPath, {
      body: { ...zuduBody, authPassword: 'correct\u00a0horse battery' },
    });
    expect([answer.status, warningsIn(answer)]).toEqual([200, [expect.stringContaining('U+00A0')]]);
    expect(gateway.commands[0]?.request.password.reveal()).toBe('correct\u00a0horse battery');
  });

  it('that can be seen, or that is the space, is none', async () => {
    const nickname = 'Zoë’s “desk” — 日本 ☎️ 7';
    const { status } = await send('PUT', '/api/user/phone-numbers/42', { body: { nickname } });
    expect([status, readings]).toEqual([200, [{ ok: true, value: { nickname } }]]);
  });
});

describe('the search for unknown names', () => {
  const schema = z.union([
    z.object({
      outer: z.object({ inner: z.string() }).optional(),
      list: z.array(z.object({ at: z.number() })),
    }),
    z.strictObject({ other: z.string() }),
  ]);

  it.each<[unknown, readonly string[]]>([
    [{ outer: { inner: '' }, other: '', list: [] }, []],
    [{ outer: { iner: '' } }, ['outer.iner']],
    [{ list: [{ at: 1 }, { ta: 1 }], x: { y: 1 } }, ['list.1.ta', 'x']],
    [[{ outer: 1 }], []],
    [null, []],
    [JSON.parse('{"__proto__":1,"toString":2}'), ['__proto__', 'toString']],
  ])('finds them at every depth of %j: %j', (body, paths) => {
    expect(unknownFields([schema], body).map(({ path }) => path)).toEqual(paths);
  });

  it.each<[string, string | null]>([
    ['sip_adress', 'sip_address'],
    ['sipAddress', 'sip_address'],
    ['SIP-Address', 'sip_address'],
    ['address', 'sip_address'],
    ['q', null],
    ['phone_number', null],
  ])('takes %s for %s', (name, known) => {
    expect(closeName(name, ['sip_address', 'ip', 'limit'])).toBe(known);
  });

  it('writes what cannot be seen in a name as its code point, and shortens the name', () => {
    expect(unknownName('field', `a\u200b"${'x'.repeat(100)}`, ['b'])).toMatch(
      /^aU\+200B"x{60,61} is not a field; known are: b\.$/,
    );
  });
});

it('a trunk of the other contract keeps its port in a change that repeats it', async () => {
  present = trunk({ outboundAddress: 'sip.provider.com:5070' as SipAddress });
  const body = { ...trunkObject, port: 5070 };
  expect(warningsIn(await send('PUT', `${autocallsPath}/42`, { body }))).toBeUndefined();
});
