/** The command in front of which a child ends when its parent is killed; empty where the system has none. */
export function orphanGuard(env?: NodeJS.ProcessEnv): string[];

/** How a program ended: its exit code (127: it could not be started) and the last lines it wrote. */
export interface CommandResult {
  readonly code: number;
  readonly lastLines: readonly string[];
}

/**
 * Runs a program to its end. An abort ends it and all its children, and rejects with the signal's reason.
 */
export function runCommand(
  command: readonly string[],
  options?: {
    cwd?: string;
    env?: NodeJS.ProcessEnv;
    /** Runs as this user instead of the current one. */
    user?: { readonly uid: number; readonly gid: number };
    signal?: AbortSignal;
    logFile?: string;
    onLine?: (line: string) => void;
  },
): Promise<CommandResult>;
