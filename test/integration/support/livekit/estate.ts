import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Names } from '../../../support/names.js';
import { at, type Tenant, zuduBody } from '../requests/tenant.js';
import { operationIdOf, type World } from '../world.js';

/** The trunks, numbers, operations and imports of one organisation, by their state. */
export interface Estate {
  readonly tenant: Tenant;
  readonly idempotencyKey: string;
  /** The names of a trunk, its number, an operation and an import in each state, and of a test call that is over. */
  readonly status: Readonly<Record<OperationStatus, Names>>;
}

/** `kept`: everything is done and exists. `gone`: the trunk is deleted, the operation failed. `under_way`: it cannot end. */
export const statuses = ['kept', 'gone', 'under_way'] as const;
export type OperationStatus = (typeof statuses)[number];

const patienceMs = 30_000;

const refused = { kind: 'answer', status: 400, code: 'invalid_argument' } as const;
const outage = { kind: 'answer', status: 500 } as const;

/**
 * Gives an organisation a trunk, an operation and an import in each state. LiveKit refuses every removal from then on, so
 * that a tear-down, a compensation and an import run until the test ends and change no row.
 * @param block the first digits of the numbers; no other estate uses them.
 */
export async function buildEstate(world: World, block: string): Promise<Estate> {
  const tenant = await world.tenant('reception of the owner');
  const idempotencyKey = 'a key of the owner';
  const number = (last: number) => `${block}${String(last).padStart(2, '0')}`;
  const setUp = async (of: string, headers: Record<string, string> = {}) => {
    const answer = await tenant.zudu(zuduBody(of, { name: `Owner's ${of}` }), headers);
    return { answer, operation: operationIdOf(answer), trunk: await trunkWith(of) };
  };
  const trunkWith = async (of: string) => {
    const [row] = await world.trunkline.rows(`select id from trunks where phone_number = '${of}'`);
    return Number(row?.id ?? 0);
  };
  const change = (trunk: number, nickname: string) =>
    request(tenant, 'PUT', `/api/user/phone-numbers/${trunk}`, { nickname });

  const kept = await setUp(number(1), { 'Idempotency-Key': idempotencyKey });
  expect(await change(kept.trunk, "Owner's second name")).toMatchObject({ status: 200 });
  const finished = await importOf(tenant, [number(2)]);
  await until(async () => (await stateOf(tenant, finished)) === 'finished');

  const call = await request(tenant, 'POST', `/v1/trunks/${kept.trunk}/test-call`, { to: '+13105550123' });
  expect(call.status).toBe(200);
  const testCall = String(at(call.body, 'id'));

  const gone = await setUp(number(3));
  expect(await request(tenant, 'DELETE', `/api/phone-numbers/${number(3)}`)).toMatchObject({ status: 200 });
  world.proxy.plan('CreateSIPDispatchRule', refused);
  const failed = await tenant.zudu(zuduBody(number(4)));
  expect(failed.status).toBe(500);
  world.proxy.plan('CreateSIPDispatchRule', refused);
  const lost = await importOf(tenant, [number(5)]);
  await until(async () => (await stateOf(tenant, lost)) === 'finished');

  const leaving = await setUp(number(6));
  await world.setUpsEnded();
  for (const method of ['DeleteSIPTrunk', 'DeleteSIPDispatchRule'] as const) {
    world.proxy.plan(method, outage, Infinity);
  }
  const prefer = { Prefer: 'respond-async' };
  expect(await request(tenant, 'DELETE', `/api/phone-numbers/${number(6)}`, undefined, prefer)).toMatchObject(
    { status: 202 },
  );
  world.proxy.plan('CreateSIPDispatchRule', refused, 2);
  const compensating = await tenant.zudu(zuduBody(number(7)), prefer);
  await until(
    async () => at((await tenant.operation(operationIdOf(compensating))).body, 'state') === 'compensating',
  );
  const stuck = await importOf(tenant, [number(8)]);
  await until(
    async () => at((await tenant.get(`/v1/imports/${stuck}`)).body, 'counts', 'compensating') === 1,
  );

  const newKey = async () => String(at((await request(tenant, 'POST', '/v1/keys', {})).body, 'id'));
  const [usable, revoked, expiring] = [await newKey(), await newKey(), await newKey()];
  await request(tenant, 'DELETE', `/v1/keys/${revoked}`);
  await request(tenant, 'POST', `/v1/keys/${expiring}/rotate`, { overlap_hours: 1 });

  return {
    tenant,
    idempotencyKey,
    status: {
      kept: {
        trunk: kept.trunk,
        number: number(1),
        operation: kept.operation,
        import: finished,
        testCall,
        key: usable,
      },
      gone: {
        trunk: gone.trunk,
        number: number(3),
        operation: operationIdOf(failed),
        import: lost,
        testCall,
        key: revoked,
      },
      under_way: {
        trunk: leaving.trunk,
        number: number(6),
        operation: operationIdOf(compensating),
        import: stuck,
        testCall,
        key: expiring,
      },
    },
  };
}

const head =
  'phone_number,nickname,sip_username,sip_password,sip_address,sip_calling_format,inbound_authorization_type';

/** The CSV file of an import of these numbers. */
export function fileOf(numbers: readonly string[]): string {
  const line = (of: string) => `${of},Owner's ${of},sip_user,sip_password,sip.gateway.com,+e164,auth`;
  return [head, ...numbers.map(line), ''].join('\n');
}

async function importOf(tenant: Tenant, numbers: readonly string[]): Promise<string> {
  const answer = await request(tenant, 'POST', '/v1/imports', fileOf(numbers), {
    'content-type': 'text/csv',
  });
  expect(answer.status).toBe(202);
  return String(at(answer.body, 'id'));
}

/** Polls until a condition holds. `expect.poll` works only in tests, and an estate is built in a hook. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const since = performance.now(); !(await isSo()); await sleep(50)) {
    if (performance.now() - since > patienceMs)
      throw new Error('The estate did not reach its state in time.');
  }
}

async function stateOf(tenant: Tenant, id: string): Promise<unknown> {
  return at((await tenant.get(`/v1/imports/${id}`)).body, 'state');
}

function request(
  tenant: Tenant,
  method: string,
  path: string,
  body?: object | string,
  headers: Record<string, string> = {},
) {
  return tenant.request(method, path, {
    headers: { authorization: `Bearer ${tenant.key.secret}`, ...headers },
    ...(body === undefined ? {} : { body }),
  });
}
