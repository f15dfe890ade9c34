import { isRefused } from './problem.js';

/** An object that exists once. `found` says whether it existed before. */
export interface MadeOrFound<Made> {
  readonly made: Made;
  readonly found: boolean;
}

/**
 * Creates an object that must exist once, at a carrier without idempotency keys. An attempt after an ambiguous outcome first checks
 * whether the object exists. If the carrier refuses the creation, a late write of an earlier attempt may be the reason, even
 * after a check that found nothing. Therefore it checks again.
 * @param checkFirst whether an earlier attempt may have created the object
 * @throws {CarrierProblem} the reason of the refusal, also if the check after it fails
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
 * Removes listed objects until the list is empty. This also removes late writes that arrive in the meantime.
 * @returns the number of removed objects
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
