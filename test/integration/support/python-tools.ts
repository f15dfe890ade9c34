import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../../../dev-stack/bootstrap/run-command.js';
import { thisMachine } from '../../../dev-stack/programs/machine.js';
import { waitForLock } from '../../../src/database/process-lock.js';

/** The command that runs a tool, and its environment. */
export interface PythonTool {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The folder of a tool with its `requirements.txt` and its settings. */
const folderOf = (name: string) => fileURLToPath(new URL(`../interface/${name}/`, import.meta.url));
const oldestPython = '3.11';

/** Obtains schemathesis, as {@link obtain} does. */
export async function obtainSchemathesis(): Promise<PythonTool | string> {
  const own = folderOf('schemathesis');
  const packages = await obtain('schemathesis');
  if (!('folder' in packages)) return packages.problem;
  return {
    command: ['python3', '-m', 'schemathesis.cli', '--config-file', path.join(own, 'schemathesis.toml')],
    env: {
      PYTHONPATH: [packages.folder, own].join(path.delimiter),
      PYTHONDONTWRITEBYTECODE: '1',
      // The order of Python's sets decides which requests are sent.
      PYTHONHASHSEED: '0',
      SCHEMATHESIS_HOOKS: 'hooks',
    },
  };
}

/** Obtains openapi-python-client, as {@link obtain} does. The packages that its clients need are among its own. */
export async function obtainClientGenerator(): Promise<PythonTool | string> {
  const packages = await obtain('openapi-python-client');
  if (!('folder' in packages)) return packages.problem;
  return {
    command: ['python3', '-m', 'openapi_python_client'],
    env: { PYTHONPATH: packages.folder, PYTHONDONTWRITEBYTECODE: '1' },
  };
}

/**
 * Installs a tool from PyPI into the cache folder, in the versions and with the hashes of its `requirements.txt`, unless it is
 * there already. Nothing is installed into Python itself.
 * @returns the folder of its packages, or the reason why it cannot be installed.
 */
async function obtain(name: string): Promise<{ readonly folder: string } | { readonly problem: string }> {
  const oldest = oldestPython.split('.').join(', ');
  const python = await runCommand([
    'python3',
    '-c',
    `import pip, sys; sys.exit(0 if sys.version_info >= (${oldest}) else 1)`,
  ]);
  if (python.code !== 0) return { problem: `it needs Python ${oldestPython} or newer with pip` };
  const requirements = path.join(folderOf(name), 'requirements.txt');
  const machine = thisMachine(process.env);
  const contents = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex');
  const folder = path.join(machine.cache, `${name}-${contents.slice(0, 12)}`);
  if (!existsSync(folder) && !machine.mayInstall) {
    return { problem: 'TRUNKLINE_NO_INSTALL forbids to install it' };
  }
  const problem = await install(folder, requirements);
  return problem === null ? { folder } : { problem };
}

async function install(packages: string, requirements: string): Promise<string | null> {
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
