import type { IncomingMessage, ServerResponse } from 'node:http';
import express from 'express';
import { RequestProblem, type RequestProblemCode } from '../errors/request-problem.js';

/** A request whose body may have been read; Express' own type would tie its path parameters to it. */
export type BodyRequest = IncomingMessage & { readonly body?: unknown };

/** How large a body may be, and what is said of one that is larger. */
export interface BodyLimit {
  /** Counted after decompression, so that a gzip bomb ends here too. */
  readonly bytes: number;
  readonly problem: RequestProblemCode;
}

/** Reads a body as text. */
export type ReadText = (request: BodyRequest, response: ServerResponse) => Promise<string>;

/**
 * Makes the reader of bodies up to a size, whatever their Content-Type says.
 * The reader throws {@link RequestProblem} for a body that is too large, compressed in an unknown way or not UTF-8.
 */
export function createTextReader(limit: BodyLimit): ReadText {
  const readRaw = express.raw({ type: () => true, limit: limit.bytes });
  return async (request, response) => {
    refuseOtherCharsets(request);
    await new Promise<void>((resolve, reject) => {
      readRaw(request, response, (error?: unknown) =>
        error === undefined ? resolve() : reject(problemOfReading(error, limit)),
      );
    });
    const body: unknown = request.body;
    return Buffer.isBuffer(body) ? decode(body) : '';
  };
}

function refuseOtherCharsets(request: BodyRequest): void {
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(request.headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset)) {
    throw new RequestProblem('unsupported_charset');
  }
}

function problemOfReading(error: unknown, limit: BodyLimit): RequestProblem {
  const status = error instanceof Error && 'status' in error ? error.status : 400;
  if (status === 413) return new RequestProblem(limit.problem, {}, { cause: error });
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

const readText = createTextReader({ bytes: 64 * 1024, problem: 'body_too_large' });

/**
 * Reads the body as JSON whatever its Content-Type says, because the published example sends JSON without one.
 * No body at all reads as an empty object, so that the answer names the fields that are missing.
 * @throws {RequestProblem} for a body that is too large, compressed in an unknown way, not UTF-8 or not JSON.
 */
export async function readJsonBody(request: BodyRequest, response: ServerResponse): Promise<unknown> {
  const text = await readText(request, response);
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RequestProblem('invalid_json', {}, { cause });
  }
}
