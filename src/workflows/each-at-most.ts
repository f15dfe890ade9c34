/** Does something with each entry, a number of them at the same time; the results are in the entries' order. */
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
