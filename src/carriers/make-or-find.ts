import { isRefused } from './problem.js';

/** Something that is there once, and whether it was there before. */
export interface MadeOrFound<Made> {
  readonly made: Made;
  readonly found: boolean;
}

/**
 * Makes something that must exist once, at a carrier that knows no idempotency keys: an attempt that follows a doubt looks
 * before it makes, and one that is refused may have met its own success that landed late.
 * @throws {CarrierProblem}
 */
export async function makeOrFind<Made>(
  lookFirst: boolean,
  find: () => Promise<Made | null>,
  make: () => Promise<Made>,
): Promise<MadeOrFound<Made>> {
  const present = lookFirst ? await find() : null;
  if (present !== null) return { made: present, found: true };
  try {
    return { made: await make(), found: false };
  } catch (error) {
    const late = !lookFirst && isRefused(error) ? await find() : null;
    if (late === null) throw error;
    return { made: late, found: true };
  }
}
