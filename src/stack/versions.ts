/** The first version number in a program's own words, for example `1.13.5` in "livekit-server version 1.13.5". */
export function versionIn(text: string): string | null {
  return text.match(/\d+\.\d+(?:\.\d+)*/)?.[0] ?? null;
}

/** Negative, zero or positive as the first version is older than, equal to or newer than the second. */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.split('.').map(Number));
  for (let index = 0; index < Math.max(left?.length ?? 0, right?.length ?? 0); index += 1) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}
