import { z } from 'zod';
import { oneOf, type Reading, readBody } from '../../fields.js';
import type { DescribedParameter } from '../../openapi/endpoint.js';
import { type FileFormat, fileFormats } from './file-format.js';

const flags = ['true', 'false'] as const;

/** Whether a file is only checked. */
export const dryRunParameter = {
  description: '`true`: the file is only checked.',
  schema: { type: 'string', enum: flags, default: 'false' },
} as const satisfies DescribedParameter;

/** In which format a file is wanted. */
export const formatParameter = {
  description: 'Goes before what Accept names; without either it is JSON lines.',
  schema: { type: 'string', enum: fileFormats },
} as const satisfies DescribedParameter;

/** Reads whether a file is only checked. A word that is not understood must not begin an import. */
export function readDryRun(query: URLSearchParams): Reading<boolean> {
  const reading = readBody(dryRunSchema, { dry_run: query.get('dry_run') ?? 'false' });
  return reading.ok ? { ok: true, value: reading.value.dry_run === 'true' } : reading;
}

/** Reads which format is named; null leaves it to what the caller accepts. */
export function readFormat(query: URLSearchParams): Reading<FileFormat | null> {
  const format = query.get('format');
  if (format === null) return { ok: true, value: null };
  const reading = readBody(formatSchema, { format });
  return reading.ok ? { ok: true, value: reading.value.format } : reading;
}

const dryRunSchema = z.object({ dry_run: oneOf('Dry run', flags) });
const formatSchema = z.object({ format: oneOf('Format', fileFormats) });
