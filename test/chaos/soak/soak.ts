import { setTimeout as sleep } from 'node:timers/promises';
import { Callers } from './callers.js';
import { disturb, kindOf } from './disturb.js';
import { violationsIn } from './inspect.js';
import { actingMs, planRound, type Round } from './plan.js';
import { Stage } from './stage.js';
import { Tally } from './tally.js';

/** The duration of a soak and the seed of its plan. */
export interface SoakRequest {
  readonly minutes: number;
  readonly seed: number;
  readonly say: (line: string) => void;
  /** Ends the soak after the current round. */
  readonly signal: AbortSignal;
}

/** All work must end within this time after a round. The longest pause between two attempts of a compensation is 30 s. */
const announcedSettlingMs = 75_000;
/** A new call must succeed within this time after all faults have ended. */
const recoveredWithinMs = 30_000;
/** The first digits of numbers that are called only to check the recovery. */
const probeNumbers = { all: '+1557', gateway: '+1558' } as const;

/** Runs a soak on its own servers. @returns the number of violations. */
export async function soak({ minutes, seed, say, signal }: SoakRequest): Promise<number> {
  const until = performance.now() + minutes * 60_000;
  const stage = await Stage.open();
  const soaking = new Soak(stage, seed, say);
  try {
    for (let index = 0; performance.now() < until && !signal.aborted; index += 1) {
      await soaking.round(planRound(seed, index));
    }
  } finally {
    await stage.close();
  }
  soaking.sum();
  return soaking.violations;
}

class Soak {
  readonly #stage: Stage;
  readonly #seed: number;
  readonly #say: (line: string) => void;
  readonly #callers: Callers;
  readonly #disturbances = new Tally();
  readonly #kills: number[] = [];
  readonly #failures: string[] = [];
  #longestSettlingMs = 0;
  violations = 0;

  constructor(stage: Stage, seed: number, say: (line: string) => void) {
    this.#stage = stage;
    this.#seed = seed;
    this.#say = say;
    this.#callers = new Callers(stage);
  }

  async round(round: Round): Promise<void> {
    const before = { answers: this.#callers.answers.total, disturbances: this.#disturbances.total };
    await this.#act(round);
    const dead = this.#stage.endedByThemselves();
    await this.#stage.healAll();
    const found = [...dead, ...(await this.#check(round.index))];
    found.push(...this.#callers.wrongAnswers.splice(0), ...this.#failures.splice(0));
    this.violations += found.length;
    this.#say(
      `round ${round.index}: ${this.#callers.answers.total - before.answers} calls, ` +
        `${this.#disturbances.total - before.disturbances} disturbances, ${found.length} violations`,
    );
    for (const violation of found)
      this.#say(`  VIOLATION (seed ${this.#seed}, round ${round.index}): ${violation}`);
  }

  /** Prints the totals. */
  sum(): void {
    const { answers, successes } = this.#callers;
    this.#say(`seed ${this.#seed}`);
    this.#say(`answers: ${answers}`);
    this.#say(`disturbances: ${this.#disturbances}`);
    this.#say(`successful calls: ${successes.length}`);
    this.#say(`longest wait after a kill: ${this.#longestWaitAfterKill()} ms`);
    this.#say(`longest settling: ${this.#longestSettlingMs} ms`);
    this.#say(`${this.violations} violations`);
  }

  async #act({ actions }: Round): Promise<void> {
    const since = performance.now();
    const calls: Promise<void>[] = [];
    const disturbances: Promise<void>[] = [];
    for (const action of actions) {
      await sleep(Math.max(0, action.atMs - (performance.now() - since)));
      if (action.kind === 'call') {
        calls.push(this.#callers.call(action));
        continue;
      }
      this.#disturbances.count(kindOf(action));
      const done = disturb(this.#stage, action, () => this.#kills.push(performance.now()));
      disturbances.push(
        done.catch((error) => {
          this.#failures.push(`${kindOf(action)} could not be done: ${String(error)}`);
        }),
      );
    }
    await sleep(Math.max(0, actingMs - (performance.now() - since)));
    await Promise.all(disturbances);
    this.#stage.proxy.heal();
    await Promise.all(calls);
  }

  /** Waits until no work is left, and checks the state. @returns the violations. */
  async #check(index: number): Promise<string[]> {
    const found = await this.#probe(index);
    try {
      this.#longestSettlingMs = Math.max(
        this.#longestSettlingMs,
        await this.#stage.settled(announcedSettlingMs),
      );
    } catch (error) {
      found.push(error instanceof Error ? error.message : String(error));
    }
    return [...found, ...violationsIn(await this.#stage.snapshot(), this.#callers.successes)];
  }

  /** Checks that calls succeed again soon after all faults have ended. @returns the violations. */
  async #probe(index: number): Promise<string[]> {
    const found: string[] = [];
    for (const via of ['all', 'gateway'] as const) {
      const number = `${probeNumbers[via]}${String(index).padStart(7, '0')}`;
      const since = performance.now();
      let worked = false;
      while (!worked && performance.now() - since < recoveredWithinMs) {
        const before = this.#callers.successes.length;
        await this.#callers.call({
          ...{ kind: 'call', atMs: 0, via, contract: 'zudu', number, variant: 0, idempotencyKey: null },
        });
        worked = this.#callers.successes.length > before;
        // Every process may refuse calls for a moment; a client would also wait before the next one.
        if (!worked) await sleep(500);
      }
      if (!worked) found.push(`"${via}" did not work again within ${recoveredWithinMs} ms`);
    }
    return found;
  }

  /** The longest time in milliseconds from a kill to the answer of a caller who was waiting at the kill. */
  #longestWaitAfterKill(): number {
    const waits = this.#kills.flatMap((killedAt) =>
      this.#callers.waits
        .filter(({ from, to }) => from < killedAt && killedAt < to)
        .map(({ to }) => to - killedAt),
    );
    return Math.round(Math.max(0, ...waits));
  }
}
