import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { expect, it } from 'vitest';

const migration = (name: string) =>
  readFileSync(
    fileURLToPath(new URL(`../../../src/database/migrations/${name}.sql`, import.meta.url)),
    'utf8',
  );

/** Fills a database that some migrations made, makes one more, and reads what became of the rows. */
async function migrated(before: readonly string[], rows: string, last: string, query: string) {
  const engine = await PGlite.create();
  try {
    for (const name of before) await engine.exec(migration(name));
    await engine.exec(rows);
    await engine.exec(migration(last));
    return (await engine.query(query)).rows;
  } finally {
    await engine.close();
  }
}

it('the migration of keys leaves every key the rights that it had', async () => {
  const keys = `
    insert into organizations (id, name) values ('org_a', 'Ada');
    insert into api_keys (public_id, secret_hash, organization_id, label, operator) values
      ('sk_owner', '1', 'org_a', '', false), ('sk_nobody', '2', null, '', false), ('sk_operator', '3', null, '', true);
  `;
  const query = 'select public_id, scopes from api_keys order by secret_hash';
  expect(await migrated(['0000_baseline'], keys, '0001_keys', query)).toEqual([
    { public_id: 'sk_owner', scopes: ['read', 'provision', 'admin'] },
    { public_id: 'sk_nobody', scopes: [] },
    { public_id: 'sk_operator', scopes: ['operator'] },
  ]);
});

it('the migration of codes gives a stored failure the code that answers have, and leaves every other text', async () => {
  const before = [
    '0000_baseline',
    '0001_keys',
    '0002_forms_of_a_number_and_transport',
    '0003_request_counts',
  ];
  const stored = (code: string) => ({
    failure: {
      step: 'rule',
      code,
      removed: {},
      skipped: [{ part: 'rule', by: 'Ada', reason: 'number_taken' }],
    },
    steps: [
      { at: 1, phase: 'forward', step: 'rule', event: 'attempt_failed', attempts: 1, code },
      {
        at: 2,
        phase: 'compensation',
        step: 'rule',
        event: 'skipped',
        attempts: 1,
        by: '"code": "number_taken"',
      },
    ],
  });
  const values = ['number_taken', 'livekit_refused'].map((code, index) => {
    const { failure, steps } = stored(code);
    return `('op_${index}', 'org_a', 'tear_down_trunk', 'zudu', '+1${index}', ${index}, 'failed', now(), now(), now(),
      '${JSON.stringify(failure)}', '${JSON.stringify(steps)}')`;
  });
  const rows = `
    insert into organizations (id, name) values ('org_a', 'Ada');
    insert into operations (id, organization_id, kind, contract, collision_key, trunk_id, state, accepted_at, finished_at,
      dispatch_after, failure, steps) values ${values.join(', ')};
  `;
  const query = 'select failure, steps from operations order by id';
  expect(await migrated(before, rows, '0004_one_code_for_a_number_in_use', query)).toEqual([
    stored('number_in_use'),
    stored('livekit_refused'),
  ]);
});

it('the migration of settings keeps the transport and the calls that are off of every trunk', async () => {
  const before = [
    ...['0000_baseline', '0001_keys', '0002_forms_of_a_number_and_transport', '0003_request_counts'],
    ...['0004_one_code_for_a_number_in_use', '0005_calls_that_are_off', '0006_test_calls'],
    '0007_retries_and_held_lines',
  ];
  const trunk = (id: number, transport: string, inboundIsOn: boolean) => `
    insert into operations (id, organization_id, kind, contract, collision_key, state, request, accepted_at, finished_at, dispatch_after)
      values ('op_${id}', 'org_a', 'set_up_trunk', 'zudu', '+${id}', 'succeeded', '{}', now(), now(), now());
    insert into trunks (id, organization_id, operation_id, collision_key, number_kind, phone_number, username, sealed_password,
        outbound_address, calling_format, inbound_digest, allowed_addresses, outbound_proxy, transport, inbound_enabled, inbound_trunk_id,
        outbound_trunk_id, dispatch_rule_id, created_at, updated_at)
      values (${id}, 'org_a', 'op_${id}', '+${id}', 'number', '+${id}', 'u', 's', 'h', '+e164', true, '[]', false, ${transport}, ${inboundIsOn},
        'ST_1', 'ST_2', 'SDR_1', now(), now());`;
  const rows = `insert into organizations (id, name) values ('org_a', 'Ada'); ${trunk(1, "'tls'", false)} ${trunk(2, 'null', true)}`;
  const query = 'select id::int, carrier_settings from trunks order by id';
  expect(await migrated(before, rows, '0008_carrier_settings', query)).toEqual([
    { id: 1, carrier_settings: { transport: 'tls', inboundEnabled: false } },
    { id: 2, carrier_settings: {} },
  ]);
});
