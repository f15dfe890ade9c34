import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { markdownOf } from './markdown.js';
import { plotsOf } from './plots.js';
import type { Results } from './results.js';

const resultsFile = 'results.json';

/** Writes the results of a run, with its tables and plots. @param folder where the files are written to. */
export async function write(results: Results, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const rounded = (_: string, value: unknown) =>
    typeof value === 'number' ? Number(value.toFixed(3)) : value;
  await writeFile(path.join(folder, resultsFile), `${JSON.stringify(results, rounded)}\n`);
  await render(folder);
}

/** Writes the tables and plots anew from the results in a folder. */
export async function render(folder: string): Promise<void> {
  const results: Results = JSON.parse(await readFile(path.join(folder, resultsFile), 'utf8'));
  const files = { 'results.md': markdownOf(results), ...(await plotsOf(results)) };
  for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, file), text);
}
