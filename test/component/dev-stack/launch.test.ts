import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Progress } from '../../../dev-stack/bootstrap/progress.js';
import { Supervisor } from '../../../dev-stack/processes/supervisor.js';
import { choosePortsFor, keepRunning, type LaunchPad, launch } from '../../../dev-stack/servers/launch.js';
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
  settings: () => ({}),
};

/** One that runs from the beginning. */
const steady: Launchable = {
  ...late,
  prepare: async () => ({ command: ['sh', '-c', 'touch up; while :; do sleep 0.05; done'] }),
};

/** A stack in a folder of its own, and everything that its screen has shown. */
function stack() {
  const home = homeAt(temporaryFolder());
  mkdirSync(home.logs, { recursive: true });
  const screen: string[] = [];
  const show = (text = '') => void screen.push(text);
  const progress: Progress = {
    line: show,
    task: (title) => ({
      phase: () => {},
      detail: () => {},
      succeed: (text) => show(`${title} ${text}`),
      fail: (text) => show(`${title} ${text}`),
    }),
  };
  const supervisor = new Supervisor(home.processesFile);
  const ctrlC = new AbortController();
  onTestFinished(() => supervisor.stop(undefined, 1_000));
  onTestFinished(() => ctrlC.abort());
  const pad: LaunchPad = {
    ...{ home, supervisor, progress },
    signal: ctrlC.signal,
    claimedPorts: new Set(),
    ports: 'stable',
  };
  const context: ServerContext = {
    folder: path.join(home.folder, 'late'),
    program: { file: '/bin/sh', version: '1' },
    ports: {},
    secrets: loadSecrets(home.secretsFile, {}),
    env: process.env,
    settings: noSettings,
  };
  return { pad, context, screen, ctrlC, start: (server: Launchable) => launch(server, context, pad) };
}

describe('a start', () => {
  it('a server that ends during its start is not tried again, and the end of its log is shown', async () => {
    await expect(stack().start(late)).rejects.toThrow('Late ended during its start (exit code 2)');
  });

  it('a server that may have lost a port of its own choice is tried again', async () => {
    await expect(stack().start({ ...late, choosesFurtherPorts: true })).resolves.toBeDefined();
  });

  it('a server that ends every time is not tried for ever', async () => {
    const never: Launchable = {
      ...late,
      choosesFurtherPorts: true,
      prepare: async () => ({ command: ['sh', '-c', 'exit 3'] }),
    };
    await expect(stack().start(never)).rejects.toThrow('Late ended during its start (exit code 3)');
  });

  it('Ctrl-C does not wait for a server that does not answer', async () => {
    const { start, ctrlC } = stack();
    let asked = false;
    const silent: Launchable = {
      ...steady,
      check: () => {
        asked = true;
        return new Promise(() => {});
      },
    };
    const started = start(silent);
    started.catch(() => {});
    await vi.waitUntil(() => asked, 20_000);
    ctrlC.abort();
    await expect(started).rejects.toThrow('abort');
  });
});

describe('a server that dies', () => {
  it('a server that dies is started again after a pause, and the screen says so', async () => {
    const { start, pad, screen, context, ctrlC } = stack();
    const launched = await start(steady);
    const kept = keepRunning(launched, pad);
    kept.catch(() => {});
    rmSync(path.join(context.folder, 'up'));
    launched.process.kill();
    await vi.waitUntil(() => screen.at(-1) === 'Late runs again on nowhere', 20_000);
    expect(screen.at(-2)).toMatch(/Late ended unexpectedly \(ended by SIGKILL\)\. It starts again in 1 s/);
    expect(launched.process.exited).not.toBeNull();
    ctrlC.abort();
    await pad.supervisor.stop(undefined, 1_000);
    await expect(kept).rejects.toThrow('abort');
  });

  it('a server that dies is started after longer and longer pauses while it does not work', async () => {
    const { start, pad, screen } = stack();
    const launched = await start(steady);
    let starts = 0;
    const broken: Launchable = {
      ...steady,
      prepare: async () => {
        starts += 1;
        return { command: ['sh', '-c', 'exit 4'] };
      },
    };
    keepRunning({ ...launched, server: broken }, pad).catch(() => {});
    launched.process.kill();
    await vi.waitUntil(() => starts === 2, 20_000);
    const pauses = screen.flatMap((line) => line.match(/starts again in (\d+) s/)?.[1] ?? []);
    expect(pauses.slice(0, 2)).toEqual(['1', '2']);
  });
});

it('all ports that are in use take one line', async () => {
  const { pad, screen } = stack();
  const taken = await Promise.all(
    [1, 2].map(async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      onTestFinished(() => void server.close());
      const address = server.address();
      return typeof address === 'object' && address !== null ? address.port : 0;
    }),
  );
  const servers = taken.map((preferred, index) => ({
    ...steady,
    title: `Server ${index}`,
    ports: [{ name: `port${index}`, preferred, protocol: 'tcp' as const }],
  }));
  const { port0, port1 } = await choosePortsFor(servers, pad);
  expect(screen).toEqual([
    `  Other programs use some ports, so these change: Server 0 ${taken[0]} → ${port0}, Server 1 ${taken[1]} → ${port1}.`,
  ]);
});
