import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';
import { temporaryFolder } from './temporary-folder.js';

const project = fileURLToPath(new URL('../../../', import.meta.url));
const patience = 20_000;

/** Ignores SIGTERM as npm does, which cleans up for half a minute. */
const stubborn = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); require('fs').writeFileSync";
const hangs = (folder: string) => `${stubborn}(${JSON.stringify(path.join(folder, 'reached'))}, '');\n`;

/** A clone whose npm, compiler and bundler hang, each only if it is named. */
function clone(hanging: 'npm' | 'compiler' | 'bundler'): string {
  const folder = temporaryFolder();
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
    chmodSync(path.join(folder, file), 0o755);
  };
  const parts = ['dev-stack/bootstrap', 'src/database', 'src/cli/terminal/parent-watch.js', 'package.json'];
  for (const part of [...parts, 'client/package.json', 'client/tsconfig.json', 'client/src/index.ts']) {
    cpSync(path.join(project, part), path.join(folder, part), { recursive: true });
  }
  const code = (name: typeof hanging) => (name === hanging ? hangs(folder) : '');
  const lock = JSON.stringify({ packages: { '': {}, 'node_modules/one': { version: '1.0.0' } } });
  write('package-lock.json', lock);
  write('tsconfig.json', '{}');
  write('tsconfig.build.json', '{}');
  if (hanging !== 'npm') write('node_modules/.package-lock.json', lock);
  write('path/package.json', '{}');
  write('path/npm', `#!${process.execPath}\n${code('npm')}`);
  write('node_modules/typescript/bin/tsc', code('compiler'));
  write('node_modules/typescript/package.json', '{}');
  write(
    'node_modules/@temporalio/worker/index.js',
    `${code('bundler')}exports.bundleWorkflowCode = () => new Promise(() => {});`,
  );
  return folder;
}

function start(folder: string): ChildProcess {
  const child = spawn(process.execPath, [path.join(folder, 'dev-stack/bootstrap/run.js'), 'up'], {
    env: { ...process.env, PATH: `${path.join(folder, 'path')}:${process.env.PATH}` },
    stdio: 'ignore',
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

it.each(['npm', 'compiler', 'bundler'] as const)(
  'Ctrl-C ends "npm start" within two seconds while the %s works',
  async (hanging) => {
    const folder = clone(hanging);
    const child = start(folder);
    await vi.waitUntil(() => existsSync(path.join(folder, 'reached')), patience);
    const since = performance.now();
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    expect(performance.now() - since).toBeLessThan(2_000);
    expect(code).toBe(130);
    expect(existsSync(path.join(folder, '.trunkline/preparing.lock'))).toBe(false);
  },
);
