import express, { type Request, type Response } from 'express';
import { RequestProblem, type RequestProblemCode } from '../errors/request-problem.js';

/** The largest body, and the error of a larger one. */
interface BodyLimit {
  /** Counted after decompression, so that it stops a gzip bomb as well. */
  readonly bytes: number;
  readonly problem: RequestProblemCode;
}

/** Reads a body as text. */
export type ReadText = (request: Request, response: Response) => Promise<string>;

/**
 * Makes the reader of bodies up to a size, whatever their Content-Type says.
 * The reader throws {@link RequestProblem} for a body that is too large, has an unknown compression or is not UTF-8.
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

const readText = createTextReader({ bytes: 64 * 1024, problem: 'body_too_large' });

/**
 * Reads the body as JSON whatever its Content-Type says, because the published example sends JSON without one.
 * No body at all reads as an empty object, so that the answer names the missing fields.
 * @throws {RequestProblem} for a body that is too large, has an unknown compression, is not UTF-8 or not JSON.
 */
export async function readJsonBody(request: Request, response: Response): Promise<unknown> {
  const text = await readText(request, response);
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RequestProblem('invalid_json', { cause });
  }
}

function refuseOtherCharsets(request: Request): void {
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(request.headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset)) {
    throw new RequestProblem('unsupported_charset');
  }
}

function problemOfReading(error: unknown, limit: BodyLimit): RequestProblem {
  const status = error instanceof Error && 'status' in error ? error.status : 400;
  const codes: Readonly<Record<string, RequestProblemCode>> = {
    413: limit.problem,
    415: 'unsupported_content_encoding',
  };
  return new RequestProblem(codes[String(status)] ?? 'malformed_request', { cause: error });
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new RequestProblem('invalid_utf8', { cause });
  }
}
