/**
 * Makes a function whose callers share the run that is under way, and its result for some time, so that many callers cause no more work
 * than one. A failed run is not kept.
 * @param keptMs how long a result is kept, in milliseconds
 */
export function sharedResult<T>(run: () => Promise<T>, keptMs: number): () => Promise<T> {
  let shared: Promise<T> | undefined;
  const forget = () => {
    shared = undefined;
  };
  return () => {
    if (shared === undefined) {
      shared = run();
      shared.then(() => setTimeout(forget, keptMs).unref(), forget);
    }
    return shared;
  };
}
