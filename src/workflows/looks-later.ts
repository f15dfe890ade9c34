import { sleep } from '@temporalio/workflow';

/**
 * Looks at several moments.
 * @param delaysMs when to look, in milliseconds from now, in ascending order.
 * @param summary what an operator reads of the waits.
 */
export async function checkLater(
  delaysMs: readonly number[],
  summary: string,
  pass: () => Promise<void>,
): Promise<void> {
  let waitedMs = 0;
  for (const delayMs of delaysMs) {
    await sleep(Math.max(1, delayMs - waitedMs), { summary });
    waitedMs = delayMs;
    await pass();
  }
}
