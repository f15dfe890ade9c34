/** The first number; every number of a run is used once. */
let next = 12_000_000_000;

/** Returns the next telephone number in E.164. */
export function nextNumber(): string {
  next += 1;
  return `+${next}`;
}

/** Returns so many further numbers. */
export function nextNumbers(count: number): string[] {
  return Array.from({ length: count }, nextNumber);
}
