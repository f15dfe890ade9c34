import { z } from 'zod';
import type { Ports } from './ports.js';
import { readJsonFile, writePrivateFile } from './small-files.js';

const shape = z.record(z.string(), z.number().int().min(1).max(65_535));

/** The ports of the last run, so that links stay the same. */
export function recallPorts(file: string): Ports {
  return shape.safeParse(readJsonFile(file)).data ?? {};
}

/** Adds to what is remembered. */
export function rememberPorts(file: string, ports: Ports): void {
  writePrivateFile(file, `${JSON.stringify({ ...recallPorts(file), ...ports }, null, 2)}\n`);
}
