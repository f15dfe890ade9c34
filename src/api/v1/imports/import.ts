import { z } from 'zod';
import {
  type ImportId,
  type ImportPlace,
  type ImportView,
  importIdForm,
  importStates,
  isImportId,
  lineOutcomes,
} from '../../../domain/import/import.js';
import { RequestProblem } from '../../errors/request-problem.js';
import { type ApiAnswer, objectOf, type PathParameter, time } from '../../http/endpoint.js';
import { idempotencyHeader, idempotencyKeyParameter } from '../../http/request.js';
import { type Call, forOrganization } from '../../http/route.js';
import { nextPart, partOf, partParameters, placeCursor, readPart, v1Style } from '../paging.js';

/** The members that all routes of imports have. */
export const imports = { tag: 'Imports', style: v1Style } as const;

const id: PathParameter<ImportId> = {
  description: 'The id of the import.',
  schema: { type: 'string', pattern: importIdForm.pattern },
  example: importIdForm.examples[0],
  read: (text) => {
    if (!isImportId(text)) throw new RequestProblem('import_not_found');
    return text;
  },
};

/** The members of the routes of one import. */
export const byImport = { ...imports, pathParameters: { id } } as const;

/** The headers of requests that begin or control an import. Nobody waits for the end of an import. */
export const commandHeaders = {
  headers: {
    [idempotencyHeader]: idempotencyKeyParameter,
    Prefer: {
      description:
        'The answer always comes as soon as the request is saved, with or without `respond-async` (RFC 7240).',
      schema: { type: 'string' },
    },
  },
} as const;

/** The errors of requests with an idempotency key. */
export const keyErrors = ['validation_failed', 'idempotency_key_reused'] as const;

/** A list of names in a description. */
export const named = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ');

const count = z.int().min(0);

const importObject = objectOf<ImportView>()({
  id: [z.string().regex(new RegExp(importIdForm.pattern)), ({ id }) => id],
  state: [z.enum(importStates), ({ state }) => state],
  total: [count, ({ total }) => total],
  counts: [z.record(z.enum(lineOutcomes), count), ({ counts }) => counts],
  created_at: [time, ({ createdAt }) => createdAt.toISOString()],
  cancelled_at: [time.nullable(), ({ cancelledAt }) => cancelledAt?.toISOString() ?? null],
  finished_at: [time.nullable(), ({ finishedAt }) => finishedAt?.toISOString() ?? null],
  report: [
    z.string().meta({ description: 'The address of the report.' }),
    ({ id }) => `/v1/imports/${id}/report`,
  ],
});
/** An import, for the description of the interface. */
export const importSchema = z.strictObject(importObject.shape).meta({ id: 'Import' });

/** Shows an import in any state. */
export function presentImport(view: ImportView, status: 200 | 202): ApiAnswer {
  return { status, headers: { Location: `/v1/imports/${view.id}` }, body: importObject.of(view) };
}

const importAnswer = { description: 'The import.', schema: importSchema, headers: ['Location'] } as const;

/** The answer to a request that begins or controls an import. */
export const commandAnswer = { ...importAnswer, headers: ['Location', 'Idempotency-Replayed?'] } as const;

const importCursor = placeCursor<ImportPlace>({
  format: 'import-cursor',
  parts: ({ createdAt, id }) => [createdAt, id],
  placeOf: (createdAt, id) => (isImportId(id) ? { createdAt, id } : null),
});

/** Lists the imports of an organisation, the newest first. */
export const listImports = forOrganization(
  {
    ...imports,
    method: 'get',
    path: '/v1/imports',
    query: partParameters(importCursor),
    id: 'listImports',
    summary: 'List the imports',
    answers: { 200: { description: 'The imports, the newest first.', schema: partOf(importSchema) } },
    errors: ['validation_failed'],
  },
  async ({ request, caller, api }) => {
    const { limit, cursor } = readPart(request, importCursor);
    const part = await api.imports.list(caller.id, { after: cursor, limit });
    const last = part.more ? (part.imports.at(-1) ?? null) : null;
    const next = nextPart('/v1/imports', { limit }, importCursor, last);
    return { status: 200, body: { data: part.imports.map(importObject.of), next } };
  },
);

/** Reads an import. */
export const readImport = forOrganization(
  {
    ...byImport,
    method: 'get',
    path: '/v1/imports/{id}',
    id: 'readImport',
    summary: 'Read an import',
    answers: { 200: importAnswer },
    errors: ['import_not_found'],
  },
  async (call) => presentImport(await ownImport(call), 200),
);

/** Finds the caller's own import that the path names. @throws {RequestProblem} `import_not_found`. */
export async function ownImport({ caller, path, api }: Call<{ readonly id: ImportId }>): Promise<ImportView> {
  const view = await api.imports.find({ organizationId: caller.id, id: path.id });
  if (view === null) throw new RequestProblem('import_not_found');
  return view;
}
