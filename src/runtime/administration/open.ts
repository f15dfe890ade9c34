import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pino } from 'pino';
import { z } from 'zod';
import { KeyedHash, KeyRing } from '../../crypto/secrets.js';
import { connectDatabase } from '../../database/connect.js';
import { administrationOf } from '../../database/keys/api-keys.js';
import { checkInstallation } from '../../database/keys/installation.js';
import { custodyOf } from '../../database/secrets/custody.js';
import { type Administration, AdministrationError } from '../../domain/administration.js';
import type { CheckAnswer } from '../../domain/checks/check.js';
import type { Custody } from '../../domain/custody.js';
import type { ExplainAnswer } from '../../domain/explain/explain.js';
import type { Reconciler } from '../../domain/reconcile/run.js';
import { parseAdministrationConfig } from '../config/config.js';
import {
  administrationThrough,
  type ChannelAddress,
  checkThrough,
  explainThrough,
  gatewayThrough,
  isServed,
  readChannelAddress,
  reconcilerThrough,
} from './channel-client.js';

/**
 * Opens administration for a command: through the service that runs on this home folder, or else on the database itself. The service
 * has precedence, because an embedded database belongs to one process.
 * @throws {AdministrationError} if no service runs, and there is no database either
 * @throws {ConfigurationError} if no service runs and the environment does not name the database
 * @throws {WrongInstallationError} if the keys do not belong to the database
 * @throws {DatabaseInUseError} if a service that does not answer holds the embedded database
 */
export async function openAdministration(
  env: Readonly<Record<string, string | undefined>>,
): Promise<Administration & Custody> {
  const home = path.resolve(env.TRUNKLINE_HOME || '.trunkline');
  const address = await readChannelAddress(home);
  if (address !== null && (await isServed(address))) return administrationThrough(address);
  if (!env.DATABASE_URL && !existsSync(path.join(home, 'database'))) {
    throw noStackAt(home);
  }
  const config = parseAdministrationConfig(env);
  const connection = await connectDatabase(config.database, pino({ level: 'silent' }));
  try {
    const keyedHash = new KeyedHash(config.keyHashSecret);
    const keyRing = new KeyRing(config.encryptionKeys);
    await checkInstallation(connection.database, { deploymentId: config.deploymentId, keyRing, keyedHash });
    return {
      ...administrationOf(connection.database, keyedHash, () => connection.close()),
      ...custodyOf(connection.database, keyRing),
    };
  } catch (cause) {
    await connection.close();
    throw cause;
  }
}

/**
 * Opens the reconciler of the service that runs on this home folder.
 * @throws {AdministrationError} if no service runs, because a reconciliation is a workflow and needs a worker
 */
export async function openReconciler(home: string): Promise<Reconciler> {
  return reconcilerThrough(await servedAddress(home, 'a reconciliation'));
}

/**
 * Opens explanations of calls by the service that runs on this home folder.
 * @returns takes the fields of `POST /v1/explain`
 * @throws {AdministrationError} if no service runs, because only the service has the key of LiveKit
 */
export async function openExplain(home: string): Promise<(request: object) => Promise<ExplainAnswer>> {
  return explainThrough(await servedAddress(home, 'an explanation'));
}

/**
 * Opens checks of trunks by the service that runs on this home folder.
 * @returns takes `trunk_id`, or `request` with the body of a create
 * @throws {AdministrationError} if no service runs, because only the service has the key of LiveKit
 */
export async function openChecks(home: string): Promise<(request: object) => Promise<CheckAnswer>> {
  return checkThrough(await servedAddress(home, 'a check'));
}

/** How long a key of {@link openOperator} is accepted, in milliseconds. */
const operatorKeyMs = 24 * 3_600_000;

const operatorKey = z.object({ secret: z.string() });

/**
 * Opens the gateway of the service that runs on this home folder, with the key of an operator. The key is made once a day, and is
 * in a file of the folder that only its owner can read, like the token with which anybody could make one.
 * @throws {AdministrationError} if no service runs
 */
export async function openOperator(home: string): Promise<{ readonly url: string; readonly key: string }> {
  const address = await servedAddress(home, 'this command');
  const url = await gatewayThrough(address);
  if (url === null)
    throw new AdministrationError('The service is still starting. Try again in a few seconds.');
  const file = path.join(home, 'operator.json');
  const kept = await readFile(file, 'utf8').then(
    (text) => operatorKey.parse(JSON.parse(text)),
    () => null,
  );
  if (kept !== null && (await isAccepted(url, kept.secret))) return { url, key: kept.secret };
  const { secret } = await administrationThrough(address).createKey({
    organizationId: null,
    label: 'commands on this computer',
    scopes: ['operator'],
    expiresAt: new Date(Date.now() + operatorKeyMs).toISOString(),
  });
  await writeFile(file, JSON.stringify({ secret }), { mode: 0o600 });
  return { url, key: secret };
}

async function isAccepted(url: string, secret: string): Promise<boolean> {
  const answer = await fetch(`${url}/v1/me`, { headers: { authorization: `Bearer ${secret}` } });
  return answer.ok;
}

async function servedAddress(home: string, work: string): Promise<ChannelAddress> {
  const address = await readChannelAddress(home);
  if (address === null && !existsSync(home)) throw noStackAt(home);
  if (address !== null && (await isServed(address))) return address;
  throw new AdministrationError(
    `No Trunkline runs on the folder ${path.resolve(home)}, and ${work} is done by a running one. ` +
      'Start it with "npm start" or "trunkline serve", or name its folder with TRUNKLINE_HOME.',
  );
}

function noStackAt(home: string): AdministrationError {
  return new AdministrationError(
    `No stack is here: nothing runs on the folder ${path.resolve(home)}, and it holds no database.\nRun this in the ` +
      'folder in which you run "npm start" or "trunkline serve", or set TRUNKLINE_HOME to the state folder there.',
  );
}
