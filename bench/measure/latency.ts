import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningArm } from '../arms/arm.js';
import { nextNumber } from '../stage/numbers.js';
import type { Stage } from '../stage/stage.js';
import { verifyAndClear } from './verify.js';

/** Durations of set-ups by arm, in milliseconds, in the sequence of the rounds. */
export interface Latencies {
  readonly delayMs: number;
  readonly samples: Readonly<Record<string, readonly number[]>>;
}

/** Work that Trunkline does after its answer must not slow down the next call of another arm. */
const pauseMs = 25;
/** LiveKit gets slower with every trunk that it keeps, so it is emptied after so many rounds. */
const roundsUntilCleared = 20;

/**
 * Measures every arm once in each round, in a random sequence that differs from round to round, with nothing else under way.
 * @param delayMs what the proxy adds to every request to LiveKit.
 * @param warmUp how many rounds are not counted.
 */
export async function measureLatency(
  stage: Stage,
  running: ReadonlyMap<string, RunningArm>,
  { delayMs, rounds, warmUp }: { readonly delayMs: number; readonly rounds: number; readonly warmUp: number },
): Promise<Latencies> {
  await stage.proxy.delay(delayMs);
  const samples = new Map([...running.keys()].map((letter): [string, number[]] => [letter, []]));
  let unverified: { letter: string; number: string }[] = [];
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const [letter, arm] of shuffled([...running])) {
      const number = nextNumber();
      const ms = await arm.setUp(number);
      if (round >= 0) samples.get(letter)?.push(ms);
      unverified.push({ letter, number });
      await sleep(pauseMs + delayMs);
    }
    if ((round + warmUp) % roundsUntilCleared === roundsUntilCleared - 1 || round === rounds - 1) {
      await verifyAndClear(
        stage,
        [...running].map(([letter, arm]) => ({
          letter,
          arm,
          numbers: unverified.filter((each) => each.letter === letter).map(({ number }) => number),
        })),
      );
      unverified = [];
    }
  }
  return { delayMs, samples: Object.fromEntries(samples) };
}

function shuffled<T>(values: readonly T[]): readonly T[] {
  return values
    .map((value) => ({ value, place: Math.random() }))
    .sort((left, right) => left.place - right.place)
    .map(({ value }) => value);
}
