/** The durations of two kinds of requests in milliseconds. The two requests of a pair were sent right after each other. */
export interface Times {
  readonly first: readonly number[];
  readonly second: readonly number[];
}

/**
 * Returns the probability that a random duration of the first kind is longer than one of the second kind. It is 0.5 when the
 * duration reveals nothing. This is the Mann-Whitney statistic as a share. It uses ranks only, so that a single long
 * duration on a busy machine counts no more than any other.
 */
export function longerShare({ first, second }: Times): number {
  let longer = 0;
  for (const one of first) {
    for (const other of second) longer += one > other ? 1 : one === other ? 0.5 : 0;
  }
  return longer / (first.length * second.length);
}

/**
 * The distance from 0.5 from which a share counts as a difference. Without a difference its standard deviation is 0.05 for 60
 * pairs and 0.03 for 200. At 0.15 a caller who compares two durations guesses right two times of three.
 */
const tellable = 0.15;

/** How many rounds must agree. A busy machine may slow down one kind in one round; a real difference shows in all rounds. */
const rounds = 3;

/**
 * Compares the durations of two kinds of requests.
 * @returns the shares of all rounds if each shows a difference in the same direction. The first round without a difference
 * ends the measurement, and the result is null.
 */
export async function tellApart(measure: () => Promise<Times>): Promise<readonly number[] | null> {
  const shares: number[] = [];
  while (shares.length < rounds) {
    const share = longerShare(await measure());
    if (Math.abs(share - 0.5) <= tellable) return null;
    shares.push(share);
  }
  return shares.every((share) => share > 0.5) || shares.every((share) => share < 0.5) ? shares : null;
}

/** Measures pairs of the two kinds of requests. Each kind goes first in every other pair. */
export async function timesOf(
  pairs: number,
  first: () => Promise<unknown>,
  second: () => Promise<unknown>,
): Promise<Times> {
  const times = { first: [] as number[], second: [] as number[] };
  for (let pair = 0; pair < pairs; pair += 1) {
    const pairOfRequests = [
      async () => times.first.push(await timeOf(first)),
      async () => times.second.push(await timeOf(second)),
    ];
    for (const measure of pair % 2 === 0 ? pairOfRequests : pairOfRequests.reverse()) await measure();
  }
  return times;
}

async function timeOf(request: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await request();
  return performance.now() - since;
}
