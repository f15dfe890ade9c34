/** What must be stopped, in the reverse of the order in which it was started. */
export class StopOrder {
  readonly #stops: (() => unknown)[] = [];
  #running: Promise<void> | undefined;

  add(stop: () => unknown): void {
    this.#stops.push(stop);
  }

  /** Stops everything, even what comes after a stop that failed. Repeated calls wait for the first. @throws the first failure. */
  run(): Promise<void> {
    this.#running ??= this.#stopAll();
    return this.#running;
  }

  async #stopAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const stop of this.#stops.reverse()) {
      try {
        await stop();
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
