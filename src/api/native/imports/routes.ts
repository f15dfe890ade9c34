import { type Request, type RequestHandler, Router } from 'express';
import {
  type ImportCancelAnswer,
  type ImportControl,
  type ImportId,
  type ImportName,
  type ImportRetryAnswer,
  type ImportView,
  isImportId,
  type NumberOnLine,
} from '../../../domain/import/import.js';
import type { Unavailable } from '../../../domain/operation/outcomes.js';
import { type ApiAnswer, send } from '../../answer.js';
import type { Guard } from '../../authentication.js';
import type { ApiDependencies } from '../../dependencies.js';
import { refusals } from '../../errors/refusals.js';
import { problemsOf } from '../../fields.js';
import { readIdempotencyKey } from '../../idempotency-key.js';
import { onlyMethods } from '../../method-not-allowed.js';
import { readPreference, withPreferenceApplied } from '../../prefer.js';
import { queryOf } from '../../query.js';
import { RequestProblem } from '../../request-problem.js';
import { createTextReader } from '../../text-body.js';
import { readPart } from '../paging.js';
import { presentFieldProblems } from '../presenter.js';
import { createLineReader } from './columns.js';
import { formatOf } from './file-format.js';
import { importCursor } from './import-cursor.js';
import {
  presentDryRun,
  presentImport,
  presentImports,
  presentInvalidImport,
  reportColumns,
  reportLine,
} from './presenter.js';
import { readDryRun } from './queries.js';
import { type LineProblem, readImport } from './read-import.js';
import { sendFile } from './send-file.js';

const readFile = createTextReader({ bytes: 16 * 1024 * 1024, problem: 'import_too_large' });
const linesPerPage = 500;

/** Serves imports of many trunks, and their reports. */
export function createImportRoutes(
  { imports, settings }: Pick<ApiDependencies, 'imports' | 'settings'>,
  guard: Guard,
): Router {
  const router = Router({ caseSensitive: true });
  const readLine = createLineReader(settings);
  const readOnly = onlyMethods('GET', 'HEAD');
  const named = async (request: Request<{ id: string }>): Promise<ImportName> => {
    const { id: organizationId } = await guard(request.headers);
    return { organizationId, id: idOf(request.params.id) };
  };
  const controlBy =
    (
      control: (control: ImportControl) => Promise<ImportRetryAnswer | ImportCancelAnswer>,
    ): RequestHandler<{ id: string }> =>
    async (request, response) => {
      const name = await named(request);
      const idempotencyKey = readIdempotencyKey(request);
      if (!idempotencyKey.ok) return send(response, presentFieldProblems(idempotencyKey.problems));
      const answer = await control({ ...name, idempotencyKey: idempotencyKey.value });
      if (answer.kind !== 'controlled') throw problemOf(answer);
      send(response, presentFollowed(request, answer.view));
    };

  router
    .route('/v1/imports')
    .get(async (request, response) => {
      const { id } = await guard(request.headers);
      const part = readPart(queryOf(request), importCursor);
      if (!part.ok) return send(response, presentFieldProblems(part.problems));
      const { limit, cursor } = part.value;
      send(response, presentImports(await imports.list(id, { after: cursor, limit }), limit));
    })
    .post(async (request, response) => {
      const organization = await guard(request.headers);
      const format = formatOf(request.headers);
      if (format === null) throw new RequestProblem('unsupported_import_format');
      const idempotencyKey = readIdempotencyKey(request);
      const dryRun = readDryRun(queryOf(request));
      if (!dryRun.ok || !idempotencyKey.ok) {
        const problems = { ...problemsOf(dryRun), ...problemsOf(idempotencyKey) };
        return send(response, presentFieldProblems(problems));
      }
      const text = await readFile(request, response);
      const reading = await readImport(text, format, readLine, organization.agentName);
      if (!reading.ok) {
        const held = await heldAmong(reading.numbers);
        return send(response, presentInvalidImport([...reading.problems, ...heldProblems(held)]));
      }
      const { lines, numbers } = reading;
      if (dryRun.value) {
        const held = await heldAmong(numbers);
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
          return send(response, presentFollowed(request, answer.view));
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
      const file = { name: `import-${view.id}`, columns: reportColumns, pages: reportOf(view.id) };
      await sendFile(request, response, file);
    })
    .all(readOnly);

  router
    .route('/v1/imports/:id/retry')
    .post(controlBy((control) => imports.retry(control)))
    .all(onlyMethods('POST'));

  router
    .route('/v1/imports/:id/cancel')
    .post(controlBy((control) => imports.cancel(control)))
    .all(onlyMethods('POST'));

  return router;

  async function heldAmong(numbers: readonly NumberOnLine[]): Promise<readonly number[]> {
    const held = await imports.heldLines(numbers);
    if (held.kind === 'unavailable') throw unavailable(held);
    return held.lines;
  }

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

/** An import that goes on: it is never waited for, whether its caller prefers that or not. */
function presentFollowed(request: Request<unknown>, view: ImportView): ApiAnswer {
  return withPreferenceApplied(readPreference(request.headers), presentImport(view, 202));
}

function idOf(text: string): ImportId {
  if (!isImportId(text)) throw new RequestProblem('import_not_found');
  return text;
}

function presentHeld(lines: readonly number[]) {
  return presentInvalidImport(heldProblems(lines));
}

function heldProblems(lines: readonly number[]): LineProblem[] {
  const { message } = refusals.number_in_use;
  return lines.map((line) => ({ line, field: 'phone_number', message }));
}

function problemOf(
  answer: Exclude<ImportRetryAnswer | ImportCancelAnswer, { kind: 'controlled' }>,
): RequestProblem {
  switch (answer.kind) {
    case 'idempotency_key_reused':
      return new RequestProblem('idempotency_key_reused');
    case 'not_found':
      return new RequestProblem('import_not_found');
    case 'finished':
      return new RequestProblem('import_finished');
    case 'still_running':
      return new RequestProblem('import_running');
    case 'nothing_to_retry':
      return new RequestProblem('nothing_to_retry');
    case 'unavailable':
      return unavailable(answer);
  }
}

function unavailable(answer: Unavailable): RequestProblem {
  return new RequestProblem(`${answer.component}_unavailable`, {
    'Retry-After': String(answer.retryAfterSeconds),
  });
}
