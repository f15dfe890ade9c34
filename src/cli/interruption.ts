import { isStartedByNpm, whenOrphaned } from '../../bootstrap/parent-watch.js';
import type { Environment } from '../stack/settings.js';

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const anHourMs = 3_600_000;

/** A wish to stop, by Ctrl-C, by `kill`, by closing the terminal or by ending the npm that started all. */
export interface Interruption {
  /** Aborts at the first wish. */
  readonly signal: AbortSignal;
  /** Resolves at the first wish. */
  readonly asked: Promise<void>;
  /** Ends the listening: signals end this process again, and it no longer waits for them. */
  dispose(): void;
}

/**
 * From now on signals no longer end this process by themselves, and it stays until {@link Interruption.dispose}.
 * @param env tells whether npm has started this process
 * @param insist called when a person asks a second time, because stopping takes too long
 */
export function untilStopped(env: Environment, insist: () => void = () => {}): Interruption {
  const controller = new AbortController();
  const asked = new Promise<void>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const spec = () => (controller.signal.aborted ? insist() : controller.abort());
  // Node does not count waiting for a signal as something to stay for.
  const staying = setInterval(() => {}, anHourMs);
  const endWatch = isStartedByNpm(env) ? whenOrphaned(() => controller.abort()) : () => {};
  for (const name of endings) {
    process.on(name, spec);
  }
  return {
    signal: controller.signal,
    asked,
    dispose: () => {
      clearInterval(staying);
      endWatch();
      for (const name of endings) {
        process.off(name, spec);
      }
    },
  };
}
