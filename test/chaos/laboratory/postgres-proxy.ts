import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { Deferred } from '../../integration/support/deferred.js';

/** A fault that meets the commit which inserts, updates or deletes a trunk's record. */
export type CommitFault =
  /** PostgreSQL commits; the reply never comes, and the connection stays open. */
  | 'swallow_reply'
  /** The commit is held before PostgreSQL has seen it, until it is released or cut. */
  | 'hold'
  /** PostgreSQL commits; the reply is held until it is released or cut. */
  | 'hold_reply';

/** A commit for which a fault is planned. */
export interface MetCommit {
  /** Resolves when the commit has come, and PostgreSQL has carried it out if the fault wants that; with the name of its address. */
  readonly arrived: Promise<string>;
  /** Sends a held commit or reply on. */
  release(): void;
  /** Cuts the connection. A held commit then never reaches PostgreSQL. */
  cut(): void;
}

interface Plan {
  readonly fault: CommitFault;
  readonly arrival: Deferred<string>;
  readonly departure: Deferred<'go_on' | 'cut'>;
}

/** The statements that insert, update or delete a trunk's record in a transaction. */
const writesTrunks = /(?:insert into|update|delete from) "trunks"/;

/** The name of the prepared statement that inserts a record. It is a transaction by itself: its execution is its commit. */
const activation = /activate_record/;

/** The type of `Query`, the message in PostgreSQL's protocol for one statement without values. */
const simpleQuery = 0x51;

/**
 * A TCP proxy before PostgreSQL that recognises the transactions which write a trunk's record. It can hold their commit, or
 * lose the reply to it, as a network does. It can also cut connections when a transaction begins or rolls back.
 */
export class PostgresProxy {
  readonly #target: URL;
  readonly #addresses = new Map<string, Server>();
  readonly #sockets = new Set<Socket>();
  readonly #plans: Plan[] = [];
  readonly #cuts = { begin: 0, rollback: 0 };
  #onRecord: () => void = () => undefined;

  constructor(databaseUrl: string) {
    this.#target = new URL(databaseUrl);
  }

  /** Opens an address for one of several clients. @returns the URL by which it reaches the database. */
  async openAddress(name: string): Promise<string> {
    const server = this.#addresses.get(name) ?? createServer((client) => this.#serve(client, name));
    if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.#addresses.set(name, server);
    const url = new URL(this.#target);
    url.port = String((server.address() as AddressInfo).port);
    return url.href;
  }

  /** Plans a fault for the next commit of a trunk's record. */
  plan(fault: CommitFault): MetCommit {
    const plan: Plan = { fault, arrival: new Deferred(), departure: new Deferred() };
    this.#plans.push(plan);
    return {
      arrived: plan.arrival.promise,
      release: () => plan.departure.resolve('go_on'),
      cut: () => plan.departure.resolve('cut'),
    };
  }

  /** Cuts the connections of the next transactions at their begin or rollback, before PostgreSQL sees that statement. */
  cutAt(statement: 'begin' | 'rollback', times: number): void {
    this.#cuts[statement] = times;
  }

  /** How many of the planned cuts have not happened yet. */
  get cutsLeft(): number {
    return this.#cuts.begin + this.#cuts.rollback;
  }

  /** Sets a callback for the moment before PostgreSQL sees a statement that writes a trunk's record. */
  onRecord(callback: () => void): void {
    this.#onRecord = callback;
  }

  /** Forgets all planned faults. Held commits stay held. */
  heal(): void {
    this.#onRecord = () => undefined;
    this.#plans.length = 0;
    Object.assign(this.#cuts, { begin: 0, rollback: 0 });
  }

  async stop(): Promise<void> {
    this.heal();
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(
      [...this.#addresses.values()].map((server) => new Promise((resolve) => server.close(resolve))),
    );
  }

  #serve(client: Socket, address: string): void {
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
      // A client waits for each answer, so a chunk never holds more than one statement.
      if (this.#takesCut(chunk)) {
        client.destroy();
        return;
      }
      const text = chunk.toString('latin1');
      const activates = activation.test(text);
      if (activates || writesTrunks.test(text)) {
        writesTrunk = !activates;
        this.#onRecord();
      }
      const commits = activates || (writesTrunk && isSimple('commit', chunk));
      const plan = commits ? this.#plans.shift() : undefined;
      if (isSimple('commit', chunk) || isSimple('rollback', chunk)) writesTrunk = false;
      if (plan === undefined) server.write(chunk);
      else void befall(plan, chunk, { client, server, reply, address });
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
  readonly address: string;
}

async function befall({ fault, arrival, departure }: Plan, chunk: Buffer, line: Line): Promise<void> {
  if (fault !== 'hold') {
    line.reply.close();
    line.server.write(chunk);
    await line.reply.kept;
  }
  arrival.resolve(line.address);
  if (fault === 'swallow_reply') return;
  if ((await departure.promise) === 'cut') {
    line.client.destroy();
    return;
  }
  if (fault === 'hold') line.server.write(chunk);
  else line.reply.open();
}

/** Passes replies on to the client, or holds them back. */
class ReplyGate {
  readonly #client: Socket;
  readonly #kept: Buffer[] = [];
  readonly #first = new Deferred<void>();
  #isOpen = true;

  constructor(client: Socket) {
    this.#client = client;
  }

  /** Resolves when the first reply is held back. */
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
