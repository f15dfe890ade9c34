#!/usr/bin/env node
import { existsSync } from 'node:fs';

const program = new URL('../dist/cli/main.js', import.meta.url);

if (existsSync(program)) {
  await import(program.href);
} else {
  process.stderr.write('Trunkline is not built yet. Run "npm start", or "npm ci" and "npm run build".\n');
  process.exitCode = 1;
}
