import { afterEach, describe, expect, it } from 'vitest';
import type { TrunkChanges } from '../../../../src/domain/change/change.js';
import type { Extension, Trunk } from '../../../../src/domain/trunk/trunk.js';
import { type Gateway, startGateway } from '../gateway.js';
import { autocallsBody, autocallsPath, bearer, importLine, operationId, trunk } from '../samples.js';

let gateway: Gateway | undefined;

afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

const refused = ['Phone number must not be an emergency number.'];

async function create(fields: object) {
  gateway ??= await startGateway();
  return gateway.request('POST', autocallsPath, { headers: bearer, body: { ...autocallsBody, ...fields } });
}

/** Changes a trunk with the extension, and gives what the change was to do. */
async function change(extension: string, body: object) {
  const present: Trunk = trunk({ number: { kind: 'extension', value: extension as Extension } });
  let changes: TrunkChanges | undefined;
  gateway = await startGateway({
    changeTrunk: async ({ changesOf }) => {
      const reading = changesOf(present);
      if (!reading.ok) return { kind: 'invalid', problems: reading.problems };
      changes = reading.value;
      return { kind: 'changed', operationId, trunk: present };
    },
  });
  const answer = await gateway.request('PUT', `${autocallsPath}/42`, { headers: bearer, body });
  return { answer, changes };
}

describe('emergency numbers', () => {
  it.each(['112', '911', '999', '000', '08', '9-1-1', '11-2'])(
    'the extension %s is refused, whatever the country of the trunk',
    async (extension) => {
      for (const country of ['US', 'DE']) {
        expect(await create({ phone_number: extension, country_code: country })).toMatchObject({
          status: 422,
          body: { errors: { phone_number: refused } },
        });
      }
      expect(gateway?.commands).toEqual([]);
    },
  );

  it.each([
    ['133', 'AT'],
    ['100', 'IN'],
    ['1322', 'GA'],
    ['10111', 'ZA'],
    ['993', 'ZW'],
  ] as const)(
    'the extension %s is refused in %s, where it is an emergency number, and accepted elsewhere',
    async (extension, country) => {
      expect((await create({ phone_number: extension, country_code: country })).status).toBe(422);
      expect((await create({ phone_number: extension, country_code: 'US' })).status).toBe(201);
    },
  );

  it.each(['1120', '9110', '*112', '911a', '7'])('the extension %s is accepted', async (extension) => {
    expect((await create({ phone_number: extension })).status).toBe(201);
  });

  it('emergency numbers are refused by the endpoint of operators and tenants, and in lines of imports', async () => {
    gateway = await startGateway();
    const native = { ...importLine, phone_number: '911' };
    expect(await gateway.request('POST', '/v1/trunks', { headers: bearer, body: native })).toMatchObject({
      status: 400,
      body: { errors: { phone_number: refused } },
    });
    const file = { headers: { ...bearer, 'content-type': 'application/x-ndjson' } };
    const body = `${JSON.stringify(native)}\n`;
    expect(await gateway.request('POST', '/v1/imports?dry_run=true', { ...file, body })).toMatchObject({
      status: 422,
      body: { problems: [{ line: 1, field: 'phone_number', message: refused[0] }] },
    });
  });

  it('emergency numbers are refused in a change of a number, and do not hinder other changes of a trunk that has one', async () => {
    expect((await change('1000', { phone_number: '911' })).answer).toMatchObject({
      status: 422,
      body: { errors: { phone_number: refused } },
    });
    await gateway?.close();
    expect((await change('911', { nickname: 'Front desk' })).changes).toEqual({ nickname: 'Front desk' });
  });
});
