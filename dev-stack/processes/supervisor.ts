import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { identify } from '../../src/database/process-identity.js';
import { readJsonFile, writePrivateFile } from '../state/private-file.js';
import { StackError } from '../state/stack-error.js';
import { type ProcessExit, type ProcessSpec, SupervisedProcess } from './supervised-process.js';

const recordShape = z.array(z.object({ title: z.string(), pid: z.number().int(), identity: z.string() }));
const orphanStopTimeoutMs = 10_000;
const pollMs = 100;

/** Starts processes, notices when one ends by itself, and stops all in the opposite order of their start. */
export class Supervisor {
  readonly #recordFile: string;
  readonly #running: { process: SupervisedProcess; cleanUp: () => Promise<void> }[] = [];
  /** Names in the order of their first start: who is started anew on other ports keeps its place. */
  readonly #order: string[] = [];
  #stopping = false;
  #reportDeath: (exit: ProcessExit) => void = () => {};
  /** Resolves when a process that was declared well ends without having been asked to. */
  readonly died: Promise<ProcessExit>;

  /** @param recordFile remembers the processes, so that the next start finds what a killed supervisor left running */
  constructor(recordFile: string) {
    this.#recordFile = recordFile;
    this.died = new Promise((resolve) => {
      this.#reportDeath = resolve;
    });
  }

  /** Starts a process. Its end counts as a death only after {@link watch}. */
  start(spec: ProcessSpec, cleanUp: () => Promise<void> = async () => {}): SupervisedProcess {
    if (this.#stopping) {
      throw new StackError('The stack is being stopped.');
    }
    if (!this.#order.includes(spec.name)) {
      this.#order.push(spec.name);
    }
    const process = new SupervisedProcess(spec);
    this.#running.push({ process, cleanUp });
    this.#record();
    return process;
  }

  /** From now on the process is expected to run until it is stopped. */
  watch(process: SupervisedProcess): void {
    void process.ended.then((exit) => {
      if (!this.#stopping) {
        this.#reportDeath(exit);
      }
    });
  }

  /** Stops one process before its time, for example to start it anew on other ports. */
  async drop(process: SupervisedProcess): Promise<void> {
    const index = this.#running.findIndex((entry) => entry.process === process);
    const [entry] = index < 0 ? [] : this.#running.splice(index, 1);
    await process.stop();
    await entry?.cleanUp();
    this.#record();
  }

  /** Stops everything in order. `onStop` receives the title of each process before that process is stopped. */
  async stop(onStop: (title: string) => void = () => {}): Promise<void> {
    this.#stopping = true;
    const place = ({ process }: { process: SupervisedProcess }) => this.#order.indexOf(process.spec.name);
    for (const { process } of [...this.#running].sort((one, other) => place(other) - place(one))) {
      if (process.exited === null) {
        onStop(process.spec.title);
      }
      await this.drop(process);
    }
  }

  /** Ends everything at once. */
  killAll(): void {
    this.#stopping = true;
    for (const { process } of this.#running) {
      process.kill();
    }
  }

  #record(): void {
    const records = this.#running.flatMap(({ process: { pid, identity, spec } }) =>
      pid === null || identity === null ? [] : [{ title: spec.title, pid, identity }],
    );
    writePrivateFile(this.#recordFile, `${JSON.stringify(records)}\n`);
  }
}

/** Stops the processes that a killed supervisor left running. @returns their titles and process ids. */
export async function stopOrphans(recordFile: string): Promise<string[]> {
  const records = recordShape.safeParse(readJsonFile(recordFile));
  const alive = (records.data ?? []).filter(({ pid, identity }) => identify(pid) === identity);
  await Promise.all(alive.map(({ pid, identity }) => stopOrphan(pid, identity)));
  return alive.map(({ title, pid }) => `${title} (process ${pid})`);
}

async function stopOrphan(pid: number, identity: string): Promise<void> {
  const since = Date.now();
  signalGroup(pid, 'SIGTERM');
  while (identify(pid) === identity) {
    if (Date.now() - since > orphanStopTimeoutMs) {
      signalGroup(pid, 'SIGKILL');
    }
    await sleep(pollMs);
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It ended a moment ago.
  }
}
