import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';

/** So many requests of a connection may wait for the answers before them. Clients and proxies do not send that many ahead. */
const mostWaiting = 16;

/**
 * Makes a listener that begins a request when the answer before it on the same connection has been sent. HTTP allows clients to send
 * requests ahead (pipelining), and each of them would keep its memory, and its answer, until the client has read all answers before it.
 * A connection with too many requests is closed, and those that wait are not carried out.
 */
export function oneAtATime(listener: RequestListener): RequestListener {
  /** The requests that wait on each connection on which one is under way. */
  const waitingOn = new WeakMap<Socket, (() => void)[]>();
  return (request, response) => {
    const { socket } = request;
    const waiting = waitingOn.get(socket) ?? [];
    const begin = () => {
      // The connection ends with an answer that says so.
      if (!socket.writable) return;
      response.once('close', () => {
        const next = waiting.shift();
        if (next === undefined) waitingOn.delete(socket);
        else next();
      });
      listener(request, response);
    };
    if (!waitingOn.has(socket)) {
      waitingOn.set(socket, waiting);
      begin();
    } else if (waiting.length < mostWaiting) waiting.push(begin);
    else socket.destroy();
  };
}

/** How long answers are kept for clients that do not read them. */
export interface UnreadLimits {
  /** The time in which a client must have read a short answer, in milliseconds. */
  readonly readTimeout: number;
  /** The slowest client, for long answers. */
  readonly readBytesPerSecond: number;
  /** The largest sum of all answers that are not read. Those that have waited longest are cut. */
  readonly mostUnreadBytes: number;
}

/**
 * Makes a listener that cuts the connections of clients that do not read their answers. Without it a client with a full receive buffer
 * would keep every answer in memory for as long as it likes.
 */
export function readInTime(listener: RequestListener, limits: UnreadLimits): RequestListener {
  /** The bytes that wait on each connection, in the order in which the answers were written. */
  const unread = new Map<Socket, number>();
  let unreadBytes = 0;
  return (request, response) => {
    const { socket } = request;
    response.once('prefinish', () => {
      const bytes = socket.writableLength;
      if (bytes === 0) return;
      const timeout = limits.readTimeout + (bytes / limits.readBytesPerSecond) * 1_000;
      const late = setTimeout(() => socket.destroy(), timeout);
      unread.set(socket, bytes);
      unreadBytes += bytes;
      response.once('close', () => {
        clearTimeout(late);
        unread.delete(socket);
        unreadBytes -= bytes;
      });
      let excess = unreadBytes - limits.mostUnreadBytes;
      for (const [oldest, size] of unread) {
        if (excess <= 0 || oldest === socket) break;
        excess -= size;
        oldest.destroy();
      }
    });
    listener(request, response);
  };
}
