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

/** The slowest client: it sends so many bytes, as they are on the network, in each of these times. */
export interface LeastRate {
  readonly bytes: number;
  readonly everyMs: number;
}

const usualLeast: LeastRate = { bytes: 64 * 1024, everyMs: 5_000 };

/**
 * Reads a body piece by piece, decompressed, so that a large body is never in memory as a whole. If the consumer stops early, the
 * rest of the body is received and dropped, and the connection stays usable.
 * @throws {RequestProblem} for a body that is too large or too slow, or has an unknown compression.
 */
export async function* streamBody(
  request: Request,
  limit: BodyLimit,
  least: LeastRate = usualLeast,
): AsyncGenerator<Buffer> {
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
  const unwatchRate = watchRate(request, body, least, () => body.destroy(tooSlow));
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
    unwatchRate();
    unwatch();
    request.unpipe(body);
    body.destroy();
    request.resume();
  }
}

/**
 * Watches how fast a client sends a body. While the consumer does not take what is there, nobody can tell.
 * @returns a function that ends this
 */
function watchRate(
  request: Request,
  body: Transform,
  { bytes, everyMs }: LeastRate,
  onSlow: () => void,
): () => void {
  let received = 0;
  const count = (piece: Buffer) => {
    received += piece.length;
  };
  const check = () => {
    if (received < bytes && !request.complete && !body.writableNeedDrain) onSlow();
    received = 0;
  };
  request.on('data', count);
  // Node runs due timers before it reads what has arrived, and `setImmediate` after that.
  const timer = setInterval(() => setImmediate(check), everyMs);
  return () => {
    clearInterval(timer);
    request.off('data', count);
  };
}
