import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { AdministrationError } from '../../domain/administration.js';
import type { Environment } from '../terminal/terminal.js';

/** A Trunkline that commands work on: a remote one by its address, or one of this computer by its state folder. */
const profile = z.union([
  z.strictObject({ url: z.string(), key: z.string().nullable() }),
  z.strictObject({ home: z.string() }),
]);
export type Profile = z.infer<typeof profile>;

const profiles = z.strictObject({ current: z.string().nullable(), profiles: z.record(z.string(), profile) });
type Profiles = z.infer<typeof profiles>;

const defaultHome = '.trunkline';

/** Returns the path of the file with the profiles. Only its owner can read it, because it holds keys. */
function profilesFile({ XDG_CONFIG_HOME, HOME }: Environment): string {
  return path.join(XDG_CONFIG_HOME || path.join(HOME || homedir(), '.config'), 'trunkline', 'profiles.json');
}

/** Reads the profiles. @throws {AdministrationError} for a file that cannot be read */
export async function readProfiles(env: Environment): Promise<Profiles> {
  const file = profilesFile(env);
  if (!existsSync(file)) return { current: null, profiles: {} };
  try {
    return profiles.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    throw new AdministrationError(`${file} holds no profiles. Correct or remove it.`);
  }
}

/** Writes the profiles atomically, so that no command reads half of them. */
export async function writeProfiles(env: Environment, written: Profiles): Promise<void> {
  const file = profilesFile(env);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(written, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, file);
}

/**
 * Finds the profile that a command works with: the one that `TRUNKLINE_PROFILE` names, or the current one. A folder that the
 * environment names has precedence over the current profile.
 * @returns null without a profile
 * @throws {AdministrationError} for an unknown name
 */
export async function profileOf(env: Environment): Promise<Profile | null> {
  const name = env.TRUNKLINE_PROFILE;
  if (!name && env.TRUNKLINE_HOME) return null;
  const known = await readProfiles(env);
  const used = name || known.current;
  if (used === null) return null;
  const found = Object.hasOwn(known.profiles, used) ? known.profiles[used] : undefined;
  if (found !== undefined) return found;
  throw new AdministrationError(`There is no profile "${used}". List them: trunkline profile list`);
}

/** Returns the state folder of the stack of this computer that a command works on. */
export async function homeOf(env: Environment): Promise<string> {
  const found = await profileOf(env);
  return path.resolve(found !== null && 'home' in found ? found.home : env.TRUNKLINE_HOME || defaultHome);
}
