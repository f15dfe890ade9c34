import { constants, existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import type { Environment } from '../../src/cli/terminal/terminal.js';
import { given } from '../state/settings.js';

/** The computer as the stack sees it. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly isRoot: boolean;
  readonly isDebian: boolean;
  readonly env: Environment;
  /** Where obtained programs are kept: the user's cache folder. */
  readonly cache: string;
  /** False when TRUNKLINE_NO_INSTALL forbids to obtain or install anything. */
  readonly mayInstall: boolean;
}

/** Describes this computer. */
export function thisMachine(env: Environment): Machine {
  return {
    platform: process.platform,
    arch: process.arch,
    isRoot: process.getuid?.() === 0,
    isDebian: existsSync('/etc/debian_version'),
    env,
    cache: path.join(given(env, 'XDG_CACHE_HOME') ?? path.join(env.HOME ?? '.', '.cache'), 'trunkline'),
    mayInstall: !['1', 'true'].includes(given(env, 'TRUNKLINE_NO_INSTALL') ?? ''),
  };
}

/** The first runnable file of that name in the folders of PATH, then in further folders. */
export async function findOnPath(
  name: string,
  env: Environment,
  furtherFolders: readonly string[] = [],
): Promise<string | null> {
  const folders = [...(env.PATH ?? '').split(path.delimiter), ...furtherFolders];
  for (const folder of folders.filter((text) => text !== '')) {
    const file = path.resolve(folder, name);
    if (await isRunnable(file)) {
      return file;
    }
  }
  return null;
}

/** Tells whether a file exists and may be run by this user. */
export async function isRunnable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
