/**
 * Processes all entries, a limited number at the same time.
 * @param atOnce how many entries are processed at the same time.
 * @returns the results in the order of the entries.
 */
export async function eachAtMost<Entry, Result>(
  atOnce: number,
  entries: readonly Entry[],
  work: (entry: Entry) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = entries.entries();
  const drain = async () => {
    for (const [index, entry] of queue) results[index] = await work(entry);
  };
  await Promise.all(Array.from({ length: atOnce }, drain));
  return results;
}
