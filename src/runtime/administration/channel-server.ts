import { randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { ApiSettings } from '../../api/http/dependencies.js';
import { createBodyReader } from '../../api/v1/checks.js';
import { readCallToExplain } from '../../api/v1/explain.js';
import { isDatabaseAway } from '../../database/database.js';
import {
  type Administration,
  AdministrationError,
  longestOverlapMs,
  scopes,
} from '../../domain/administration.js';
import type { CheckTrunks } from '../../domain/checks/check.js';
import type { Custody } from '../../domain/custody.js';
import type { ExplainCall } from '../../domain/explain/explain.js';
import { isReconciliationId, type ReconciliationId } from '../../domain/reconcile/report.js';
import type { Reconciler } from '../../domain/reconcile/run.js';
import { parseAllowedAddress } from '../../domain/trunk/addresses.js';
import type { Cidr } from '../../domain/trunk/trunk.js';
import { largestTrunkId, type OrganizationId } from '../../domain/values.js';
import { type ChannelAddress, channelFile } from './channel-client.js';

/** The use cases that commands reach through the channel. */
interface ChannelWork {
  readonly administration: Administration & Custody;
  readonly reconciler: Reconciler;
  readonly explainCall: ExplainCall;
  readonly checkTrunks: CheckTrunks;
  readonly settings: ApiSettings;
  /** Returns the address of the gateway of this process; null until it listens. */
  readonly gatewayUrl: () => string | null;
}

/** The local administration channel of a running service. */
export interface AdministrationChannel {
  close(): Promise<void>;
}

/** Text that the database can store. */
const plainText = z
  .string()
  .max(255)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters');

const organizationRequest = z.object({ name: plainText.min(1), agentName: plainText.nullable() });
const organizationId = plainText.transform((text) => text as OrganizationId);
const suspension = z.object({ id: organizationId, suspended: z.boolean() });
const expiresAt = z.iso
  .datetime()
  .refine((text) => Date.parse(text) > Date.now(), 'must be in the future')
  .nullable()
  .exactOptional();
const erasure = z.object({ id: organizationId, keepTrunks: z.boolean() });
const reencryption = z.object({ after: z.string().max(1_000).nullable() });
const keyRequest = z.object({
  organizationId: organizationId.nullable(),
  label: plainText,
  scopes: z.array(z.enum(scopes)).exactOptional(),
  allowedAddresses: z
    .array(
      z.string().transform((text, context): Cidr => {
        const parsed = parseAllowedAddress(text);
        if (parsed.ok) return parsed.value;
        context.addIssue(`An allowed address ${parsed.problem}.`);
        return z.NEVER;
      }),
    )
    .exactOptional(),
  expiresAt,
});
const rotationRequest = z.object({
  publicId: plainText,
  overlapMs: z.number().min(0).max(longestOverlapMs),
  expiresAt,
});
const reconciliationInput = z.object({ repair: z.boolean(), removeMany: z.boolean() });
const reconciliationId = z.custom<ReconciliationId>(
  (value) => typeof value === 'string' && isReconciliationId(value),
);
const checkRequest = z.union([
  z.object({ trunk_id: z.int().min(1).max(largestTrunkId) }),
  z.object({ request: z.unknown() }),
]);
const revocation = z.object({ publicId: plainText });
const findingNumber = z.coerce.number().int().min(-1).max(2_147_483_647);

/**
 * Opens administration to other processes of this user: on loopback, with a token that is only in a file of the service's home
 * folder. Commands use it, because this process holds the embedded database.
 */
export async function openChannel(
  work: ChannelWork,
  home: string,
  logger: Logger,
): Promise<AdministrationChannel> {
  const token = randomBytes(32).toString('base64url');
  await mkdir(home, { recursive: true, mode: 0o700 });
  const app = channelApp(work, token, logger);
  const server = app.listen(0, '127.0.0.1');
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  const { port } = server.address() as AddressInfo;
  const file = channelFile(home);
  const close = async () => {
    await rm(file, { force: true });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  try {
    await publish(file, { url: `http://127.0.0.1:${port}`, token });
  } catch (cause) {
    await close();
    throw cause;
  }
  return { close };
}

/** Writes the file atomically, so that no command reads half an address. */
async function publish(file: string, address: ChannelAddress): Promise<void> {
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, JSON.stringify(address), { mode: 0o600 });
  await rename(draft, file);
}

function channelApp(
  { administration, reconciler, explainCall, checkTrunks, settings, gatewayUrl }: ChannelWork,
  token: string,
  logger: Logger,
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use((request, response, next) => {
    if (isToken(request.get('authorization') ?? '', token)) next();
    else response.status(401).json({ error: 'The token of the administration channel is missing or wrong.' });
  });
  app.use(express.json());
  app.get('/gateway', (_request, response) => {
    response.json({ url: gatewayUrl() });
  });
  app.get('/organizations', async (_request, response) => {
    response.json(await administration.listOrganizations());
  });
  app.post('/organizations', async (request, response) => {
    response.json(await administration.createOrganization(organizationRequest.parse(request.body)));
  });
  app.post('/organizations/suspensions', async (request, response) => {
    const { id, suspended } = suspension.parse(request.body);
    response.json(await administration.suspendOrganization(id, suspended));
  });
  app.post('/organizations/erasures/preview', async (request, response) => {
    const { id, keepTrunks } = erasure.parse(request.body);
    response.json(await administration.previewErasure(id, keepTrunks));
  });
  app.post('/organizations/erasures', async (request, response) => {
    const { id, keepTrunks } = erasure.parse(request.body);
    response.json(await administration.eraseOrganization(id, keepTrunks));
  });
  app.post('/secrets/re-encryption', async (request, response) => {
    response.json(await administration.reencrypt(reencryption.parse(request.body).after));
  });
  app.get('/keys', async (_request, response) => {
    response.json(await administration.listKeys());
  });
  app.post('/keys', async (request, response) => {
    response.json(await administration.createKey(keyRequest.parse(request.body)));
  });
  app.post('/keys/rotations', async (request, response) => {
    const { publicId, ...rotation } = rotationRequest.parse(request.body);
    response.json(await administration.rotateKey(publicId, rotation));
  });
  app.post('/keys/revocations', async (request, response) => {
    response.json(await administration.revokeKey(revocation.parse(request.body).publicId));
  });
  app.post('/reconciliations', async (request, response) => {
    response.json(await reconciler.start(reconciliationInput.parse(request.body)));
  });
  app.get('/reconciliations/:id', async (request, response) => {
    response.json(await reconciler.report(reconciliationId.parse(request.params.id)));
  });
  app.get('/reconciliations/:id/findings/:after', async ({ params }, response) => {
    const after = findingNumber.parse(params.after);
    response.json(await reconciler.findings(reconciliationId.parse(params.id), after));
  });
  app.post('/explanations', async (request, response) => {
    const asked = readCallToExplain(request.body);
    if (!asked.ok) throw new AdministrationError(Object.values(asked.problems).flat().join('\n'));
    response.json(await explainCall('operator', asked.value));
  });
  const readRequest = createBodyReader(settings);
  app.post('/checks', async (request, response) => {
    const asked = checkRequest.parse(request.body);
    if ('trunk_id' in asked) {
      response.json(await checkTrunks.trunk('operator', asked.trunk_id));
      return;
    }
    const requested = readRequest(asked.request, null);
    if (!requested.ok) throw new AdministrationError(Object.values(requested.problems).flat().join('\n'));
    response.json(await checkTrunks.request('operator', requested.value));
  });
  app.use((_request, response) => {
    response.status(404).json({ error: 'The administration channel has no such command.' });
  });
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    if (error instanceof AdministrationError) response.status(400).json({ error: error.message });
    else if (error instanceof z.ZodError) response.status(400).json({ error: z.prettifyError(error) });
    else if (isHttpError(error)) response.status(error.status).json({ error: 'The request cannot be read.' });
    else if (isDatabaseAway(error)) {
      response.status(503).json({ error: 'The database cannot be reached. Try again in a few seconds.' });
    } else {
      logger.error({ err: error }, 'an administrative request failed');
      response.status(500).json({ error: 'The service could not do that; its log says why.' });
    }
  });
  return app;
}

/** Tells whether Express refuses a request: a broken body, a body that is too large, a broken path. */
function isHttpError(error: unknown): error is Error & { readonly status: number } {
  return (
    error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500
  );
}

function isToken(header: string, token: string): boolean {
  const given = Buffer.from(header);
  const requested = Buffer.from(`Bearer ${token}`);
  return given.length === requested.length && timingSafeEqual(given, requested);
}
