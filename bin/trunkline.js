#!/usr/bin/env node
import { existsSync } from 'node:fs';

// A clone has the launcher too, which adds the commands "up" and "stack". The production image has the service alone.
const programs = ['../dist/dev-stack/main.js', '../dist/src/cli/main.js'];
const program = programs.map((file) => new URL(file, import.meta.url)).find((url) => existsSync(url));

if (program === undefined) {
  process.stderr.write('Trunkline is not built yet. Run "npm start", or "npm ci" and "npm run build".\n');
  process.exitCode = 1;
} else {
  await import(program.href);
}
