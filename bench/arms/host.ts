/**
 * The process of one arm: `node --import tsx bench/arms/host.ts <module>`. It opens the arm with the variables of its
 * environment, sets up trunks when its parent sends numbers, and measures each set-up where it is called.
 */
import { performance } from 'node:perf_hooks';
import { inspect } from 'node:util';

/** The export of the module of an arm. @param env the addresses of the servers. */
export type OpenArm = (env: NodeJS.ProcessEnv) => Promise<OpenedArm>;

/** An arm inside its process. */
export interface OpenedArm {
  /** Called before the measured call, with work that the measured part presupposes. */
  prepare?(number: string): Promise<void>;
  setUp(number: string): Promise<void>;
  close(): Promise<void>;
}

/** A message to the process: a number to set up, or the request to end. */
export type HostRequest = { readonly number: string } | { readonly end: true };

/** A message of the process: ready, or the duration of one set-up in milliseconds, or why it failed. */
export type HostReply =
  | { readonly ready: true }
  | { readonly number: string; readonly ms: number }
  | { readonly number: string; readonly error: string };

async function host(module: string): Promise<void> {
  const { open }: { open: OpenArm } = await import(new URL(module, import.meta.url).href);
  const arm = await open(process.env);
  const reply = (message: HostReply) => process.send?.(message);
  process.on('message', (request: HostRequest) => {
    if ('end' in request) {
      void arm.close().finally(() => process.exit());
      return;
    }
    const { number } = request;
    void measured(arm, number).then(
      (ms) => reply({ number, ms }),
      (error: unknown) => reply({ number, error: inspect(error) }),
    );
  });
  process.once('disconnect', () => process.exit());
  reply({ ready: true });
}

async function measured(arm: OpenedArm, number: string): Promise<number> {
  await arm.prepare?.(number);
  const started = performance.now();
  await arm.setUp(number);
  return performance.now() - started;
}

await host(process.argv[2] ?? '');
