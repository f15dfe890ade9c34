import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './fault.js';

/** LiveKit's answer to a request. */
export interface LiveKitReply {
  readonly status: number;
  readonly text: string;
}

/** A request that has come in, and a function that sends it on. */
export interface Passage {
  readonly response: ServerResponse;
  forward(): Promise<LiveKitReply>;
}

/** Reads a whole request, so that it can be sent on as often as a fault needs. */
export async function passageOf(
  request: IncomingMessage,
  response: ServerResponse,
  livekitUrl: string,
): Promise<Passage> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = new Uint8Array(Buffer.concat(chunks));
  return {
    response,
    forward: async () => {
      const answer = await fetch(new URL(request.url ?? '/', livekitUrl.replace(/^ws/, 'http')), {
        method: 'POST',
        headers: {
          'content-type': request.headers['content-type'] ?? 'application/json',
          authorization: request.headers.authorization ?? '',
        },
        body,
      });
      return { status: answer.status, text: await answer.text() };
    },
  };
}

/** Applies a fault to a request; without one the request passes. */
export async function relay({ forward, response }: Passage, fault: Fault | null): Promise<void> {
  switch (fault?.kind) {
    case undefined:
      return reply(response, await forward());
    case 'answer': {
      const { status, code = 'internal', message = 'a planned fault' } = fault;
      return reply(response, { status, text: JSON.stringify({ code, msg: message }) });
    }
    case 'foreign_answer':
      return reply(response, fault, fault.type);
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'swallow':
      return;
    case 'swallow_reply':
      await forward();
      return;
    case 'lose_reply':
      await forward();
      response.destroy();
      return;
    case 'cut_reply':
      return cutInTheMiddle(response, await forward());
    case 'replaced_reply':
      await forward();
      return reply(response, fault);
    case 'twice': {
      const first = await forward();
      const second = await forward();
      return reply(response, fault.reply === 'first' ? first : second);
    }
    case 'twice_at_once': {
      const both = [forward(), forward()];
      reply(response, await Promise.race(both));
      await Promise.all(both);
      return;
    }
    case 'delay':
      await sleep(fault.ms);
      return reply(response, await forward());
    case 'late':
      await closing(response);
      await sleep(fault.ms);
      await forward();
  }
}

/** Answers a request, unless its caller has closed the connection. */
export function reply(
  response: ServerResponse,
  { status, text }: LiveKitReply,
  type = 'application/json',
): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': type });
  response.end(text);
}

function cutInTheMiddle(response: ServerResponse, { status, text }: LiveKitReply): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.write(text.slice(0, Math.floor(text.length / 2)), () => response.destroy());
}

function closing(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (response.destroyed) resolve();
    else response.once('close', resolve);
  });
}
