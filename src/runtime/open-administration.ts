import path from 'node:path';
import { KeyRing } from '../crypto/key-ring.js';
import { KeyedHash } from '../crypto/keyed-hash.js';
import { connectDatabase } from '../database/connect.js';
import { administrationOf } from '../database/keys/api-keys.js';
import { checkInstallation } from '../database/keys/installation.js';
import type { Administration } from '../domain/administration.js';
import { readChannelAddress } from './administration/channel-address.js';
import { administrationThrough, isServed } from './administration/channel-client.js';
import { parseAdministrationConfig } from './config.js';
import { createLogger } from './logger.js';

/**
 * Opens administration for a command: through the service that runs on this home folder, or else on the database
 * itself. The embedded database serves one process, so the service goes first.
 * @throws {ConfigurationError} when no service runs and the environment does not say where the database is.
 * @throws {WrongInstallationError} when the keys are not those of the database.
 * @throws {DatabaseInUseError} when a service that cannot be asked holds the embedded database.
 */
export async function openAdministration(
  env: Readonly<Record<string, string | undefined>>,
): Promise<Administration> {
  const home = path.resolve(env.TRUNKLINE_HOME || '.trunkline');
  const address = await readChannelAddress(home);
  if (address !== null && (await isServed(address))) return administrationThrough(address);
  const config = parseAdministrationConfig(env);
  const connection = await connectDatabase(config.database, createLogger('silent'));
  try {
    const keyedHash = new KeyedHash(config.keyHashSecret);
    const keyRing = new KeyRing(config.encryptionKeys);
    await checkInstallation(connection.database, { deploymentId: config.deploymentId, keyRing, keyedHash });
    return administrationOf(connection.database, keyedHash, () => connection.close());
  } catch (cause) {
    await connection.close();
    throw cause;
  }
}
