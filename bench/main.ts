/**
 * `npm run bench`: measures Trunkline beside the alternatives and writes docs/benchmarks. docs/benchmarks/README.md explains it. With
 * `--quick` it measures little and prints the tables only; `--only latency,load,operations,growth` chooses the parts of a run.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensurePackages } from '../dev-stack/bootstrap/packages.js';
import { createProgress } from '../dev-stack/bootstrap/progress.js';

const at = (file: string) => fileURLToPath(new URL(file, import.meta.url));

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const progress = createProgress({ stream: process.stderr, live: false, colours: false });
await ensurePackages({ root: at('.'), progress, signal: new AbortController().signal });
execFileSync(process.execPath, [at('../dev-stack/bootstrap/build.js')], {
  stdio: ['ignore', process.stderr, process.stderr],
});
// What follows needs the packages.
const { partNames, run } = await import('./run.js');
const parts = partNames.filter((name) => values.only?.split(',').includes(name) ?? true);
await run({ quick: values.quick, parts, out: values.quick ? null : at('../docs/benchmarks') });
