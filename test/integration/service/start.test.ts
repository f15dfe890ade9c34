import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { thisMachine } from '../../../dev-stack/programs/machine.js';
import { findProgram } from '../../../dev-stack/programs/program.js';
import { sip } from '../../../dev-stack/servers/sip.js';
import { identify } from '../../../src/database/process-identity.js';
import { ensureBuilt } from '../support/trunkline-process.js';

const program = fileURLToPath(new URL('../../../bin/trunkline.js', import.meta.url));
const patience = { timeout: 120_000, interval: 50 };

/** `npm start` in a folder of its own, as a person sees it. */
class Start {
  readonly #home: string;
  readonly #child: ChildProcess;
  screen = '';

  constructor(home: string, words: readonly string[] = []) {
    const { TEMPORAL_ADDRESS, LIVEKIT_URL, REDIS_URL, DATABASE_URL, ...env } = process.env;
    this.#home = home;
    this.#child = spawn(process.execPath, [program, 'up', ...words], {
      env: { ...env, TRUNKLINE_HOME: home },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (text) => {
        this.screen += text;
      });
    }
  }

  /** Waits until the screen shows a text, and returns it. */
  async shows(text: string | RegExp): Promise<string> {
    const found = () => this.screen.match(text)?.[0];
    await vi.waitUntil(() => found() !== undefined || this.#child.exitCode !== null, patience);
    return found() ?? `ended: ${this.screen}`;
  }

  /** The numbers of all processes by their titles. */
  async processes(): Promise<Map<string, number>> {
    const text = await readFile(path.join(this.#home, 'processes.json'), 'utf8');
    const records: { title: string; pid: number }[] = JSON.parse(text);
    return new Map(records.map(({ title, pid }) => [title, pid]));
  }

  /** Presses Ctrl-C. @returns the milliseconds until the end, and the exit code. */
  async ctrlC(): Promise<{ milliseconds: number; code: number | null }> {
    const since = performance.now();
    const ended = once(this.#child, 'exit');
    if (this.#child.exitCode === null) {
      this.#child.kill('SIGINT');
      await ended;
    }
    return { milliseconds: performance.now() - since, code: this.#child.exitCode };
  }
}

describe('npm start', { timeout: 180_000 }, () => {
  let home = '';

  beforeAll(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'trunkline-test-start-'));
    await ensureBuilt();
  }, 180_000);

  afterAll(() => rm(home, { recursive: true, force: true }));

  it('npm start restarts Trunkline when it is killed and says so, and Ctrl-C ends everything within two seconds', async () => {
    const start = new Start(home);
    try {
      await start.shows('Ctrl-C stops everything');
      const url = (await start.shows(/Gateway +\S+/)).split(/ +/)[1];
      const pid = (await start.processes()).get('Trunkline') ?? 0;
      process.kill(pid, 'SIGKILL');
      expect(await start.shows(/Trunkline ended.*/)).toContain('ended by SIGKILL). It starts again in 1 s');
      expect(await start.shows(/Trunkline +runs again.*/)).toContain(url);
      const ready = await fetch(`${url}/readyz`);
      expect(ready.status).toBe(200);
      // It is started only where it is there already.
      const sipIsThere = (await findProgram(sip.program, thisMachine(process.env))) !== null;
      expect(await ready.json()).toMatchObject({ sip: sipIsThere ? 'responds' : 'unknown' });
      expect(/livekit-sip +[\d.]+ is ready on 127/.test(start.screen)).toBe(sipIsThere);
      const processes = await start.processes();
      const { milliseconds, code } = await start.ctrlC();
      expect(milliseconds).toBeLessThan(2_000);
      expect(code).toBe(0);
      expect([...processes.values()].filter((each) => identify(each) !== null)).toEqual([]);
    } finally {
      await start.ctrlC();
    }
  });

  it('Ctrl-C ends npm start within two seconds while servers start, and --fresh says what it deletes', async () => {
    const start = new Start(home, ['--fresh']);
    try {
      expect(await start.shows(/--fresh deletes .*/)).toMatch(
        /the data of Redis, the data of Temporal, the data of LiveKit,(?: the data of livekit-sip,)? the database with its organizations, API keys and trunks, the demo key, the end of its audit log, and the secrets/,
      );
      await start.shows(/Redis .*is ready/);
      expect((await start.ctrlC()).milliseconds).toBeLessThan(2_000);
    } finally {
      await start.ctrlC();
    }
  });
});
