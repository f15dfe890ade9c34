import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { runCommand } from '../../../dev-stack/bootstrap/run-command.js';
import { openAdministration } from '../../../src/runtime/administration/open.js';
import { accounts, type Provider, useCarriers } from '../support/calls/carriers.js';
import { obtainSchemathesis } from '../support/python-tools.js';
import { at, type Tenant, zuduBody } from '../support/requests/tenant.js';

// Schemathesis sends thousands of requests, and expects a 401 for each without a valid key.
const world = useCarriers({ RATE_PER_KEY: 'off', RATE_PER_ADDRESS: 'off', RATE_OF_FAILURES: 'off' });

/** The first installation of schemathesis takes longer than a short run, and a complete run longer than that. */
const timeout = process.env.NIGHTLY === undefined ? 300_000 : 900_000;

/**
 * The phase `coverage` sends every boundary of every field, and every method at every path. That is nine of ten requests, and takes
 * minutes of processor time, so only the nightly run has it.
 */
const phases = `examples,fuzzing,stateful${process.env.NIGHTLY === undefined ? '' : ',coverage'}`;

it('schemathesis finds no failure in any endpoint with all of its checks', {
  timeout,
}, async (context) => {
  const schemathesis = await obtainSchemathesis();
  if (typeof schemathesis === 'string') {
    // In CI its absence is a failure.
    expect(process.env.CI, schemathesis).toBeUndefined();
    process.stdout.write(`The test with schemathesis is left out: ${schemathesis}.\n`);
    context.skip();
    return;
  }
  const tenant = await world.tenant();
  await tenant.zudu(zuduBody('+15551234567'));
  const output: string[] = [];
  const folder = await mkdtemp(path.join(tmpdir(), 'trunkline-test-schemathesis-'));
  const run = ['run', `${world.trunkline.url}/openapi.json`, '--phases', phases];
  const { code } = await runCommand([...schemathesis.command, ...run], {
    cwd: folder,
    env: {
      ...process.env,
      ...schemathesis.env,
      TRUNKLINE_KEY: tenant.key.secret,
      TRUNKLINE_OPERATOR_KEY: await operatorsSecret(),
      TRUNKLINE_ADMIN_KEY: (await world.tenant()).key.secret,
      TRUNKLINE_RENTED_NUMBERS: JSON.stringify({
        twilio: rentNumbers('twilio'),
        plivo: rentNumbers('plivo'),
      }),
    },
    onLine: (line) => output.push(line),
  });
  await rm(folder, { recursive: true, force: true });

  expect(code, output.join('\n')).toBe(0);
  const asked = Number(/Tested: (\d+)/.exec(output.join('\n'))?.[1]);
  expect(asked, output.join('\n')).toBe(await describedOperations(tenant));
});

/** How many operations the served description has, without the one that serves it: schemathesis has read that already. */
async function describedOperations(tenant: Tenant): Promise<number> {
  const { body } = await tenant.get('/openapi.json');
  const { '/openapi.json': _itself, ...paths } = Object(at(body, 'paths'));
  return Object.values(paths).flatMap((path) => Object.keys(Object(path))).length;
}

/** Gives a carrier account enough numbers for most imports to have their own. @returns the fields that name them. */
function rentNumbers(provider: Provider): readonly object[] {
  const { sid, token } = accounts[provider];
  return Array.from({ length: 40 }, (_, index) => {
    const number = `+1${provider === 'twilio' ? 415 : 628}555${1_000 + index}`;
    world[provider].rent(sid, number);
    return { phone_number: number, account_sid: sid, auth_token: token };
  });
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
