/** The longest stretch of uninterrupted work, in milliseconds. Another request waits for several of them. */
const longestStretchMs = 2;
/** The pause after it, in milliseconds, so that half of the time is left to others. */
const pauseMs = 2;

/**
 * Lets other requests run now and then during long synchronous work, such as reading thousands of lines.
 * @returns a function to await between two parts of the work. It yields only when the current stretch has been long.
 */
export function yieldNowAndThen(now: () => number = () => performance.now()): () => Promise<void> {
  let since = now();
  return async () => {
    if (now() - since < longestStretchMs) return;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    since = now();
  };
}
