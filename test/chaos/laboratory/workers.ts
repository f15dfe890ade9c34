import { TrunklineProcess } from '../../integration/support/trunkline-process.js';

const longestLifeMs = 3_600_000;

/** Says where a worker of that name finds the servers: behind doors of its own, so that its requests are known. */
export type WorkerEnvironment = (name: string) => Promise<Readonly<Record<string, string>>>;

/** Workers in processes of their own, which a test may kill one by one. */
export class Workers {
  readonly #environmentOf: WorkerEnvironment;
  readonly #running = new Map<string, TrunklineProcess>();

  constructor(environmentOf: WorkerEnvironment) {
    this.#environmentOf = environmentOf;
  }

  /** Starts a worker unless one of that name runs. Resolves when it is ready. */
  async start(name: string): Promise<TrunklineProcess> {
    const running = this.#running.get(name);
    if (running?.isAlive === true) return running;
    const started = await TrunklineProcess.start(await this.#environmentOf(name), longestLifeMs);
    this.#running.set(name, started);
    return started;
  }

  /** Ends a worker as a power cut would. */
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
