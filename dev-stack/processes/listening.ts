import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A TCP port that a process listens on; the address as the system writes it. */
export interface Listener {
  readonly address: string;
  readonly port: number;
}

const listenState = '0A';

/**
 * The TCP ports on which a process listens. It separates our own server from a stranger's that answers on the same port.
 * Null where the system does not say.
 */
export function listenersOf(pid: number): Listener[] | null {
  return process.platform === 'linux' ? listenersByProc(pid) : listenersByLsof(pid);
}

function listenersByProc(pid: number): Listener[] | null {
  const sockets = socketsOf(pid);
  if (sockets === null) {
    return null;
  }
  return ['tcp', 'tcp6'].flatMap((table) =>
    readTable(table)
      .filter(({ state, inode }) => state === listenState && sockets.has(inode))
      .map(({ local }) => parseProcAddress(local)),
  );
}

function socketsOf(pid: number): Set<string> | null {
  try {
    return new Set(
      readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
        const inode = linkTarget(`/proc/${pid}/fd/${fd}`).match(/^socket:\[(\d+)\]$/)?.[1];
        return inode === undefined ? [] : [inode];
      }),
    );
  } catch {
    return null;
  }
}

function linkTarget(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return '';
  }
}

function readTable(table: string): { local: string; state: string; inode: string }[] {
  try {
    return readFileSync(`/proc/net/${table}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .map((fields) => ({ local: fields[1] ?? '', state: fields[3] ?? '', inode: fields[9] ?? '' }));
  } catch {
    return [];
  }
}

/** `0100007F:1F90` is 127.0.0.1:8080; an IPv6 address is left in the table's own writing. */
function parseProcAddress(text: string): Listener {
  const [host = '', port = ''] = text.split(':');
  const address = host.length === 8 ? (host.match(/../g) ?? []).reverse().map(fromHex).join('.') : host;
  return { address, port: fromHex(port) };
}

function fromHex(text: string): number {
  return Number.parseInt(text, 16);
}

function listenersByLsof(pid: number): Listener[] | null {
  const { status, stdout } = spawnSync(
    'lsof',
    ['-nP', '-a', '-p', String(pid), '-iTCP', '-sTCP:LISTEN', '-Fn'],
    { encoding: 'utf8' },
  );
  if (status === null) {
    return null;
  }
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('n'))
    .map((line) => line.slice(1))
    .map((name) => ({
      address: name.slice(0, name.lastIndexOf(':')),
      port: Number(name.slice(name.lastIndexOf(':') + 1)),
    }));
}
