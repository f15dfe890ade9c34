import { type Request, type Response, Router } from 'express';
import {
  type ImportId,
  type ImportName,
  type ImportRetryAnswer,
  isImportId,
} from '../../../imports/import.js';
import { send } from '../../answer.js';
import type { Guard } from '../../authentication.js';
import type { ApiDependencies } from '../../dependencies.js';
import { refusals } from '../../errors/refusals.js';
import { readIdempotencyKey } from '../../idempotency-key.js';
import { onlyMethods } from '../../method-not-allowed.js';
import { queryOf } from '../../query.js';
import { RequestProblem } from '../../request-problem.js';
import { createTextReader } from '../../text-body.js';
import { columns, createLineReader, lineOf } from './columns.js';
import {
  type FileFormat,
  fileFormats,
  formatOf,
  mediaTypes,
  writeFileHead,
  writeFileLine,
} from './file-format.js';
import {
  presentDryRun,
  presentImport,
  presentImports,
  presentInvalidImport,
  reportColumns,
  reportLine,
} from './presenter.js';
import { readImport } from './read-import.js';

const readFile = createTextReader({ bytes: 16 * 1024 * 1024, problem: 'import_too_large' });
const linesPerPage = 500;

/** Serves imports of many trunks, their reports, and the export in the same format. */
export function createImportRoutes({ imports, listTrunks, settings }: ApiDependencies, guard: Guard): Router {
  const router = Router({ caseSensitive: true });
  const readLine = createLineReader(settings);
  const readOnly = onlyMethods('GET', 'HEAD');
  const named = async (request: Request<{ id: string }>): Promise<ImportName> => {
    const { id: organizationId } = await guard(request.headers);
    return { organizationId, id: idOf(request.params.id) };
  };

  router
    .route('/v1/imports')
    .get(async (request, response) => {
      const { id } = await guard(request.headers);
      send(response, presentImports(await imports.list(id)));
    })
    .post(async (request, response) => {
      const organization = await guard(request.headers);
      const format = formatOf(request.headers);
      if (format === null) throw new RequestProblem('unsupported_import_format');
      const idempotencyKey = readIdempotencyKey(request.headers);
      if (!idempotencyKey.ok) throw new RequestProblem('invalid_idempotency_key');
      const text = await readFile(request, response);
      const reading = await readImport(text, format, readLine, organization.agentName);
      if (!reading.ok) return send(response, presentInvalidImport(reading.problems));
      const { lines } = reading;
      if (queryOf(request).get('dry_run') === 'true') {
        const held = await imports.heldLines(lines);
        return send(response, held.length > 0 ? presentHeld(held) : presentDryRun(lines.length));
      }
      const answer = await imports.begin({
        organizationId: organization.id,
        requestedBy: organization.keyId,
        lines,
        text: `${format}\n${text}`,
        idempotencyKey: idempotencyKey.value,
      });
      switch (answer.kind) {
        case 'begun':
          return send(response, presentImport(answer.view, 202));
        case 'numbers_in_use':
          return send(response, presentHeld(answer.lines));
        case 'idempotency_key_reused':
          throw new RequestProblem('idempotency_key_reused');
        case 'unavailable':
          throw unavailable(answer);
      }
    })
    .all(onlyMethods('GET', 'HEAD', 'POST'));

  router
    .route('/v1/imports/:id')
    .get(async (request, response) => {
      const view = await imports.find(await named(request));
      if (view === null) throw new RequestProblem('import_not_found');
      send(response, presentImport(view, 200));
    })
    .all(readOnly);

  router
    .route('/v1/imports/:id/report')
    .get(async (request, response) => {
      const view = await imports.find(await named(request));
      if (view === null) throw new RequestProblem('import_not_found');
      await sendFile(request, response, `import-${view.id}`, reportColumns, reportOf(view.id));
    })
    .all(readOnly);

  router
    .route('/v1/imports/:id/retry')
    .post(async (request, response) => {
      const answer = await imports.retry(await named(request));
      if (answer.kind !== 'begun') throw problemOfRetry(answer);
      send(response, presentImport(answer.view, 202));
    })
    .all(onlyMethods('POST'));

  router
    .route('/v1/imports/:id/cancel')
    .post(async (request, response) => {
      const view = await imports.cancel(await named(request));
      if (view === null) throw new RequestProblem('import_not_found');
      send(response, presentImport(view, 202));
    })
    .all(onlyMethods('POST'));

  router
    .route('/v1/export')
    .get(async (request, response) => {
      const { id } = await guard(request.headers);
      const { trunks } = await listTrunks(id, null);
      await sendFile(request, response, 'trunks', columns, [trunks.map(lineOf)]);
    })
    .all(readOnly);

  return router;

  async function* reportOf(id: ImportId) {
    let last = 0;
    for (;;) {
      const page = await imports.lines(id, last, linesPerPage);
      const final = page.at(-1);
      if (final === undefined) return;
      yield page.map(reportLine);
      last = final.line;
    }
  }
}

function idOf(text: string): ImportId {
  if (!isImportId(text)) throw new RequestProblem('import_not_found');
  return text;
}

function presentHeld(lines: readonly number[]) {
  const { message } = refusals.number_in_use;
  return presentInvalidImport(lines.map((line) => ({ line, field: 'phone_number', message })));
}

function problemOfRetry(answer: Exclude<ImportRetryAnswer, { kind: 'begun' }>): RequestProblem {
  switch (answer.kind) {
    case 'not_found':
      return new RequestProblem('import_not_found');
    case 'still_running':
      return new RequestProblem('import_running');
    case 'nothing_to_retry':
      return new RequestProblem('nothing_to_retry');
    case 'unavailable':
      return unavailable(answer);
  }
}

function unavailable(answer: Extract<ImportRetryAnswer, { kind: 'unavailable' }>): RequestProblem {
  return new RequestProblem(`${answer.component}_unavailable`, {
    'Retry-After': String(answer.retryAfterSeconds),
  });
}

/** Sends a file page by page; a caller that has hung up ends it. */
async function sendFile(
  request: Request,
  response: Response,
  name: string,
  names: readonly string[],
  pages:
    | Iterable<readonly Readonly<Record<string, unknown>>[]>
    | AsyncIterable<readonly Readonly<Record<string, unknown>>[]>,
): Promise<void> {
  const format = wantedFormat(request);
  response.status(200).set({
    'Content-Type': mediaTypes[format],
    'Content-Disposition': `attachment; filename="${name}.${format}"`,
  });
  response.write(writeFileHead(names, format));
  for await (const page of pages) {
    if (response.destroyed) return;
    response.write(page.map((line) => writeFileLine(line, format)).join(''));
  }
  response.end();
}

/** `?format=` goes before what the caller accepts; without either it is JSON lines. */
function wantedFormat(request: Request): FileFormat {
  const named = fileFormats.find((format) => format === queryOf(request).get('format'));
  if (named !== undefined) return named;
  return /\btext\/csv\b/.test(request.headers.accept ?? '') ? 'csv' : 'jsonl';
}
