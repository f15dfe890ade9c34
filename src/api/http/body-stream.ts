import { finished, PassThrough, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Request } from 'express';
import { RequestProblem } from '../errors/request-problem.js';
import { type BodyLimit, refuseOtherCharsets } from './request.js';

const pieces = { chunkSize: 64 * 1024 };

const decoders: Readonly<Record<string, () => Transform>> = {
  identity: () => new PassThrough(),
  gzip: () => createGunzip(pieces),
  deflate: () => createInflate(pieces),
  br: () => createBrotliDecompress(pieces),
};

/**
 * Reads a body piece by piece, decompressed, so that a large body is never in memory as a whole. If the consumer stops early, the
 * rest of the body is received and dropped, and the connection stays usable.
 * @throws {RequestProblem} for a body that is too large or too slow, or has an unknown compression.
 */
export async function* streamBody(request: Request, limit: BodyLimit): AsyncGenerator<Buffer> {
  refuseOtherCharsets(request);
  const decoder = decoders[(request.headers['content-encoding'] ?? 'identity').toLowerCase()];
  if (decoder === undefined) throw new RequestProblem('unsupported_content_encoding');
  const body = request.pipe(decoder());
  // A pipe does not tell its end that the client has gone.
  const unwatch = finished(request, (error) => {
    if (error) body.destroy(error);
  });
  const tooSlow = new RequestProblem('request_timeout', { headers: { Connection: 'close' } });
  const timer = setTimeout(() => body.destroy(tooSlow), limit.withinMs);
  let bytes = 0;
  try {
    for await (const piece of body) {
      const read: Buffer = piece;
      bytes += read.length;
      if (bytes > limit.bytes) throw new RequestProblem(limit.problem);
      yield read;
    }
  } catch (cause) {
    throw cause instanceof RequestProblem ? cause : new RequestProblem('malformed_request', { cause });
  } finally {
    clearTimeout(timer);
    unwatch();
    request.unpipe(body);
    body.destroy();
    request.resume();
  }
}
