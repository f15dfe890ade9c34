import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../../../dev-stack/bootstrap/run-command.js';
import { thisMachine } from '../../../dev-stack/programs/machine.js';
import { waitForLock } from '../../../src/database/process-lock.js';

/** The command that runs schemathesis, and its environment. */
export interface Schemathesis {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const own = fileURLToPath(new URL('../schemathesis/', import.meta.url));
const requirements = path.join(own, 'requirements.txt');
const oldestPython = '3.11';

/**
 * Installs schemathesis from PyPI into the cache folder, in the versions and with the hashes of `requirements.txt`, unless it
 * is there already. Nothing is installed into Python itself.
 * @returns the reason as text when it cannot be installed.
 */
export async function obtainSchemathesis(): Promise<Schemathesis | string> {
  const oldest = oldestPython.split('.').join(', ');
  const python = await runCommand([
    'python3',
    '-c',
    `import pip, sys; sys.exit(0 if sys.version_info >= (${oldest}) else 1)`,
  ]);
  if (python.code !== 0) return `it needs Python ${oldestPython} or newer with pip`;
  const machine = thisMachine(process.env);
  const contents = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex');
  const packages = path.join(machine.cache, `schemathesis-${contents.slice(0, 12)}`);
  if (!existsSync(packages) && !machine.mayInstall) return 'TRUNKLINE_NO_INSTALL forbids to install it';
  const problem = await install(packages);
  if (problem !== null) return problem;
  return {
    command: ['python3', '-m', 'schemathesis.cli', '--config-file', path.join(own, 'schemathesis.toml')],
    env: {
      PYTHONPATH: [packages, own].join(path.delimiter),
      PYTHONDONTWRITEBYTECODE: '1',
      // The order of Python's sets decides which requests are sent.
      PYTHONHASHSEED: '0',
      SCHEMATHESIS_HOOKS: 'hooks',
    },
  };
}

async function install(packages: string): Promise<string | null> {
  await mkdir(path.dirname(packages), { recursive: true });
  const lock = await waitForLock(`${packages}.lock`);
  const draft = `${packages}.draft`;
  try {
    if (existsSync(packages)) return null;
    const { code, lastLines } = await runCommand([
      ...['python3', '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input'],
      ...['--require-hashes', '--only-binary=:all:', '--target', draft, '--requirement', requirements],
    ]);
    if (code !== 0) return `pip could not install it: ${lastLines.slice(-3).join(' ')}`;
    await rename(draft, packages);
    return null;
  } finally {
    await rm(draft, { recursive: true, force: true });
    lock.release();
  }
}
