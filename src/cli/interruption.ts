import { isStartedByNpm, whenOrphaned } from './parent-watch.js';
import type { Environment } from './terminal.js';

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const anHourMs = 3_600_000;

/** A request to stop: Ctrl-C, `kill`, a closed terminal, or the end of the npm that started this process. */
export interface Interruption {
  /** Aborts at the first request. */
  readonly signal: AbortSignal;
  /** Resolves at the first request. */
  readonly asked: Promise<void>;
  /** Ends the listening: signals end this process again, and it no longer waits for them. */
  dispose(): void;
}

/**
 * From now on signals no longer end this process by themselves, and it stays until {@link Interruption.dispose}.
 * @param env its variables say whether npm has started this process
 * @param onSecondRequest called when a person asks again, because stopping takes too long
 */
export function untilStopped(env: Environment, onSecondRequest: () => void = () => {}): Interruption {
  const controller = new AbortController();
  const asked = new Promise<void>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const stop = () => (controller.signal.aborted ? onSecondRequest() : controller.abort());
  // Node does not count waiting for a signal as something to stay for.
  const staying = setInterval(() => {}, anHourMs);
  const endWatch = isStartedByNpm(env) ? whenOrphaned(() => controller.abort()) : () => {};
  for (const name of stopSignals) {
    process.on(name, stop);
  }
  return {
    signal: controller.signal,
    asked,
    dispose: () => {
      clearInterval(staying);
      endWatch();
      for (const name of stopSignals) {
        process.off(name, stop);
      }
    },
  };
}
