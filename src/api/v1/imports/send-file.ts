import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Request } from 'express';
import { z } from 'zod';
import type { DescribedParameter } from '../../http/endpoint.js';
import { oneOf, validated } from '../../http/fields.js';
import { readQuery } from '../../http/query.js';
import type { Exchange } from '../../http/route.js';
import {
  type FileFormat,
  fileFormats,
  fileTypes,
  mediaTypes,
  writeFileHead,
  writeFileLine,
} from './file-format.js';

/** A file to be sent, as CSV or as JSON lines. */
export interface SentFile {
  /** Without its extension. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly pages: AsyncIterable<readonly Readonly<Record<string, unknown>>[]>;
}

/** The description of an answer that is a file. */
export const fileAnswer = { schema: z.string(), contentType: fileTypes } as const;

/** The parameter that names the format of a file. */
export const formatParameters = {
  format: {
    description: 'The format of the file. It takes precedence over Accept; the default is JSON lines.',
    schema: { type: 'string', enum: fileFormats },
  },
} as const satisfies Record<string, DescribedParameter>;

const formatSchema = z.object({ format: oneOf('Format', fileFormats).optional() });

/**
 * Sends a file page by page, and lets other requests be served between two pages. It ends when the caller hangs up. Nothing is
 * sent before the first page was read, so that an error of that read gets its own answer.
 */
export async function sendFile(
  { request, response }: Exchange,
  { name, columns, pages }: SentFile,
): Promise<null> {
  const format = validated(readQuery(request, formatSchema)).format ?? acceptedFormat(request);
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
    if (response.destroyed) return null;
    response.write(page.map((line) => writeFileLine(line, format)).join(''));
    await yieldToOthers();
  }
  if (!begun) begin();
  response.end();
  return null;
}

function acceptedFormat(request: Request): FileFormat {
  // A caller that accepts neither format gets the default one.
  return request.accepts(['application/x-ndjson', 'text/csv']) === 'text/csv' ? 'csv' : 'jsonl';
}
