import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createViteServer } from 'vitest/node';

/** Runs a soak: `node test/chaos/soak/run.js --minutes N --seed S`. Vite compiles the TypeScript on its way. */
async function main() {
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
  const compiler = await createViteServer({
    configFile: false,
    root: fileURLToPath(new URL('../../../', import.meta.url)),
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  try {
    const { soak } = await compiler.ssrLoadModule('/test/chaos/soak/soak.ts');
    const say = (line) => process.stdout.write(`${line}\n`);
    say(`soak for ${minutes} min with seed ${seed}`);
    const violations = await soak({ minutes, seed, say, signal: stopped.signal });
    process.exitCode = violations === 0 ? 0 : 1;
  } finally {
    await compiler.close();
  }
}

await main();
