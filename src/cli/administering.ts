import { existsSync } from 'node:fs';
import type { Administration } from '../domain/administration.js';
import { homeAt } from '../stack/home.js';
import { loadSecrets, trunklineVariables } from '../stack/secrets.js';
import { type Environment, given } from '../stack/settings.js';

/**
 * Does something with the administration of this folder's Trunkline. What the environment does not say is taken
 * from the secrets that `npm start` has left in the folder.
 */
export async function administering<Result>(
  env: Environment,
  work: (administration: Administration) => Promise<Result>,
): Promise<Result> {
  const home = homeAt(given(env, 'TRUNKLINE_HOME') ?? '.trunkline');
  const secrets = existsSync(home.secretsFile) ? trunklineVariables(loadSecrets(home.secretsFile, env)) : {};
  const { openAdministration } = await import('../runtime/administration/open.js');
  const administration = await openAdministration({ ...env, ...secrets, TRUNKLINE_HOME: home.folder });
  try {
    return await work(administration);
  } finally {
    await administration.close();
  }
}
