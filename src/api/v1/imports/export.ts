import { Router } from 'express';
import type { OrganizationId } from '../../../domain/ids.js';
import type { TrunkPart, TrunkPlace } from '../../../domain/trunk/trunk.js';
import type { ApiDependencies } from '../../dependencies.js';
import type { Guard } from '../../http/authentication.js';
import { onlyMethods } from '../../http/method-not-allowed.js';
import { columns, lineOf } from './columns.js';
import { sendFile } from './send-file.js';

const trunksPerPage = 500;

/** Serves all trunks of an organisation in the format in which they are imported. */
export function createExportRoutes(
  { listTrunksAfter }: Pick<ApiDependencies, 'listTrunksAfter'>,
  guard: Guard,
): Router {
  const router = Router({ caseSensitive: true });

  router
    .route('/v1/export')
    .get(async (request, response) => {
      const { id } = await guard(request.headers);
      await sendFile(request, response, { name: 'trunks', columns, pages: trunksOf(id) });
    })
    .all(onlyMethods('GET', 'HEAD'));

  return router;

  async function* trunksOf(organizationId: OrganizationId) {
    let after: TrunkPlace | null = null;
    for (;;) {
      const part: TrunkPart = await listTrunksAfter(organizationId, { after, limit: trunksPerPage });
      yield part.trunks.map(lineOf);
      if (!part.more) return;
      after = part.trunks.at(-1) ?? null;
    }
  }
}
