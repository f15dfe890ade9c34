import { eq } from 'drizzle-orm';
import { type KeyedHash, type KeyRing, UnreadableSecretError } from '../../crypto/secrets.js';
import { type DeploymentId, type SealedSecret, Secret } from '../../domain/values.js';
import type { Database } from '../database.js';
import { installation } from '../schema.js';

/** The configuration does not belong to this database. The message names the variable to check. */
export class WrongInstallationError extends Error {
  override readonly name = 'WrongInstallationError';
}

const canary = 'trunkline';
/** The context with which the canary of the encryption keys is sealed. */
export const canaryContext = 'installation/canary';

/**
 * Checks at start that the deployment id and both keys are those of the database's first start, which stores them. A
 * wrong key must show now, and not when the first set-up fails.
 * @throws {WrongInstallationError} when one of them differs.
 */
export async function checkInstallation(
  database: Database,
  own: { deploymentId: DeploymentId; keyRing: KeyRing; keyedHash: KeyedHash },
): Promise<void> {
  const deploymentId = await storeOnce(database, 'deployment_id', own.deploymentId);
  if (deploymentId !== own.deploymentId) {
    throw new WrongInstallationError(
      `TRUNKLINE_DEPLOYMENT_ID is "${own.deploymentId}", but this database belongs to the deployment "${deploymentId}".`,
    );
  }
  const hash = await storeOnce(database, 'key_hash_canary', own.keyedHash.of('canary', canary));
  if (!own.keyedHash.matches('canary', canary, hash)) {
    throw new WrongInstallationError(
      'TRUNKLINE_KEY_HASH_SECRET is not the one with which the API keys in this database were hashed.',
    );
  }
  const sealed = own.keyRing.seal(new Secret(canary), canaryContext);
  const stored = (await storeOnce(database, 'encryption_canary', sealed)) as SealedSecret;
  try {
    own.keyRing.open(stored, canaryContext);
  } catch (cause) {
    if (!(cause instanceof UnreadableSecretError)) throw cause;
    throw new WrongInstallationError(
      'TRUNKLINE_ENCRYPTION_KEYS does not contain the key with which the SIP passwords in this database were encrypted.',
      { cause },
    );
  }
}

/** Stores a value unless there is one. It is safe when two processes start at once. @returns the stored value. */
async function storeOnce(database: Database, name: string, value: string): Promise<string> {
  const written = await database
    .insert(installation)
    .values({ name, value })
    .onConflictDoNothing()
    .returning({ value: installation.value });
  if (written[0] !== undefined) return written[0].value;
  const [stored] = await database
    .select({ value: installation.value })
    .from(installation)
    .where(eq(installation.name, name));
  if (stored === undefined) throw new Error(`The installation's "${name}" vanished while it was read.`);
  return stored.value;
}
