import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { RunningArm } from './arm.js';
import type { HostReply, HostRequest } from './host.js';

const host = fileURLToPath(new URL('host.ts', import.meta.url));

/** A call that takes longer has failed; in milliseconds. */
const callLimitMs = 60_000;

/** How an arm with a process of its own is started. */
export interface Hosted extends Pick<RunningArm, 'enginePid' | 'databaseUrl' | 'recordsQuery'> {
  /** The file in this folder that exports `open`. */
  readonly module: string;
  /** Variables beside those of this process. */
  readonly env: Readonly<Record<string, string>>;
}

/** Starts the process of an arm and waits until it can take calls. @throws {Error} when it ends before that. */
export async function hosted({ module, env, ...arm }: Hosted): Promise<RunningArm> {
  const child = fork(host, [`./${module}`], {
    env: { ...process.env, ...env },
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const complaints: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => complaints.push(text));
  const waiting = new Map<string, { resolve(ms: number): void; reject(error: Error): void }>();
  const ended = once(child, 'exit').then(
    () => new Error(`${module} ended: ${complaints.join('').slice(-2_000)}`),
  );
  void ended.then((error) => {
    for (const { reject } of waiting.values()) reject(error);
  });
  const ready = new Promise<void>((resolve) => {
    child.on('message', (reply: HostReply) => {
      if ('ready' in reply) {
        resolve();
        return;
      }
      const call = waiting.get(reply.number);
      waiting.delete(reply.number);
      if ('ms' in reply) call?.resolve(reply.ms);
      else call?.reject(new Error(`${module}: ${reply.error}`));
    });
  });
  const failure = await Promise.race([ready, ended]);
  if (failure instanceof Error) throw failure;
  return {
    ...arm,
    pid: child.pid ?? 0,
    setUp: (number) =>
      new Promise<number>((resolve, reject) => {
        const late = () => reject(new Error(`${module} did not answer within ${callLimitMs / 1_000} s.`));
        const timer = setTimeout(late, callLimitMs);
        const settled =
          <T>(settle: (result: T) => void) =>
          (result: T) => {
            clearTimeout(timer);
            settle(result);
          };
        waiting.set(number, { resolve: settled(resolve), reject: settled(reject) });
        send(child, { number });
      }),
    stop: async () => {
      send(child, { end: true });
      await ended;
    },
  };
}

function send(child: ChildProcess, request: HostRequest): void {
  child.send(request);
}
