import { parseArgs } from 'node:util';
import { soak } from './soak.js';

/** Runs a soak: `npm run soak -- --minutes N --seed S`. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { minutes: { type: 'string', default: '5' }, seed: { type: 'string' } },
  });
  const minutes = Number(values.minutes);
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000_000));
  if (!(minutes > 0) || !Number.isSafeInteger(seed) || seed < 0) {
    throw new Error('Usage: npm run soak -- --minutes N --seed S, both numbers');
  }
  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stopped.abort());
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say(`soak for ${minutes} min with seed ${seed}`);
  const violations = await soak({ minutes, seed, say, signal: stopped.signal });
  process.exitCode = violations === 0 ? 0 : 1;
}

await main();
