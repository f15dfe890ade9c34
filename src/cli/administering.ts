import type { Administration } from '../domain/administration.js';
import type { Environment } from './terminal.js';

/**
 * Returns the environment for commands that may open the database themselves. The local launcher adds the secrets of
 * its state folder here; the program by itself uses the variables that it was started with.
 */
export type AdministrationEnvironment = () => Environment;

/**
 * Opens the administration, does one piece of work with it and closes it again, whether the work succeeds or not.
 * @throws {Error} whatever opening the administration or the work throws.
 */
export async function administering<Result>(
  environment: AdministrationEnvironment,
  work: (administration: Administration) => Promise<Result>,
): Promise<Result> {
  const { openAdministration } = await import('../runtime/administration/open.js');
  const administration = await openAdministration(environment());
  try {
    return await work(administration);
  } finally {
    await administration.close();
  }
}
