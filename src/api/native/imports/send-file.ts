import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Request, Response } from 'express';
import { send } from '../../answer.js';
import { queryOf } from '../../query.js';
import { presentFieldProblems } from '../presenter.js';
import { type FileFormat, mediaTypes, writeFileHead, writeFileLine } from './file-format.js';
import { readFormat } from './queries.js';

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
