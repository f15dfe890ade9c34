import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { KeyedHash } from '../../../../src/crypto/secrets.js';
import { administrationOf, KeyHolders } from '../../../../src/database/keys/api-keys.js';
import { type OrganizationId, Secret } from '../../../../src/domain/values.js';
import { SharedPresence } from '../../../../src/operations/runner/presence.js';
import { ada, bob, useDatabase } from '../../database/in-memory-database.js';

const quietLogger = pino({ level: 'silent' });
const memory = await useDatabase();

/** Sends a request of an organization to some process: its key is looked up. */
async function request(organizationId: OrganizationId): Promise<void> {
  const keyedHash = new KeyedHash(randomBytes(32));
  const administration = administrationOf(memory.database, keyedHash, () => Promise.resolve());
  const { secret } = await administration.createKey({ organizationId, label: 'test' });
  await new KeyHolders(memory.database, keyedHash).find(new Secret(secret), null);
}

it('the shared presence knows who has sent requests to any process within the last minute or two', async () => {
  await request(ada);
  const alone = new SharedPresence(memory.database, quietLogger);
  alone.note();
  await expect.poll(() => alone.hasOthersThan(bob)).toBe(true);
  expect(alone.hasOthersThan(ada)).toBe(false);

  await request(bob);
  const beside = new SharedPresence(memory.database, quietLogger);
  await expect.poll(() => beside.hasOthersThan(ada)).toBe(true);

  await memory.database.execute("update api_keys set last_used_at = now() - interval '2 minutes'");
  const later = new SharedPresence(memory.database, quietLogger);
  later.note();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect([later.hasOthersThan(ada), later.hasOthersThan(bob)]).toEqual([false, false]);
});
