import path from 'node:path';
import { AdministrationError } from '../domain/administration.js';
import type { Reconciler } from '../domain/reconcile/reconciler.js';
import { readChannelAddress } from './administration/channel-address.js';
import { isServed, reconcilerThrough } from './administration/channel-client.js';

/**
 * Opens the reconciler of the service that runs on this home folder.
 * @throws {AdministrationError} when none runs: a reconciliation is a workflow, and needs its worker.
 */
export async function openReconciler(home: string): Promise<Reconciler> {
  const address = await readChannelAddress(home);
  if (address === null || !(await isServed(address))) {
    throw new AdministrationError(
      `No Trunkline runs on the folder ${path.resolve(home)}, and a reconciliation is done by a running one. ` +
        'Start it with "npm start" or "trunkline serve", or name its folder with TRUNKLINE_HOME.',
    );
  }
  return reconcilerThrough(address);
}
