import { setImmediate as nextTurn } from 'node:timers/promises';

/** Long work goes on for so long, in milliseconds, before others have their turn. */
const longestTurnMs = 10;

/**
 * Lets others have their turn now and then during work that would hold up everybody.
 * @returns what to call between two parts of the work; it waits only when the turn has been long.
 */
export function turns(now: () => number = () => performance.now()): () => Promise<void> {
  let since = now();
  return async () => {
    if (now() - since < longestTurnMs) return;
    await nextTurn();
    since = now();
  };
}
