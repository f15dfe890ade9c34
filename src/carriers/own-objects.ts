import { isRefused } from './problem.js';

/** Something that is there once, and whether it was there before. */
export interface MadeOrFound<Made> {
  readonly made: Made;
  readonly found: boolean;
}

/**
 * Makes something that must exist once, at a carrier that knows no idempotency keys: an attempt that follows a doubt looks
 * before it makes, and one that is refused may have met an own success that landed late, also after a look that found nothing.
 * @throws {CarrierProblem} what kept it from being made, also when the look after that fails.
 */
export async function makeOrFind<Made>(
  checkFirst: boolean,
  find: () => Promise<Made | null>,
  make: () => Promise<Made>,
): Promise<MadeOrFound<Made>> {
  const present = checkFirst ? await find() : null;
  if (present !== null) return { made: present, found: true };
  try {
    return { made: await make(), found: false };
  } catch (error) {
    const late = isRefused(error) ? await find().catch(() => null) : null;
    if (late === null) throw error;
    return { made: late, found: true };
  }
}

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
