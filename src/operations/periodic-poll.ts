/** Looks again and again, with a pause between the end of one look and the next, until it is stopped. */
export class PeriodicPoll {
  readonly #everyMs: number;
  readonly #pass: () => Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #stopped = false;

  /** @param look must not reject. @param everyMs the pause, in milliseconds. */
  constructor(everyMs: number, pass: () => Promise<void>) {
    this.#everyMs = everyMs;
    this.#pass = pass;
  }

  start(): void {
    this.#timer = setTimeout(() => {
      this.#looking = this.#pass().finally(() => {
        if (!this.#stopped) this.start();
      });
    }, this.#everyMs);
  }

  /** Resolves when no look is under way any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#looking;
  }
}
