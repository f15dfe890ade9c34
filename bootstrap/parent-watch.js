const lookMs = 500;

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
  }, lookMs).unref();
  return () => clearInterval(watch);
}

/** Whether npm has started this process: only then does its parent's end mean that it should end too. */
export function isStartedByNpm(env) {
  return env.npm_lifecycle_event !== undefined;
}
