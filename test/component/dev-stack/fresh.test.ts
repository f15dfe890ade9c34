import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { ServerName } from '../../../dev-stack/servers/server.js';
import { startServers } from '../../../dev-stack/servers/start-servers.js';
import { homeAt } from '../../../dev-stack/state/home.js';
import { temporaryFolder } from './temporary-folder.js';

/** A start with --fresh in a folder with a database and a demo key. Returns what the screen shows, and what is left. */
async function startFresh(env: Record<string, string>, servers: readonly ServerName[] = []) {
  const home = homeAt(temporaryFolder());
  mkdirSync(home.database);
  writeFileSync(home.demoFile, '{}');
  writeFileSync(home.auditHeadFile, '{}');
  const screen: string[] = [];
  const task = { phase: () => {}, detail: () => {}, succeed: () => {}, fail: () => {} };
  const progress = { line: (text = '') => void screen.push(text), task: () => task };
  const request = { home: home.folder, servers, ports: 'free', env, progress, fresh: true } as const;
  const { settings, stop } = await startServers(request);
  await stop();
  const left = [home.database, home.demoFile, home.auditHeadFile].filter((file) => existsSync(file));
  return { screen, settings, left: left.map((file) => path.basename(file)), home };
}

it('--fresh says what it deletes, and deletes it', async () => {
  const { screen, left, home } = await startFresh({});
  expect(screen).toEqual([
    '  --fresh deletes the database with its organizations, API keys and trunks, the demo key, and the end of its audit log ' +
      `in ${home.folder}.`,
  ]);
  expect(left).toEqual([]);
});

it('--fresh deletes nothing that belongs to a database of the environment, says that, and uses the database', async () => {
  const url = 'postgres://127.0.0.1/mine';
  const { screen, settings, left, home } = await startFresh({ DATABASE_URL: url });
  expect(screen).toEqual([`  --fresh deletes nothing in ${home.folder}.`]);
  expect(settings.DATABASE_URL).toBe(url);
  expect(left).toEqual(['database', 'demo.json', 'audit-head.json']);
});

it('a server that is optional is left out where its program is not there, but a variable that names no program stops the start', async () => {
  const { screen } = await startFresh({ PATH: '', HOME: temporaryFolder() }, ['sip']);
  expect(screen).toHaveLength(1);
  await expect(startFresh({ LIVEKIT_SIP_BIN: '/nowhere' }, ['sip'])).rejects.toThrow(
    'LIVEKIT_SIP_BIN names /nowhere',
  );
});
