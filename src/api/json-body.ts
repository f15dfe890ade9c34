import type { IncomingMessage, ServerResponse } from 'node:http';
import express from 'express';
import { RequestProblem } from './request-problem.js';

/** Bodies above this are refused, counted after decompression, so that a gzip bomb ends here too. */
const bodyLimitBytes = 64 * 1024;

const readRaw = express.raw({ type: () => true, limit: bodyLimitBytes });

/** A request whose body may have been read; Express' own type would tie its path parameters to it. */
type BodyRequest = IncomingMessage & { readonly body?: unknown };

/**
 * Reads the body as JSON whatever its Content-Type says, because the published example sends JSON without one.
 * No body at all reads as an empty object, so that the answer names the fields that are missing.
 * @throws {RequestProblem} for a body that is too large, compressed in an unknown way, not UTF-8 or not JSON.
 */
export async function readJsonBody(request: BodyRequest, response: ServerResponse): Promise<unknown> {
  refuseOtherCharsets(request);
  const text = decode(await readBytes(request, response));
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RequestProblem('invalid_json', {}, { cause });
  }
}

function refuseOtherCharsets(request: BodyRequest): void {
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(request.headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset)) {
    throw new RequestProblem('unsupported_charset');
  }
}

async function readBytes(request: BodyRequest, response: ServerResponse): Promise<Buffer> {
  await new Promise<void>((resolve, reject) => {
    readRaw(request, response, (error?: unknown) =>
      error === undefined ? resolve() : reject(problemOfReading(error)),
    );
  });
  const body: unknown = request.body;
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

function problemOfReading(error: unknown): RequestProblem {
  const status = error instanceof Error && 'status' in error ? error.status : 400;
  if (status === 413) return new RequestProblem('body_too_large', {}, { cause: error });
  if (status === 415) return new RequestProblem('unsupported_content_encoding', {}, { cause: error });
  return new RequestProblem('malformed_request', {}, { cause: error });
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new RequestProblem('invalid_utf8', {}, { cause });
  }
}
