import { TrunklineProcess } from '../../integration/support/trunkline-process.js';

const longestLifeMs = 3_600_000;

/** Returns the environment of a worker. Each worker has its own addresses at the proxies, so that a test knows its requests. */
export type WorkerEnvironment = (name: string) => Promise<Readonly<Record<string, string>>>;

/** Workers in separate processes, which a test may kill one by one. */
export class Workers {
  readonly #environmentOf: WorkerEnvironment;
  readonly #running = new Map<string, TrunklineProcess>();

  constructor(environmentOf: WorkerEnvironment) {
    this.#environmentOf = environmentOf;
  }

  /** Starts a worker unless one of that name runs, and waits until it is ready. */
  async start(name: string): Promise<TrunklineProcess> {
    const running = this.#running.get(name);
    if (running?.isAlive === true) return running;
    const started = await TrunklineProcess.start(await this.#environmentOf(name), longestLifeMs);
    this.#running.set(name, started);
    return started;
  }

  /** Kills a worker as a power cut would. */
  async kill(name: string): Promise<void> {
    await this.get(name).kill();
  }

  get(name: string): TrunklineProcess {
    const worker = this.#running.get(name);
    if (worker === undefined) throw new Error(`There is no worker "${name}".`);
    return worker;
  }

  async killAll(): Promise<void> {
    await Promise.all([...this.#running.values()].map((worker) => worker.kill()));
  }
}
