import openapiTS, { astToString } from 'openapi-typescript';
import { expect, it } from 'vitest';
import { createDocument } from '../../../src/api/openapi/document.js';
import { endpoints } from '../../support/interface.js';

it('the client has the types that are generated out of the description (npm run generate writes them)', async () => {
  const document = JSON.stringify(createDocument(endpoints, '0.0.0'));
  const types = astToString(await openapiTS(document));
  await expect(types).toMatchFileSnapshot('../../generated/interface.d.ts');
});
