import { setTimeout as pause } from 'node:timers/promises';

/** Work that a process repeats in the background. Durations are in milliseconds. */
export interface RepeatedPass {
  readonly everyMs: number;
  /** The pause before the first pass; `everyMs` unless given. */
  readonly firstAfterMs?: number;
  /** Does one pass. @param stopping is aborted when no further pass is to begin */
  run(stopping: AbortSignal): Promise<void>;
  /** Reports a pass that has failed. The next one makes it good. */
  onFailure(error: unknown, stopping: AbortSignal): void;
}

/** Runs passes with a pause before each, until they are stopped. */
export class Passes {
  readonly #stopping = new AbortController();
  readonly #loops: Promise<void>[] = [];

  start(pass: RepeatedPass): void {
    this.#loops.push(this.#repeat(pass));
  }

  /** Resolves when no pass is under way any more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#loops);
  }

  async #repeat(pass: RepeatedPass): Promise<void> {
    const { signal } = this.#stopping;
    for (let pauseMs = pass.firstAfterMs ?? pass.everyMs; ; pauseMs = pass.everyMs) {
      await pause(pauseMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await pass.run(signal).catch((error) => pass.onFailure(error, signal));
    }
  }
}
