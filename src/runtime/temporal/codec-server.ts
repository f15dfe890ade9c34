import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { RecordAct } from '../../domain/audit.js';
import type { Config } from '../config/config.js';
import { PayloadEncryption, UnreadablePayloadError, workflowOf } from './payload-encryption.js';

/** The largest page of a history that the Temporal UI sends. */
const bodyLimit = '8mb';

/** The most workflows that an entry of the audit log names. The Temporal UI asks for one at a time, or for a page of a list. */
const mostNamed = 100;

/** The payloads of a request in protobuf's JSON: all bytes are in base64. */
const request = z.object({
  payloads: z
    .array(z.object({ metadata: z.record(z.string(), z.base64()).default({}), data: z.base64().default('') }))
    .max(10_000),
});

/** A running codec server. */
export interface CodecServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts the codec server, with which the Temporal UI of an operator shows payloads in clear. It only decrypts. It has an address of
 * its own, so that a proxy in front of the gateway never publishes it. Whoever asks needs the token: as first part of the path, which
 * the UI can send, or as a bearer token. A browser is answered only on a page of the configured origins.
 * @param recordAct records in the audit log who reads the payloads of which workflows, before they are answered.
 */
export async function startCodecServer(
  { host, port, token, origins }: NonNullable<Config['codec']>,
  { encryptionKeys, temporal: { namespace } }: Pick<Config, 'encryptionKeys' | 'temporal'>,
  recordAct: RecordAct,
  logger: Pick<Logger, 'error'>,
): Promise<CodecServer> {
  const app = codecApp(
    new PayloadEncryption(encryptionKeys, namespace),
    { token, origins, namespace },
    recordAct,
    logger,
  );
  const server = app.listen(port, host);
  await once(server, 'listening');
  const { port: chosen } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${chosen}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Admission {
  readonly token: string;
  readonly origins: readonly string[];
  readonly namespace: string;
}

function codecApp(
  codec: PayloadEncryption,
  { token, origins, namespace }: Admission,
  recordAct: RecordAct,
  logger: Pick<Logger, 'error'>,
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use((request, response, next) => {
    const origin = request.get('origin');
    response.vary('Origin');
    if (origin === undefined) return next();
    if (!origins.includes(origin))
      return refuse(response, 403, 'Pages of this origin may not decode payloads.');
    response.set('access-control-allow-origin', origin);
    if (request.method !== 'OPTIONS') return next();
    response.set('access-control-allow-methods', 'POST');
    response.set(
      'access-control-allow-headers',
      'content-type, x-namespace, authorization, authorization-extras',
    );
    response.sendStatus(204);
  });
  const paths = ['/decode', '/:token/decode'];
  app.post(paths, (request, response, next) => {
    const { token: inPath } = request.params;
    const bearer = /^Bearer (.*)$/.exec(request.get('authorization') ?? '')?.[1] ?? '';
    const given = typeof inPath === 'string' ? inPath : bearer;
    if (!isToken(given, token))
      return refuse(response, 401, 'The token of the codec server is missing or wrong.');
    if ((request.get('x-namespace') ?? namespace) !== namespace) {
      return refuse(response, 403, `This codec server decodes payloads of the namespace ${namespace} only.`);
    }
    next();
  });
  app.post(paths, express.json({ limit: bodyLimit }), async ({ body, socket }, response) => {
    const payloads = request.parse(body).payloads.map(({ metadata, data }) => ({
      metadata: Object.fromEntries(
        Object.entries(metadata).map(([name, text]) => [name, Buffer.from(text, 'base64')]),
      ),
      data: Buffer.from(data, 'base64'),
    }));
    const clear = await codec.decode(payloads);
    const workflows = [...new Set(payloads.map(workflowOf))].filter((id) => id !== '');
    const [only] = workflows;
    await recordAct({
      by: { kind: 'codec', address: socket.remoteAddress ?? null },
      action: 'decode_payloads',
      organizationId: null,
      subject: workflows.length === 1 ? (only ?? null) : null,
      result: 'succeeded',
      details: { payloads: String(payloads.length), workflows: workflows.slice(0, mostNamed).join(' ') },
    });
    response.json({
      payloads: clear.map(({ metadata, data }) => ({
        metadata: Object.fromEntries(
          Object.entries(metadata ?? {}).map(([name, bytes]) => [
            name,
            Buffer.from(bytes).toString('base64'),
          ]),
        ),
        data: Buffer.from(data ?? []).toString('base64'),
      })),
    });
  });
  app.use((_request, response) => refuse(response, 404, 'The codec server only decodes.'));
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    if (error instanceof UnreadablePayloadError) return refuse(response, 400, error.message);
    if (error instanceof z.ZodError) return refuse(response, 400, 'The body must hold payloads.');
    if (
      error instanceof Error &&
      'status' in error &&
      typeof error.status === 'number' &&
      error.status < 500
    ) {
      return refuse(response, error.status, 'The request cannot be read.');
    }
    logger.error({ err: error }, 'payloads could not be decoded');
    refuse(response, 500, 'The payloads could not be decoded; the log says why.');
  });
  return app;
}

function refuse(response: Response, status: number, message: string): void {
  response.status(status).json({ message });
}

function isToken(given: string, token: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(token)];
  return left.length === right.length && timingSafeEqual(left, right);
}
