import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { beginLogs, homeAt, occupy } from '../../../dev-stack/state/home.js';
import { temporaryFolder } from './temporary-folder.js';

it('the logs of the last ten starts are kept, and "latest" leads to those of the last one', async () => {
  const home = homeAt(temporaryFolder());
  for (let start = 1; start <= 12; start += 1) {
    beginLogs(home.logs, new Date(Date.UTC(2026, 0, start)));
    writeFileSync(path.join(home.logs, 'trunkline.log'), `start ${start}`);
  }
  const folder = path.dirname(home.logs);
  const starts = readdirSync(folder).filter((name) => name !== 'latest');
  const logs = starts.map((name) => readFileSync(path.join(folder, name, 'trunkline.log'), 'utf8'));
  expect(logs).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((start) => `start ${start}`));
  expect(readFileSync(path.join(home.logs, 'trunkline.log'), 'utf8')).toBe('start 12');
});

it('a second stack in the same folder does not start, and the message names the process of the first', () => {
  const home = homeAt(temporaryFolder());
  const lock = occupy(home);
  expect(() => occupy(home)).toThrow(`(process ${process.pid})`);
  lock.release();
  occupy(home).release();
});
