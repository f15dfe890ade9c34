import createClient from 'openapi-fetch';
import { describe, expect, it } from 'vitest';
import type { paths } from '../../../client/src/generated/interface.js';
import type { Endpoint, RequestExample } from '../../../src/api/http/endpoint.js';
import { createDocument } from '../../../src/api/openapi/document.js';
import { openAdministration } from '../../../src/runtime/administration/open.js';
import { version } from '../../../src/runtime/version.js';
import { expectDocumented } from '../../documented.js';
import { endpoints, usualSettings as settings } from '../../support/interface.js';
import { accounts, useCarriers } from '../support/calls/carriers.js';
import { type Answer, at, autocallsBody, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { operationIdOf, useWorld } from '../support/world.js';

const world = useWorld({ QUOTA_NEW_NUMBERS: '1000' });
/** A world with stand-ins of the carriers, for the only example that needs one. */
const carriers = useCarriers();
const worldOf = ({ id }: Pick<Endpoint, 'id'>) => (id === 'importPhoneNumber' ? carriers : world);

/** An example request of the description, with its example answer. */
interface Example {
  readonly endpoint: Endpoint;
  readonly name: string;
  readonly request: RequestExample | undefined;
  readonly status: number;
  readonly answer: unknown;
}

/** The endpoints whose answers depend on DNS, on a carrier, on livekit-sip or on a signature of LiveKit. Their own tests have all of these. */
const dependOnOthers = [
  ...['readReadiness', 'checkTrunk', 'checkRequest', 'testCallTrunk', 'testCallRequest'],
  'receiveLiveKitWebhook',
];
const askedHere = endpoints.filter(({ id }) => !dependOnOthers.includes(id));

const examples = askedHere.flatMap((endpoint): Example[] =>
  Object.entries(endpoint.answers).flatMap(([status, answer]) =>
    Object.entries(answer.examples ?? {}).map(([name, shown]) => ({
      endpoint,
      name: `${endpoint.id}, ${name}`,
      request: endpoint.body?.examples[name],
      status: Number(status),
      answer: shown,
    })),
  ),
);

/** The endpoints that do not answer 200 here, because the operation or the import has ended or does not exist. */
const otherStatuses: Readonly<Record<string, number>> = {
  cancelOperation: 409,
  // It needs a body, and no example would name a part that is stuck.
  resolveOperation: 400,
  retryOperation: 409,
  retryImport: 409,
  // A finished import would start again and disturb the next test.
  cancelImport: 404,
  readReconciliation: 404,
  readTestCall: 404,
};

describe('the served API description', () => {
  it('the served description contains exactly the examples that these tests send', async () => {
    const document = await (await fetch(`${world.trunkline.url}/openapi.json`)).json();
    expect(document).toEqual(JSON.parse(JSON.stringify(createDocument(endpoints, version))));
    expect(examples.length).toBeGreaterThan(15);
  });
});

describe('a request of the API description', () => {
  it.each(examples)(
    'the example request "$name" gets the example answer',
    async ({ endpoint, request, status, answer: shown }) => {
      const tenant = await worldOf(endpoint).tenant();
      const path = await pathFor(endpoint, tenant);
      await makeWhatIsListed(endpoint, tenant);
      if (endpoint.id === 'importPhoneNumber') rentFor(request?.value);

      const answer = await ask(tenant, endpoint, path, request);

      expect(answer.status).toBe(status);
      expectDocumented(settings, endpoint.method, path, answer);
      expect(withoutIdsAndTimes(answer.body)).toEqual(withoutIdsAndTimes(shown));
      if (endpoint.id === 'beginImport') await endOfImport(tenant, answer);
    },
  );

  it.each(endpoints.filter(({ answers }) => Object.values(answers).every((answer) => !answer.examples)))(
    'the endpoint $id answers as the description says',
    async (endpoint) => {
      const tenant = await world.tenant();
      const path = await pathFor(endpoint, tenant);

      const answer = await ask(tenant, endpoint, path, undefined);

      expectDocumented(settings, endpoint.method, path, answer);
      expect(answer.status).toBe(otherStatuses[endpoint.id] ?? 200);
    },
  );

  it('every request without a key is refused as the description says', async () => {
    const tenant = await world.tenant();
    for (const { method, path } of endpoints.filter(({ access }) => access !== 'everybody')) {
      const address = path.replaceAll(/\{\w+\}/g, '42');

      const answer = await tenant.request(method.toUpperCase(), address, {});

      expect([address, answer.status]).toEqual([address, 401]);
      expectDocumented(settings, method, address, answer);
    }
  });
});

describe('a client generated from the API description', () => {
  const clientOf = (tenant: Tenant) =>
    createClient<paths>({
      baseUrl: world.trunkline.url,
      headers: { authorization: `Bearer ${tenant.key.secret}` },
    });

  it('a generated client can create, change, read and delete a trunk through Autocalls', async () => {
    const client = clientOf(await world.tenant());

    const created = await client.POST('/api/user/phone-numbers/sip-trunks', {
      body: {
        sip_trunk_type: 'number',
        phone_number: '+15551234567',
        sip_username: 'myuser',
        sip_password: 'a-long-password',
        sip_address: 'sip.provider.com',
        sip_calling_format: '+e164',
        inbound_authorization_type: 'ip',
        allowed_inbound_ips: ['203.0.113.7'],
        country_code: 'US',
      },
    });
    const id = created.data?.data && 'id' in created.data.data ? created.data.data.id : 0;
    const params = { path: { id } };
    const read = await client.GET('/api/user/phone-numbers/sip-trunks/{id}', { params });
    const changed = await client.PUT('/api/user/phone-numbers/sip-trunks/{id}', {
      params,
      body: { nickname: 'Front desk', agent_name: 'reception' },
    });
    const listed = await client.GET('/api/user/phone-numbers/sip-trunks', {
      params: { query: { per_page: 10 } },
    });
    const operation = await client.GET('/v1/operations/{id}', {
      params: { path: { id: changed.response.headers.get('x-operation-id') ?? '' } },
    });
    const removed = await client.DELETE('/api/user/phone-numbers/{id}', {
      params: { ...params, header: { 'Idempotency-Key': 'delete-1' } },
    });
    const gone = await client.GET('/api/user/phone-numbers/sip-trunks/{id}', { params });

    expect(created.response.status).toBe(201);
    expect(read.data?.data).toMatchObject({ id, phone_number: '+15551234567' });
    expect(changed.data).toMatchObject({ data: { nickname: 'Front desk' } });
    expect(listed.data).toMatchObject({ total: 1, data: [{ id, nickname: 'Front desk' }] });
    expect(operation.data).toMatchObject({ kind: 'change_trunk', state: 'succeeded' });
    expect(removed.data).toEqual({ message: 'Phone number deleted successfully.' });
    expect(gone.error).toEqual({ error: 'SIP trunk not found.', code: 'trunk_not_found' });
  });

  it('a generated client can create, change, read and delete a number through Zudu', async () => {
    const client = clientOf(await world.tenant());
    const params = { path: { number: '+15551234567' } };

    const created = await client.POST('/api/sio/createSipTrunkDispatch', {
      body: {
        name: 'Main Office SIP Trunk',
        number: '+15551234567',
        outboundPstn: 'sip.gateway.com',
        authUserName: 'sip_user',
        authPassword: 'sip_password',
      },
    });
    const changed = await client.PATCH('/api/phone-numbers/{number}', {
      params,
      body: { inbound_agent_id: 'reception' },
    });
    const read = await client.GET('/api/phone-numbers/{number}', { params });
    const removed = await client.DELETE('/api/phone-numbers/{number}', { params });
    const gone = await client.GET('/api/phone-numbers/{number}', { params });

    expect(created.data?.status).toBe('success');
    expect(changed.data).toMatchObject({ data: { inbound_agent_id: 'reception' } });
    expect(read.data?.data).toMatchObject({ phone_number: '+15551234567', inbound_agent_id: 'reception' });
    expect(removed.data).toMatchObject({ data: { cleanup_results: { dispatch_rule: true } } });
    expect(gone.response.status).toBe(404);
  });
});

/** The path of an endpoint, with names of existing objects in the place of its examples. */
async function pathFor({ id, path, tag, pathParameters }: Endpoint, tenant: Tenant): Promise<string> {
  if (pathParameters === undefined) return path;
  switch (tag) {
    case 'Zudu':
      await tenant.zudu(zuduBody('+15551234567'));
      return path.replace('{number}', '+15551234567');
    case 'Imports':
      return path.replace(
        '{id}',
        otherStatuses[id] === 404 ? String(pathParameters.id?.example) : await finishedImport(tenant),
      );
    case 'Keys':
      return path.replace('{id}', await madeKey(tenant));
    case 'Organizations':
      return path.replace('{id}', tenant.organization.id);
    case 'Numbers': {
      const named = path.replace(/\{(prefix|number)\}/, (_, name) => String(pathParameters[name]?.example));
      if (id === 'unassignNumberRange') await assignRange(tenant, named);
      return named;
    }
    case 'Reconciliations':
    case 'Test calls':
      return path.replace('{id}', String(pathParameters.id?.example));
    default: {
      const created = await tenant.autocalls(autocallsBody('1000'));
      const made = tag === 'Operations' ? operationIdOf(created) : String(at(created.body, 'data', 'id'));
      return path
        .replace('{id}', made)
        .replace('{revision}', '1')
        .replace('{number}', String(pathParameters.number?.example));
    }
  }
}

/** Assigns the range of the example. */
async function assignRange(tenant: Tenant, path: string): Promise<void> {
  const assign = endpoints.find(({ id }) => id === 'assignNumberRange');
  if (assign !== undefined) await ask(tenant, assign, path, assign.body?.examples.owner);
}

/** Makes the key of the example. @returns its id. */
async function madeKey(tenant: Tenant): Promise<string> {
  const create = endpoints.find(({ id }) => id === 'createKey');
  const made = create && (await ask(tenant, create, create.path, create.body?.examples.reader));
  return String(at(made?.body, 'id'));
}

async function finishedImport(tenant: Tenant): Promise<string> {
  const begin = endpoints.find(({ id }) => id === 'beginImport');
  const begun = begin && (await ask(tenant, begin, begin.path, begin.body?.examples.lines));
  return endOfImport(tenant, begun);
}

/** Waits until an import and its workflow have ended. @returns its id. */
async function endOfImport(tenant: Tenant, begun: Answer | undefined): Promise<string> {
  const id = String(at(begun?.body, 'id'));
  await expect.poll(async () => at((await tenant.get(`/v1/imports/${id}`)).body, 'state')).toBe('finished');
  // The workflow reads the rows of the import, which the next test removes.
  await world.temporal.workflow.getHandle(`import/${id}`).result();
  return id;
}

/** Opens the account of an example at the stand-in, with the number to import. */
function rentFor(body: unknown): void {
  carriers.twilio.reset();
  carriers.twilio.open(accounts.twilio.sid, String(at(body, 'auth_token')));
  carriers.twilio.rent(accounts.twilio.sid, String(at(body, 'phone_number')));
}

/** Creates the one trunk that the example of a list shows. */
async function makeWhatIsListed({ method, tag, pathParameters }: Endpoint, tenant: Tenant): Promise<void> {
  if (method === 'get' && tag === 'Autocalls' && pathParameters === undefined) {
    await tenant.autocalls(autocallsBody('1000'));
  }
}

async function ask(
  tenant: Tenant,
  { id, method, access }: Endpoint,
  path: string,
  request: RequestExample | undefined,
): Promise<Answer> {
  const secret = access === 'operator' ? await operatorsSecret() : tenant.key.secret;
  const { value, contentType = 'application/json' } = request ?? {};
  const response = await fetch(`${worldOf({ id }).trunkline.url}${path}`, {
    method: method.toUpperCase(),
    headers: { authorization: `Bearer ${secret}`, 'content-type': contentType },
    ...(value === undefined ? {} : { body: bodyFor(tenant, value) }),
  });
  const text = await response.text();
  const isJson = /[/+]json$/.test(response.headers.get('content-type')?.split(';')[0] ?? '');
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? JSON.parse(text) : text,
  };
}

/** Writes the body of an example, for an organization that exists. */
function bodyFor({ organization }: Tenant, value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replaceAll('org_0123456789abcdef01234567', organization.id);
}

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

/** An answer without its ids and times, which differ each time. */
function withoutIdsAndTimes(answer: unknown): unknown {
  const text = JSON.stringify(answer)
    .replaceAll(/"(ST|SDR)_[A-Za-z0-9]+"/g, '"$1"')
    .replaceAll(/(op|org|rec|imp)_[0-9a-f]+/g, '$1')
    .replaceAll(/"(sk|s3cr3t)_[^"]+"/g, '"$1"')
    .replaceAll(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '"time"')
    .replaceAll(/"(id|trunk_id)":\d+/g, '"$1":0')
    .replaceAll(/"(imported_at|last_modification_timestamp)":\d+/g, '"$1":0');
  return JSON.parse(text);
}
