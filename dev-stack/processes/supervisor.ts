import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { identify } from '../../src/database/process-identity.js';
import { signalGroup } from '../bootstrap/run-command.js';
import { readJsonFile, writePrivateFile } from '../state/private-file.js';
import { StackError } from '../state/stack-error.js';
import { type ProcessSpec, SupervisedProcess } from './supervised-process.js';

const recordShape = z.array(z.object({ title: z.string(), pid: z.number().int(), identity: z.string() }));
const orphanStopTimeoutMs = 1_000;
const pollMs = 50;

interface Entry {
  readonly process: SupervisedProcess;
  readonly cleanUp: () => Promise<void>;
}

/** Starts processes, and stops all in the opposite order of their start. */
export class Supervisor {
  readonly #recordFile: string;
  /** By name, in the order of their first start: who is started anew keeps its place. */
  readonly #entries = new Map<string, Entry>();
  #stopping = false;

  /** @param recordFile remembers the processes, so that the next start finds what a killed supervisor left running */
  constructor(recordFile: string) {
    this.#recordFile = recordFile;
  }

  /** Starts a process. It takes the place of an earlier one of the same name, which has ended. */
  start(spec: ProcessSpec, cleanUp: () => Promise<void> = async () => {}): SupervisedProcess {
    if (this.#stopping) {
      throw new StackError('The stack is being stopped.');
    }
    const process = new SupervisedProcess(spec);
    this.#entries.set(spec.name, { process, cleanUp });
    const records = [...this.#entries.values()].flatMap(
      ({
        process: {
          pid,
          identity,
          spec: { title },
        },
      }) => (pid === null || identity === null ? [] : [{ title, pid, identity }]),
    );
    writePrivateFile(this.#recordFile, `${JSON.stringify(records)}\n`);
    return process;
  }

  /** Stops one process before its time, for example to start it anew on other ports. */
  async drop(process: SupervisedProcess, patienceMs?: number): Promise<void> {
    await process.stop(patienceMs);
    await this.#entries.get(process.spec.name)?.cleanUp();
  }

  /**
   * Stops everything in order.
   * @param onStop receives the title of each process before that process is stopped
   * @param withinMs a limit for all together, in milliseconds: each may use half of what is left, and is then killed
   */
  async stop(onStop: (title: string) => void = () => {}, withinMs = Number.POSITIVE_INFINITY): Promise<void> {
    this.#stopping = true;
    const since = performance.now();
    for (const { process } of [...this.#entries.values()].reverse()) {
      if (process.exited === null) {
        onStop(process.spec.title);
      }
      const left = Math.max(0, withinMs - (performance.now() - since));
      await this.drop(process, Math.min(process.spec.stopTimeoutMs, left / 2));
    }
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
