import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { homeOf, profileOf, readProfiles, writeProfiles } from '../../../src/cli/connection/profiles.js';

let folder = '';
const far = { url: 'https://far.example', key: 's3cr3t_far' };
const near = { home: '/srv/trunkline/.trunkline' };

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'trunkline-profiles-'));
  await writeProfiles({ XDG_CONFIG_HOME: folder }, { current: 'far', profiles: { far, near } });
});

afterAll(() => rm(folder, { recursive: true }));

it.each([
  [{}, far],
  [{ TRUNKLINE_PROFILE: 'near' }, near],
  [{ TRUNKLINE_HOME: '/elsewhere' }, null],
  [{ TRUNKLINE_HOME: '/elsewhere', TRUNKLINE_PROFILE: 'near' }, near],
])('the profile of a command with %j is the first that is named', async (given, expected) => {
  expect(await profileOf({ XDG_CONFIG_HOME: folder, ...given })).toEqual(expected);
});

it('the folder of a command is that of the profile, of the environment, or the usual one', async () => {
  const env = { XDG_CONFIG_HOME: folder };
  expect(await homeOf({ ...env, TRUNKLINE_PROFILE: 'near' })).toBe(near.home);
  expect(await homeOf({ ...env, TRUNKLINE_HOME: '/elsewhere' })).toBe('/elsewhere');
  expect(await homeOf(env)).toBe(path.resolve('.trunkline'));
});

it('a profile that does not exist is named, and without a file there is none', async () => {
  const env = { XDG_CONFIG_HOME: folder, TRUNKLINE_PROFILE: 'constructor' };
  await expect(profileOf(env)).rejects.toThrow('There is no profile "constructor"');
  expect(await readProfiles({ XDG_CONFIG_HOME: path.join(folder, 'none') })).toEqual({
    current: null,
    profiles: {},
  });
});
