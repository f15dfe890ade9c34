import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ensurePackages } from '../../../dev-stack/bootstrap/packages.js';
import { temporaryFolder } from '../dev-stack/temporary-folder.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

interface LockFile {
  readonly packages: Record<string, Record<string, unknown>>;
}

/** Checks the packages of a copy of this repository, whose lock file a test has changed. */
function check(change: (lock: LockFile) => void = () => {}) {
  const folder = temporaryFolder();
  for (const file of ['tools', 'package-lock.json', 'bench/package-lock.json']) {
    cpSync(path.join(root, file), path.join(folder, file), { recursive: true });
  }
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  const file = path.join(folder, 'package-lock.json');
  const lock: LockFile = JSON.parse(readFileSync(file, 'utf8'));
  change(lock);
  writeFileSync(file, JSON.stringify(lock));
  const tool = path.join(folder, 'tools/check-packages.js');
  const { status, stderr } = spawnSync(process.execPath, [tool], { encoding: 'utf8' });
  return { status, problems: stderr.trim().split('\n') };
}

describe('the check of packages', () => {
  it('accepts the lock files', () => {
    expect(check()).toEqual({ status: 0, problems: [''] });
  });

  it.each([
    ['no checksum', { integrity: undefined }, 'has no checksum'],
    [
      'another licence',
      { license: 'GPL-3.0-only' },
      'has the licence GPL-3.0-only, which nobody has allowed',
    ],
    ['an install script', { hasInstallScript: true }, 'has an install script, which nobody has reviewed'],
  ])('finds a package with %s', (_what, change, problem) => {
    const { status, problems } = check(({ packages }) => {
      packages['node_modules/express'] = { ...packages['node_modules/express'], ...change };
    });
    expect(status).toBe(1);
    expect(problems).toEqual([expect.stringMatching(new RegExp(`express .* ${problem}$`))]);
  });
});

describe('an installation', () => {
  // npm hands the settings of the folder in which a test is started to everything that it starts.
  beforeEach(() => void vi.stubEnv('npm_config_ignore_scripts', undefined));
  afterEach(() => void vi.unstubAllEnvs());

  /** A project that notes that its install script ran. */
  function project() {
    const folder = temporaryFolder();
    const scripts = { postinstall: `node -e "require('fs').writeFileSync('ran', '')"` };
    const head = { name: 'project', version: '1.0.0' };
    const lock = {
      ...{ ...head, lockfileVersion: 3, requires: true },
      packages: { '': { ...head, hasInstallScript: true } },
    };
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ ...head, scripts }));
    writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(lock));
    return { folder, hasRun: () => existsSync(path.join(folder, 'ran')) };
  }

  it('by the launcher runs no install script', async () => {
    const { folder, hasRun } = project();
    const task = { phase: () => {}, detail: () => {}, succeed: () => {}, fail: () => {} };
    const progress = { line: () => {}, task: () => task };
    await ensurePackages({ root: folder, progress, signal: new AbortController().signal });
    expect(hasRun()).toBe(false);
  });

  it.each(['.npmrc', 'bench/.npmrc'])('by hand runs none either, because of %s', (file) => {
    const { folder, hasRun } = project();
    mkdirSync(folder, { recursive: true });
    cpSync(path.join(root, file), path.join(folder, '.npmrc'));
    const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder });
    expect(status).toBe(0);
    expect(hasRun()).toBe(false);
  });

  it.each(['.ci/run', 'Dockerfile'])('in %s runs none', (file) => {
    const lines = readFileSync(path.join(root, file), 'utf8').split('\n');
    const installing = lines.filter((line) => /\bnpm (?:ci|install|prune)\b/.test(line));
    expect(installing).not.toEqual([]);
    for (const line of installing) expect(line).toMatch(/npm (?:ci|prune)[^&]* --ignore-scripts/);
  });
});
