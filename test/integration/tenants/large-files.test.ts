import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tenant } from '../support/requests/tenant.js';
import { ensureBuilt, TrunklineProcess } from '../support/trunkline-process.js';
import { useWorld } from '../support/world.js';

const isNightly = process.env.NIGHTLY !== undefined;

/** How many files are sent at once. Without limits, each would take about 80 MB; the attack that was reported sent 90. */
const filesAtOnce = isNightly ? 90 : 4;

/** The attacks: what they ask for, the last number of the file, and the answer to a file that is read. */
const attacks = (
  [
    ['imports', '/v1/imports', 'repeated', 422],
    ['dry runs', '/v1/imports?dry_run=true', 'new', 200],
  ] as const
).filter(([what]) => isNightly || what === 'imports');

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

  it.each(attacks)(
    `${filesAtOnce} parallel %s of 16 MiB keep the process below 512 MB`,
    async (what, path, lastNumber, read) => {
      const tenant = await world.tenant();
      await world.trunkline.stop();
      // A smaller heap than in the image, because what V8 collects late would count as what the files take.
      const limits = {
        NODE_OPTIONS: '--max-old-space-size=192 --max-semi-space-size=4',
        MALLOC_ARENA_MAX: '2',
      };
      const env = { ...world.trunkline.env, PORT: '0', ...limits };
      const own = await TrunklineProcess.start(env, 110_000);
      const before = await own.peakMegabytes();
      const file = Uint8Array.from(gzipSync(largeFile(lastNumber)));
      const statuses = await Promise.all(
        Array.from({ length: filesAtOnce }, () => sendFile(`${own.url}${path}`, tenant, file)),
      );
      const highest = await own.peakMegabytes();
      await own.kill();
      await world.trunkline.startAgain();
      process.stdout.write(
        `    the process took ${before} MB before and ${highest} MB during ${filesAtOnce} ${what}\n`,
      );

      expect(highest).toBeLessThan(512);
      expect(new Set([...statuses, 503]), 'a file is read, or refused before').toEqual(new Set([read, 503]));
      if (isNightly) expect(statuses, 'so many cannot all be read').toContain(503);
    },
  );
});
