import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { Deferred } from '../../integration/support/deferred.js';

/** What befalls the commit that makes, changes or removes a trunk's record. */
export type CommitFault =
  /** PostgreSQL commits; the reply never comes, and the connection stays open. */
  | 'swallow_reply'
  /** It is held before PostgreSQL has seen it, until it is released or cut. */
  | 'hold'
  /** PostgreSQL commits; the reply is held until it is released or cut. */
  | 'hold_reply';

/** A commit that a fault has met. */
export interface MetCommit {
  /** Resolves when it has come, and PostgreSQL has carried it out if it is to; with the name of its door. */
  readonly arrived: Promise<string>;
  /** Lets a held commit or reply go on. */
  release(): void;
  /** Cuts the connection: a commit that was held never reaches PostgreSQL. */
  cut(): void;
}

interface Plan {
  readonly fault: CommitFault;
  readonly arrival: Deferred<string>;
  readonly departure: Deferred<'go_on' | 'cut'>;
}

/** What makes, changes or removes a trunk's record. */
const writesTrunks = /(?:insert into|update|delete from) "trunks"/;

/** `Query`, the message of PostgreSQL's protocol that carries one statement without values. */
const simpleQuery = 0x51;

/**
 * A TCP proxy before PostgreSQL, which knows the transactions that matter: those that write a trunk's record. It can
 * keep its commit, or lose the reply to it, as a network does. It can also cut connections when transactions begin or are
 * rolled back.
 */
export class PostgresProxy {
  readonly #target: URL;
  readonly #admission = new Map<string, Server>();
  readonly #sockets = new Set<Socket>();
  readonly #plans: Plan[] = [];
  readonly #cuts = { begin: 0, rollback: 0 };
  #onRecord: () => void = () => undefined;

  constructor(databaseUrl: string) {
    this.#target = new URL(databaseUrl);
  }

  /** Opens an address for one of several clients. @returns the URL by which it reaches the database. */
  async openQueue(name: string): Promise<string> {
    const server = this.#admission.get(name) ?? createServer((client) => this.#serve(client, name));
    if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.#admission.set(name, server);
    const url = new URL(this.#target);
    url.port = String((server.address() as AddressInfo).port);
    return url.href;
  }

  /** Lets the next commit of a trunk's record meet a fault. */
  plan(fault: CommitFault): MetCommit {
    const plan: Plan = { fault, arrival: new Deferred(), departure: new Deferred() };
    this.#plans.push(plan);
    return {
      arrived: plan.arrival.promise,
      release: () => plan.departure.resolve('go_on'),
      cut: () => plan.departure.resolve('cut'),
    };
  }

  /** Cuts the connection of whoever next begins a transaction, or rolls one back, before PostgreSQL sees it. */
  cutAt(statement: 'begin' | 'rollback', times: number): void {
    this.#cuts[statement] = times;
  }

  /** How many of the cuts that were asked for have not been met. */
  get cutsLeft(): number {
    return this.#cuts.begin + this.#cuts.rollback;
  }

  /** Calls back when a trunk's record is about to be written, before PostgreSQL sees it. */
  onRecord(callback: () => void): void {
    this.#onRecord = callback;
  }

  /** Lets all further commits pass; what is held stays held. */
  heal(): void {
    this.#onRecord = () => undefined;
    this.#plans.length = 0;
    Object.assign(this.#cuts, { begin: 0, rollback: 0 });
  }

  async stop(): Promise<void> {
    this.heal();
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(
      [...this.#admission.values()].map((server) => new Promise((resolve) => server.close(resolve))),
    );
  }

  #serve(client: Socket, queue: string): void {
    const server = connect(Number(this.#target.port), this.#target.hostname);
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        this.#sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    const reply = new ReplyGate(client);
    server.on('data', (chunk) => reply.pass(chunk));
    let writesTrunk = false;
    client.on('data', (chunk) => {
      // A client waits for each answer, so that a chunk is never more than one statement.
      if (this.#takesCut(chunk)) {
        client.destroy();
        return;
      }
      if (writesTrunks.test(chunk.toString('latin1'))) {
        writesTrunk = true;
        this.#onRecord();
      }
      const plan = writesTrunk && isSimple('commit', chunk) ? this.#plans.shift() : undefined;
      if (isSimple('commit', chunk) || isSimple('rollback', chunk)) writesTrunk = false;
      if (plan === undefined) server.write(chunk);
      else void befall(plan, chunk, { client, server, reply, queue });
    });
  }

  #takesCut(chunk: Buffer): boolean {
    const met = (['begin', 'rollback'] as const).find(
      (statement) => this.#cuts[statement] > 0 && isSimple(statement, chunk),
    );
    if (met === undefined) return false;
    this.#cuts[met] -= 1;
    return true;
  }
}

interface Line {
  readonly client: Socket;
  readonly server: Socket;
  readonly reply: ReplyGate;
  readonly queue: string;
}

async function befall({ fault, arrival, departure }: Plan, chunk: Buffer, line: Line): Promise<void> {
  if (fault !== 'hold') {
    line.reply.close();
    line.server.write(chunk);
    await line.reply.kept;
  }
  arrival.resolve(line.queue);
  if (fault === 'swallow_reply') return;
  if ((await departure.promise) === 'cut') {
    line.client.destroy();
    return;
  }
  if (fault === 'hold') line.server.write(chunk);
  else line.reply.open();
}

/** Passes replies on to the client, or keeps them. */
class ReplyGate {
  readonly #client: Socket;
  readonly #kept: Buffer[] = [];
  readonly #first = new Deferred<void>();
  #isOpen = true;

  constructor(client: Socket) {
    this.#client = client;
  }

  /** Resolves when a first reply has been kept back. */
  get kept(): Promise<void> {
    return this.#first.promise;
  }

  close(): void {
    this.#isOpen = false;
  }

  open(): void {
    this.#isOpen = true;
    for (const chunk of this.#kept.splice(0)) this.#client.write(chunk);
  }

  pass(chunk: Buffer): void {
    if (this.#isOpen) {
      this.#client.write(chunk);
      return;
    }
    this.#kept.push(chunk);
    this.#first.resolve();
  }
}

function isSimple(statement: 'begin' | 'commit' | 'rollback', chunk: Buffer): boolean {
  return chunk[0] === simpleQuery && new RegExp(`^${statement}\\b`, 'i').test(chunk.toString('latin1', 5));
}
