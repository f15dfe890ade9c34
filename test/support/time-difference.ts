/** How long two kinds of requests took, in milliseconds; of each pair, one was sent right after the other. */
export interface Times {
  readonly first: readonly number[];
  readonly second: readonly number[];
}

/**
 * How often, of two times drawn by lot, the first kind's is the longer: 0.5 where nothing can be told from the time.
 * This is the statistic of Mann and Whitney as a share. It looks at ranks only, so that single long times, which a busy
 * machine makes of any request, count no more than others.
 */
export function longerShare({ first, second }: Times): number {
  let longer = 0;
  for (const one of first) {
    for (const other of second) longer += one > other ? 1 : one === other ? 0.5 : 0;
  }
  return longer / (first.length * second.length);
}

/**
 * So far from a half a share must be before it says something. Of 60 pairs without a difference, the share strays by 0.05
 * (standard deviation), of 200 by 0.03; who compares two looks is right two times of three at 0.15.
 */
const tellable = 0.15;

/** A machine can be busy in one round with one kind of request by chance; a difference in the product is in each. */
const rounds = 3;

/**
 * Compares how long two kinds of requests take. @returns the shares of the rounds when each tells the kinds apart, and in
 * the same direction; null when one does not, which ends the measurement.
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

/** Times two kinds of requests in turn; each kind goes first in every other pair. */
export async function timesOf(
  pairs: number,
  first: () => Promise<unknown>,
  second: () => Promise<unknown>,
): Promise<Times> {
  const times = { first: [] as number[], second: [] as number[] };
  for (let pair = 0; pair < pairs; pair += 1) {
    const inSlot = [
      async () => times.first.push(await timeOf(first)),
      async () => times.second.push(await timeOf(second)),
    ];
    for (const measure of pair % 2 === 0 ? inSlot : inSlot.reverse()) await measure();
  }
  return times;
}

async function timeOf(request: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await request();
  return performance.now() - since;
}
