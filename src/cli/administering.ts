import type { Administration } from '../domain/administration.js';
import type { Custody } from '../domain/custody.js';
import { homeOf } from './profiles.js';
import { remoteOf } from './remote.js';
import type { Environment } from './terminal.js';

/**
 * Returns the environment for commands that may open the database themselves. The local launcher adds the secrets of
 * its state folder here; the program by itself uses the variables that it was started with.
 */
export type AdministrationEnvironment = () => Environment | Promise<Environment>;

/**
 * Opens the administration, of a remote Trunkline or of the service of this computer, does one piece of work with it and closes it again, whether the work succeeds or not.
 * @throws {Error} whatever opening the administration or the work throws.
 */
export async function administering<Result>(
  environment: AdministrationEnvironment,
  work: (administration: Administration & Custody) => Promise<Result>,
): Promise<Result> {
  const administration = await opened(await environment());
  try {
    return await work(administration);
  } finally {
    await administration.close();
  }
}

async function opened(env: Environment): Promise<Administration & Custody> {
  const remote = await remoteOf(env);
  if (remote !== null) return (await import('./remote-administration.js')).administrationAt(remote);
  const { openAdministration } = await import('../runtime/administration/open.js');
  return openAdministration({ ...env, TRUNKLINE_HOME: await homeOf(env) });
}
