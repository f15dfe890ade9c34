import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { send } from '../../http/answer.js';
import type { DescribedParameter } from '../../http/endpoint.js';
import { oneOf, type Reading, readBody } from '../../http/fields.js';
import { queryOf } from '../../http/query.js';
import { presentFieldProblems } from '../presenter.js';
import { type FileFormat, fileFormats, mediaTypes, writeFileHead, writeFileLine } from './file-format.js';

/** A file to be sent: as CSV or as JSON lines, whichever is wanted. */
export interface SentFile {
  /** Without its ending. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly pages: AsyncIterable<readonly Readonly<Record<string, unknown>>[]>;
}

/**
 * Sends a file page by page, between which others have their turn; a caller that has hung up ends it. Nothing is sent before
 * the first page is there, so that what cannot be read at all is answered as such.
 */
export async function sendFile(
  request: Request,
  response: Response,
  { name, columns, pages }: SentFile,
): Promise<void> {
  const requested = readFormat(queryOf(request));
  if (!requested.ok) return send(response, presentFieldProblems(requested.problems));
  const format = requested.value ?? acceptedFormat(request);
  let begun = false;
  const begin = () => {
    begun = true;
    response.status(200).set({
      'Content-Type': mediaTypes[format],
      'Content-Disposition': `attachment; filename="${name}.${format}"`,
    });
    response.write(writeFileHead(columns, format));
  };
  for await (const page of pages) {
    if (!begun) begin();
    if (response.destroyed) return;
    response.write(page.map((line) => writeFileLine(line, format)).join(''));
    await nextTurn();
  }
  if (!begun) begin();
  response.end();
}

function acceptedFormat(request: Request): FileFormat {
  // Whoever accepts neither gets the one that he would get without naming any.
  return request.accepts(['application/x-ndjson', 'text/csv']) === 'text/csv' ? 'csv' : 'jsonl';
}

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
