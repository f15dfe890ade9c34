import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Progress } from '../../../dev-stack/bootstrap/progress.js';
import { Supervisor } from '../../../dev-stack/processes/supervisor.js';
import { launch } from '../../../dev-stack/servers/launch.js';
import type { Launchable, ServerContext } from '../../../dev-stack/servers/server.js';
import { homeAt } from '../../../dev-stack/state/home.js';
import { loadSecrets } from '../../../dev-stack/state/secrets.js';
import { noSettings } from '../../../dev-stack/state/settings.js';
import { temporaryFolder } from './temporary-folder.js';

/** A server that ends during its first start and runs from the second on. */
const late: Launchable = {
  name: 'late',
  title: 'Late',
  ports: [],
  prepare: async () => ({
    command: ['sh', '-c', 'test -e tried && touch up && while :; do sleep 0.05; done; touch tried; exit 2'],
  }),
  check: async ({ folder }) => {
    if (!existsSync(path.join(folder, 'up'))) throw new Error('it is not up yet');
  },
  whereabouts: () => 'nowhere',
};

const silence: Progress = {
  line: () => {},
  task: () => ({ phase: () => {}, detail: () => {}, succeed: () => {}, fail: () => {}, dismiss: () => {} }),
};

function start(server: Launchable): Promise<ServerContext> {
  const folder = temporaryFolder();
  const home = homeAt(folder);
  mkdirSync(home.logs);
  const supervisor = new Supervisor(home.processesFile);
  onTestFinished(() => supervisor.stop());
  const context: ServerContext = {
    folder: path.join(folder, 'late'),
    program: { file: '/bin/sh', version: '1' },
    ports: {},
    secrets: loadSecrets(home.secretsFile, {}),
    env: process.env,
    settings: noSettings,
  };
  return launch(server, context, {
    home,
    supervisor,
    progress: silence,
    signal: new AbortController().signal,
    claimedPorts: new Set(),
    ports: 'free',
  });
}

it('a server that ends during its start is not tried again, and the end of its log is shown', async () => {
  await expect(start(late)).rejects.toThrow('Late ended during its start (exit code 2)');
});

it('a server that may have lost a port of its own choice is tried again when it ends during its start', async () => {
  await expect(start({ ...late, choosesFurtherPorts: true })).resolves.toBeDefined();
});

it('a server that ends every time is not tried for ever', async () => {
  const never: Launchable = {
    ...late,
    choosesFurtherPorts: true,
    prepare: async () => ({ command: ['sh', '-c', 'exit 3'] }),
  };
  await expect(start(never)).rejects.toThrow('Late ended during its start (exit code 3)');
});
