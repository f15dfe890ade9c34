import type { TrunkNumber } from './number.js';

/** The three digits after +1 in a number of the North American plan; null for every other number. */
export function areaCodeOf(number: TrunkNumber): number | null {
  const digits = number.kind === 'number' ? /^\+1(\d{3})\d{7}$/.exec(number.value)?.[1] : undefined;
  return digits === undefined ? null : Number(digits);
}
