import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/** The browser, where one is installed (Debian: apt-get install chromium); without it, tests of pages in a browser are skipped. */
export const chromium = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((file) => existsSync(file));
if (chromium === undefined) {
  process.stdout.write('Tests of pages in a browser are left out: Chromium is not installed.\n');
}

/** Gives a page as it is after its scripts have run. @param words further options of the browser */
export async function domInChromium(
  url: string,
  timeout: number,
  words: readonly string[] = [],
): Promise<string> {
  const profile = await mkdtemp(path.join(tmpdir(), 'trunkline-chromium-'));
  try {
    const options = ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${profile}`, ...words];
    const all = [...options, '--dump-dom', url];
    const { stdout } = await promisify(execFile)(String(chromium), all, { timeout, maxBuffer: 2 ** 26 });
    return stdout;
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
}
