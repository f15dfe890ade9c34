import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

const listenState = '0A';

/**
 * The TCP ports on which a process listens. It separates our own server from a stranger's that answers on the same port.
 * Null where the system does not say.
 */
export function listeningPorts(pid: number): number[] | null {
  return process.platform === 'linux' ? portsByProc(pid) : portsByLsof(pid);
}

function portsByProc(pid: number): number[] | null {
  const folder = `/proc/${pid}/fd`;
  try {
    const open = new Set(readdirSync(folder).map((descriptor) => linkTarget(`${folder}/${descriptor}`)));
    const tables = ['/proc/net/tcp', '/proc/net/tcp6'].filter((table) => existsSync(table));
    return tables
      .flatMap((table) => readFileSync(table, 'utf8').trim().split('\n').slice(1))
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === listenState && open.has(`socket:[${fields[9]}]`))
      .map((fields) => Number.parseInt(fields[1]?.split(':')[1] ?? '', 16));
  } catch {
    return null;
  }
}

/** Empty when the descriptor was closed in the meantime. */
function linkTarget(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return '';
  }
}

function portsByLsof(pid: number): number[] | null {
  const words = ['-nP', '-a', '-p', String(pid), '-iTCP', '-sTCP:LISTEN', '-Fn'];
  const { status, stdout } = spawnSync('lsof', words, { encoding: 'utf8' });
  return status === null ? null : [...stdout.matchAll(/^n.*:(\d+)$/gm)].map((match) => Number(match[1]));
}
