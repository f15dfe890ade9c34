/**
 * Removes what a list shows until it shows nothing any more: what a request that was thought lost makes meanwhile goes as well.
 * @returns how many there were.
 * @throws {CarrierProblem}
 */
export async function removeAll<Entry>(
  list: () => Promise<readonly Entry[]>,
  remove: (entry: Entry) => Promise<void>,
): Promise<number> {
  let removed = 0;
  for (;;) {
    const entries = await list();
    if (entries.length === 0) return removed;
    for (const entry of entries) await remove(entry);
    removed += entries.length;
  }
}
