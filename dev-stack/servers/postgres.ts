import { execFileSync } from 'node:child_process';
import { chownSync } from 'node:fs';
import { mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runCommand } from '../bootstrap/run-command.js';
import type { Machine } from '../programs/machine.js';
import { aptWay } from '../programs/ways.js';
import { given } from '../state/settings.js';
import { StackError } from '../state/stack-error.js';
import { portOf, type Server, type ServerContext } from './server.js';

const systemFolder = '/usr/lib/postgresql';
const database = 'trunkline';

/** PostgreSQL for tests: its data live in a temporary folder and are gone after the stop. */
export const postgres: Server = {
  name: 'postgres',
  title: 'PostgreSQL',
  program: {
    title: 'PostgreSQL',
    command: 'postgres',
    variable: 'POSTGRES_BIN_DIR',
    variableNamesFolder: true,
    furtherFolders: systemFolders,
    minimum: '13',
    below: '100',
    cacheFolder: 'postgres',
    ways: [aptWay('postgresql')],
    advice: { debian: 'sudo apt-get install postgresql', macos: 'brew install postgresql' },
  },
  ports: [{ name: 'postgres', preferred: 5432, protocol: 'tcp' }],
  after: [],
  named: (env) => {
    const url = given(env, 'DATABASE_URL');
    return url === null ? null : { DATABASE_URL: url };
  },
  prepare: async (context) => {
    const user = unprivilegedUser();
    const folder = await mkdtemp(path.join(os.tmpdir(), 'trunkline-postgres-'));
    const passwordFile = path.join(folder, 'password');
    const data = path.join(folder, 'data');
    await writeFile(passwordFile, context.secrets.databasePassword, { mode: 0o600 });
    if (user !== null) {
      chownSync(folder, user.uid, user.gid);
      chownSync(passwordFile, user.uid, user.gid);
    }
    // PATH may hold a mere link to the program; its companions are where it really is.
    const initdb = path.join(path.dirname(await realpath(context.program.file)), 'initdb');
    const { code, lastLines } = await runCommand(
      [
        ...[initdb, '-D', data, '-U', 'trunkline', '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
        ...['--encoding=UTF8', '--no-locale'],
      ],
      { cwd: folder, ...(user === null ? {} : { user }) },
    );
    if (code !== 0) {
      throw new StackError(`initdb could not create a database:\n  ${lastLines.join('\n  ')}`);
    }
    return {
      command: [
        ...[context.program.file, '-D', data, '-p', String(portOf(context, 'postgres'))],
        ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
      ],
      ...(user === null ? {} : { user }),
      cleanUp: () => rm(folder, { recursive: true, force: true }),
    };
  },
  check: async (context) => {
    const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: urlOf(context, 'postgres') });
    await client.connect();
    try {
      const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
      if (rowCount === 0) {
        await client.query(`create database ${database}`);
      }
    } finally {
      await client.end();
    }
  },
  settings: (context) => ({ DATABASE_URL: urlOf(context, database) }),
  whereabouts: (context) => `127.0.0.1:${portOf(context, 'postgres')}`,
};

function urlOf(context: ServerContext, name: string): string {
  return `postgres://trunkline:${context.secrets.databasePassword}@127.0.0.1:${portOf(context, 'postgres')}/${name}`;
}

/** PostgreSQL refuses to run as root. */
function unprivilegedUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) {
    return null;
  }
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) =>
        Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // There is no such user; the next one will do as well.
    }
  }
  throw new StackError(
    'PostgreSQL refuses to run as root, and there is no user "postgres" or "nobody" to run it as.',
  );
}

async function systemFolders({ platform }: Machine): Promise<string[]> {
  if (platform !== 'linux') {
    return [];
  }
  try {
    const versions = await readdir(systemFolder);
    return versions
      .sort((one, other) => Number(other) - Number(one))
      .map((name) => path.join(systemFolder, name, 'bin'));
  } catch {
    return [];
  }
}
