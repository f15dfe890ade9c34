/** A lock between processes, held until it is released or its process ends. */
export interface ProcessLock {
  release(): void;
}

/** Takes the lock, or names the process that holds it. Takes over from a process that no longer runs. */
export function tryLock(file: string): ProcessLock | { heldBy: number };

/** Takes the lock as soon as it is free; `onWait` is called once if it is not free at first. */
export function waitForLock(
  file: string,
  options?: { signal?: AbortSignal; onWait?: (pid: number) => void },
): Promise<ProcessLock>;
