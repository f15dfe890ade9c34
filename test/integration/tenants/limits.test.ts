import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { at, autocallsBody, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { StatementRecorder } from '../support/statements.js';
import { ensureBuilt, TrunklineProcess } from '../support/trunkline-process.js';
import { operationIdOf, useWorld } from '../support/world.js';

describe('guesses of keys', () => {
  const world = useWorld({ RATE_OF_FAILURES: '60/86400' });

  it('of a thousand guesses sixty are looked up, and the owner of a key goes on from the same address', async () => {
    const tenant = await world.tenant();
    expect((await tenant.get('/v1/trunks')).status).toBe(200);
    const guess = (secret: number) =>
      fetch(`${world.trunkline.url}/v1/trunks`, { headers: { authorization: `Bearer s3cr3t_${secret}` } });

    const statuses = await Promise.all(
      Array.from({ length: 1_000 }, async (_, secret) => (await guess(secret)).status),
    );
    const recorder = new StatementRecorder();
    const { answer, statements } = await recorder.during(() => guess(1_000), 'authentication');
    recorder.end();

    expect(statuses.filter((status) => status === 401)).toHaveLength(60);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(statements, 'a guess costs no statement').toEqual([]);
    expect((await tenant.get('/v1/trunks')).status).toBe(200);
  });
});

describe('the load of one organization', () => {
  const world = useWorld({
    SET_UPS_AT_ONCE: '4',
    SLOTS_PER_ORGANIZATION: '1',
    SET_UP_ADMISSION_WAIT_MS: '60000',
    ANSWER_WAIT_MS: '60000',
  });

  it('set-ups of one organization leave slots to another one', async () => {
    const [greedy, other] = [await world.tenant(), await world.tenant()];
    expect((await other.zudu(zuduBody('+15551230000'))).status).toBe(200);
    const held = world.proxy.hold('CreateSIPOutboundTrunk', 'before_livekit');
    const flood = Array.from({ length: 12 }, (_, index) => greedy.autocalls(autocallsBody(`70${index}`)));
    await held.arrived;

    const answer = await other.zudu(zuduBody('+15551230001'));
    const begun = await world.trunkline.rows(
      `select id from operations where organization_id = '${greedy.organization.id}'`,
    );

    expect(answer.status).toBe(200);
    expect(begun, 'the others of the flood wait').toHaveLength(1);
    await held.release();
    expect(new Set((await Promise.all(flood)).map(({ status }) => status))).toEqual(new Set([201]));
  });

  it('Temporal gets priorities: deletes before set-ups, and the organization as the key of fairness', async () => {
    const tenant = await world.tenant();
    const setUp = await tenant.autocalls(autocallsBody('7100'));
    const path = `/api/user/phone-numbers/sip-trunks/${at(setUp.body, 'data', 'id')}`;
    const headers = { authorization: `Bearer ${tenant.key.secret}` };
    const deleted = await tenant.request('DELETE', path, { headers });
    const priorities = await Promise.all(
      [setUp, deleted].map(async (answer) => {
        const handle = world.temporal.workflow.getHandle(`trunk/${operationIdOf(answer)}`);
        return (await handle.describe()).priority;
      }),
    );

    const { id: fairnessKey } = tenant.organization;
    expect(priorities).toMatchObject([
      { priorityKey: 2, fairnessKey },
      { priorityKey: 1, fairnessKey },
    ]);
  });
});

/** Makes 16 MiB of lines that a gateway reads completely. A repeated number in the last line lets an import begin nothing. */
function largeFile(lastNumber: 'new' | 'repeated'): Buffer {
  const lines = Array.from({ length: 9_900 }, (_, index) =>
    JSON.stringify({
      phone_number: `+141523${String(lastNumber === 'repeated' && index === 9_899 ? 0 : index).padStart(5, '0')}`,
      sip_username: 'myuser',
      sip_password: 'mypass',
      outbound_headers: Object.fromEntries(
        ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => [`X-${name}`, randomBytes(180).toString('base64')]),
      ),
      sip_address: 'sip.provider.com',
      sip_calling_format: '+e164',
      inbound_authorization_type: 'auth',
    }),
  );
  return Buffer.from(`${lines.join('\n')}\n`);
}

async function sendFile(address: string, tenant: Tenant, body: Uint8Array<ArrayBuffer>): Promise<number> {
  const headers = {
    authorization: `Bearer ${tenant.key.secret}`,
    'content-type': 'application/x-ndjson',
    'content-encoding': 'gzip',
  };
  const sent = fetch(address, { method: 'POST', headers, body });
  // A refused file may be cut while it is still being sent.
  return sent
    .then(async (response) => {
      await response.text();
      return response.status;
    })
    .catch(() => 503);
}

describe('the files of one organization', { timeout: 120_000 }, () => {
  const world = useWorld();
  // A build on a machine with other work.
  beforeAll(() => ensureBuilt(), 180_000);

  it.each([
    ['dry runs', '/v1/imports?dry_run=true', 'new', [200, 503]],
    ['imports', '/v1/imports', 'repeated', [422, 503]],
  ] as const)(
    '90 parallel %s of 16 MiB keep the process below 512 MB',
    async (what, path, lastNumber, expected) => {
      const tenant = await world.tenant();
      await world.trunkline.stop();
      // As in the compose file: without a limit, Node collects garbage late.
      const env = { ...world.trunkline.env, PORT: '0', NODE_OPTIONS: '--max-old-space-size=192' };
      const own = await TrunklineProcess.start(env, 110_000);
      const before = await own.peakMegabytes();
      const file = Uint8Array.from(gzipSync(largeFile(lastNumber)));
      const statuses = await Promise.all(
        Array.from({ length: 90 }, () => sendFile(`${own.url}${path}`, tenant, file)),
      );
      const highest = await own.peakMegabytes();
      await own.kill();
      await world.trunkline.startAgain();
      process.stdout.write(`    the process took ${before} MB before and ${highest} MB during 90 ${what}\n`);

      expect(highest).toBeLessThan(512);
      expect(new Set(statuses)).toEqual(new Set(expected));
    },
  );
});
