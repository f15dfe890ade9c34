/** Tells one process from a later one with the same number; null when no such process runs. */
export function identify(pid: number): string | null;
