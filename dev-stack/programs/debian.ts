import { existsSync } from 'node:fs';
import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { runCommand } from '../bootstrap/run-command.js';
import { StackError } from '../state/stack-error.js';
import { findOnPath } from './machine.js';
import type { ObtainContext, Way } from './program.js';

const policyFile = '/usr/sbin/policy-rc.d';
const policyMark = '# Written by Trunkline';

/**
 * Installs a package of the distribution, as root on Debian and its relatives, and keeps the package's own service
 * from running beside ours, now and after the next boot.
 */
export function aptWay(
  debianPackage: string,
  service: string,
  findInstalled: (context: ObtainContext) => Promise<string | null>,
): Way {
  return {
    isPossible: ({ isRoot, isDebian }) => isRoot && isDebian,
    announcement: `installing it with "apt-get install ${debianPackage}" (its own service stays off)`,
    obtain: async (context) => {
      context.task.phase(`installing ${debianPackage}`);
      await withoutServices(async () => {
        if ((await apt(['install', debianPackage], context)).code !== 0) {
          context.task.phase('refreshing the package lists');
          await apt(['update'], context);
          context.task.phase(`installing ${debianPackage}`);
          const { code, lastLines } = await apt(['install', debianPackage], context);
          if (code !== 0) {
            throw new StackError(
              `apt-get install ${debianPackage} failed:\n  ${lastLines.slice(-4).join('\n  ')}`,
            );
          }
        }
      });
      await switchOff(service, context);
      const file = await findInstalled(context);
      if (file === null) {
        throw new StackError(`${debianPackage} was installed, but its program was not found.`);
      }
      return file;
    },
  };
}

/** For {@link aptWay}: the program is on PATH once the package is there. */
export function onPath(command: string): (context: ObtainContext) => Promise<string | null> {
  return ({ machine }) => findOnPath(command, machine.env);
}

function apt(words: readonly string[], { machine, logFile, signal }: ObtainContext) {
  return runCommand(
    ['apt-get', '-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300', ...words],
    { signal, logFile, env: { ...machine.env, DEBIAN_FRONTEND: 'noninteractive' } },
  );
}

/** Debian asks this script whether a service may start: no, but only while the given process runs. */
export function policyScript(pid: number): string {
  const lines = ['#!/bin/sh', `${policyMark} while it installs; safe to delete.`];
  return `${[...lines, `kill -0 ${pid} 2>/dev/null && exit 101`, 'exit 0'].join('\n')}\n`;
}

/** A policy that the system has already stays as it is. */
async function withoutServices(install: () => Promise<void>): Promise<void> {
  const mine = !existsSync(policyFile) || (await readFile(policyFile, 'utf8')).includes(policyMark);
  if (mine) {
    await writeFile(policyFile, policyScript(process.pid));
    await chmod(policyFile, 0o755);
  }
  try {
    await install();
  } finally {
    if (mine) {
      await rm(policyFile, { force: true });
    }
  }
}

async function switchOff(service: string, { machine, logFile }: ObtainContext): Promise<void> {
  if ((await findOnPath('systemctl', machine.env)) !== null) {
    await runCommand(['systemctl', 'disable', '--now', service], { logFile });
  }
}
