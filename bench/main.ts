/**
 * `npm run bench`: measures Trunkline beside the alternatives and writes docs/benchmarks. docs/benchmarks/README.md explains it. With
 * `--quick` it measures little and prints the tables only. `--only latency,growth,load,operations,cluster` chooses the parts of a run.
 * `--render` measures nothing, and writes the tables and plots anew from docs/benchmarks/results.json.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensurePackages } from '../dev-stack/bootstrap/packages.js';
import { createProgress } from '../dev-stack/bootstrap/progress.js';

const at = (file: string) => fileURLToPath(new URL(file, import.meta.url));

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    render: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
const folder = at('../docs/benchmarks');
const progress = createProgress({ live: false });
await ensurePackages({ root: at('.'), progress, signal: new AbortController().signal });
// What is imported below needs the packages.
if (values.render) {
  const { render } = await import('./report/write.js');
  await render(folder);
} else {
  const launcher = at('../dev-stack/bootstrap/run.js');
  execFileSync(process.execPath, [launcher, 'build'], { stdio: ['ignore', process.stderr, process.stderr] });
  const { partNames, run } = await import('./run.js');
  // Temporal's server is compiled once, which alone takes longer than a quick run.
  const chosen =
    values.only?.split(',') ?? (values.quick ? partNames.filter((name) => name !== 'cluster') : partNames);
  const parts = partNames.filter((name) => chosen.includes(name));
  await run({ quick: values.quick, parts, out: values.quick ? null : folder });
}
