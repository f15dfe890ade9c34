import openapiTS, { astToString } from 'openapi-typescript';
import { expect, it } from 'vitest';
import { errorEntries } from '../../../../src/api/errors/request-problem.js';
import { idempotencyHeader } from '../../../../src/api/http/request.js';
import { createDocument } from '../../../../src/api/openapi/document.js';
import { failures } from '../../../../src/domain/failures.js';
import { endpoints } from '../../../support/interface.js';

const document = createDocument(endpoints, '0.0.0');

it('the client has the types that are generated out of the description (npm run generate writes them)', async () => {
  const types = astToString(await openapiTS(JSON.stringify(document), { defaultNonNullable: false }));
  await expect(types).toMatchFileSnapshot('../../../../client/src/generated/interface.ts');
});

it('the client knows every error and every request that takes an idempotency key (npm run generate writes them)', async () => {
  const remedies = Object.fromEntries(
    Object.entries({ ...failures, ...errorEntries }).map(([code, { remedy }]) => [code, remedy]),
  );
  const keyed = endpoints.filter(({ method, path }) => takesKey(document.paths[path]?.[method]));

  await expect(
    [
      '/** The remedy of every error, by its code. */',
      `export const remedies = ${JSON.stringify(remedies, null, 2)} as const;`,
      '',
      '/** The requests that are carried out once for each `Idempotency-Key`. */',
      `export const keyed: ReadonlySet<string> = new Set(${JSON.stringify(
        keyed.map(({ method, path }) => `${method} ${path}`),
        null,
        2,
      )});`,
      '',
    ].join('\n'),
  ).toMatchFileSnapshot('../../../../client/src/generated/facts.ts');
});

function takesKey(operation: object | undefined): boolean {
  const { parameters = [] } = (operation ?? {}) as { parameters?: readonly { name: string }[] };
  return parameters.some(({ name }) => name === idempotencyHeader);
}
