const pollMs = 500;

/**
 * Calls back once when the parent of this process has ended. npm passes a signal on to the shell between it and
 * this process, which ends without passing it on.
 * @param {() => void} callback
 * @returns {() => void} ends the watch
 */
export function whenOrphaned(callback) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) {
      clearInterval(watch);
      callback();
    }
  }, pollMs).unref();
  return () => clearInterval(watch);
}

/**
 * Whether npm has started this process. Only then does the end of its parent mean that it should end too.
 * @param {Readonly<Record<string, string | undefined>>} env
 */
export function isStartedByNpm(env) {
  return env.npm_lifecycle_event !== undefined;
}
