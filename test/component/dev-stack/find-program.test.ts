import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Machine } from '../../../dev-stack/programs/machine.js';
import { findProgram, isWithinReach, type Program, type Way } from '../../../dev-stack/programs/program.js';
import { StackError } from '../../../dev-stack/state/stack-error.js';
import { temporaryFolder } from './temporary-folder.js';

const program: Program = {
  title: 'Server',
  command: 'server',
  variable: 'SERVER_BIN',
  minimum: '1.9.0',
  below: '2',
  cacheFolder: 'server-1.9.5',
  ways: [],
  advice: { debian: '', macos: '' },
};

/** A program in `folder` that says to be of the given version. */
function install(folder: string, version: string): string {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'server');
  writeFileSync(file, `#!/bin/sh\necho "server version ${version}"\n`);
  chmodSync(file, 0o755);
  return file;
}

function machine(home: string, env: Record<string, string>): Machine {
  return {
    platform: 'linux',
    arch: 'x64',
    isRoot: false,
    isDebian: false,
    env: { PATH: path.join(home, 'path'), ...env },
    cache: path.join(home, 'cache'),
    mayInstall: true,
  };
}

it('when the variable names a program, it wins, whatever its version', async () => {
  const home = temporaryFolder();
  const named = install(path.join(home, 'named'), '0.1.0');
  install(path.join(home, 'path'), '1.9.9');
  const found = await findProgram(program, machine(home, { SERVER_BIN: named }));
  expect(found).toEqual({ file: named, version: '0.1.0' });
});

it('when the variable names nothing that runs, that is an error, not a reason to search elsewhere', async () => {
  const home = temporaryFolder();
  install(path.join(home, 'path'), '1.9.9');
  await expect(
    findProgram(program, machine(home, { SERVER_BIN: path.join(home, 'nothing') })),
  ).rejects.toThrow(StackError);
});

it('when PATH has a version that will do, it goes before the cache', async () => {
  const home = temporaryFolder();
  const onPath = install(path.join(home, 'path'), '1.10.0');
  install(path.join(home, 'cache', 'server-1.9.5'), '1.9.5');
  expect(await findProgram(program, machine(home, {}))).toEqual({ file: onPath, version: '1.10.0' });
});

it.each(['1.8.9', '2.0.0'])('when PATH has %s, which will not do, the cache is used', async (version) => {
  const home = temporaryFolder();
  install(path.join(home, 'path'), version);
  const cached = install(path.join(home, 'cache', 'server-1.9.5'), '1.9.5');
  expect(await findProgram(program, machine(home, {}))).toEqual({ file: cached, version: '1.9.5' });
});

it('when it is nowhere, nothing is found', async () => {
  expect(await findProgram(program, machine(temporaryFolder(), {}))).toBeNull();
});

it('a program is within reach when it is there, or when a way to get it is open', async () => {
  const home = temporaryFolder();
  const obtainable = { ...program, ways: [wayThat({ isPossible: true })] };
  expect(await isWithinReach(obtainable, machine(home, {}))).toBe(true);
  expect(await isWithinReach({ ...program, ways: [wayThat({ isPossible: false })] }, machine(home, {}))).toBe(
    false,
  );
  expect(await isWithinReach(obtainable, { ...machine(home, {}), mayInstall: false })).toBe(false);
  install(path.join(home, 'path'), '1.9.9');
  expect(await isWithinReach(program, { ...machine(home, {}), mayInstall: false })).toBe(true);
});

function wayThat({ isPossible }: { isPossible: boolean }): Way {
  return {
    isPossible: () => isPossible,
    announcement: '',
    obtain: () => Promise.reject(new Error('Nothing is obtained here.')),
  };
}
