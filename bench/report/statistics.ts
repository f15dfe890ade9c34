/** Three quantiles of durations, in milliseconds. */
export interface Quantiles {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
}

/** A ratio with the bounds of its 95 % interval. */
export interface Ratio {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const resamples = 2_000;

/** Returns a quantile of unsorted values, by linear interpolation. @param share between 0 and 1 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place % 1);
}

export function quantilesOf(values: readonly number[]): Quantiles {
  return { p50: quantile(values, 0.5), p90: quantile(values, 0.9), p99: quantile(values, 0.99) };
}

/**
 * Estimates the ratio of the same quantile of two arms by a bootstrap. Both arms are resampled by round, because calls of one round were
 * measured beside each other and share what disturbed them.
 */
export function ratioOf(ours: readonly number[], theirs: readonly number[], share: number): Ratio {
  const rounds = Math.min(ours.length, theirs.length);
  const ratios = Array.from({ length: resamples }, () => {
    const drawn = Array.from({ length: rounds }, () => Math.floor(Math.random() * rounds));
    const of = (values: readonly number[]) =>
      quantile(
        drawn.map((round) => values[round] ?? Number.NaN),
        share,
      );
    return of(ours) / of(theirs);
  });
  return {
    value: quantile(ours, share) / quantile(theirs, share),
    low: quantile(ratios, 0.025),
    high: quantile(ratios, 0.975),
  };
}
