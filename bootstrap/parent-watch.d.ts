/** Calls back once when the parent of this process has ended; the returned function ends the watch. */
export function whenOrphaned(callback: () => void): () => void;

/** Whether npm has started this process: only then does its parent's end mean that it should end too. */
export function isStartedByNpm(env: Readonly<Record<string, string | undefined>>): boolean;
