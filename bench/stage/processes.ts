import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;
const pageBytes = 4_096;

interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  readonly cpuMs: number;
  readonly memoryMiB: number;
}

/** Reads the stat line of a process, as `man 5 proc` describes it; null when the process has ended. */
function statOf(pid: number): ProcessStat | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name may contain spaces; the fields after its last bracket do not.
    const fields = line
      .slice(line.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [parent = 0] = fields.slice(1);
    // Time in the process, and in its children that have ended.
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + field, 0);
    return {
      pid,
      parent,
      cpuMs: (ticks * 1_000) / ticksPerSecond,
      memoryMiB: ((fields[21] ?? 0) * pageBytes) / 2 ** 20,
    };
  } catch {
    return null;
  }
}

/**
 * Returns the processor time that a process and its living descendants have used so far, in milliseconds. The system counts in steps of
 * 10 ms.
 */
export function cpuMsOf(pid: number): number {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? []);
  const sumOf = (parent: ProcessStat): number =>
    parent.cpuMs +
    all.filter((each) => each.parent === parent.pid).reduce((sum, child) => sum + sumOf(child), 0);
  const root = all.find((each) => each.pid === pid);
  return root === undefined ? 0 : sumOf(root);
}

/** Returns the resident memory of a process, in MiB. */
export function memoryMiBOf(pid: number): number {
  return statOf(pid)?.memoryMiB ?? 0;
}

/** Reads how much processor time everything on the machine has used, and how much of it this process and its descendants. */
function busyMs(): { readonly all: number; readonly own: number } {
  const [, user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0] = (
    readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? ''
  )
    .split(/\s+/)
    .map(Number);
  const all = ((user + nice + system + irq + softIrq) * 1_000) / ticksPerSecond;
  return { all, own: cpuMsOf(process.pid) };
}

/** Runs a measurement. @returns its result, and how many processors other work on the machine used meanwhile. */
export async function besideOthers<T>(
  measure: () => Promise<T>,
): Promise<{ result: T; foreignCpus: number }> {
  const [since, before] = [performance.now(), busyMs()];
  const result = await measure();
  const after = busyMs();
  const foreign = after.all - before.all - (after.own - before.own);
  return { result, foreignCpus: Math.max(0, foreign / (performance.now() - since)) };
}

/** Returns the name of the processor, for the report. */
export function processorName(): string {
  return /model name\s*:\s*(.*)/.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? 'unknown';
}
