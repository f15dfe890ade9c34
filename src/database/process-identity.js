import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Tells one process from a later one with the same number, by the moment it was started.
 * @param {number} pid
 * @returns {string | null} null when no such process runs (one that has ended but was not reaped counts as gone)
 */
export function identify(pid) {
  return process.platform === 'linux' ? identifyByProc(pid) : identifyByPs(pid);
}

/**
 * @param {number} pid
 * @returns {string | null}
 */
function identifyByProc(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may itself hold blanks and parentheses: count from its end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startTicks] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X') {
      return null;
    }
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${startTicks}`;
  } catch {
    return null;
  }
}

/**
 * @param {number} pid
 * @returns {string | null}
 */
function identifyByPs(pid) {
  const { status, stdout } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
    encoding: 'utf8',
  });
  const [state = '', ...started] = (stdout ?? '').trim().split(/\s+/);
  return status !== 0 || state.startsWith('Z') || started.length === 0 ? null : started.join(' ');
}
