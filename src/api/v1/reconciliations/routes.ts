import { type Request, Router } from 'express';
import { isReconciliationId } from '../../../domain/reconcile/report.js';
import type { ApiDependencies } from '../../dependencies.js';
import { RequestProblem } from '../../errors/request-problem.js';
import { send } from '../../http/answer.js';
import { createOperatorGuard } from '../../http/authentication.js';
import { onlyMethods } from '../../http/method-not-allowed.js';

/** Serves the reports of reconciliations, to operators only: they tell of all organisations. */
export function createReconciliationRoutes({ authenticate, reconciliations }: ApiDependencies): Router {
  const router = Router({ caseSensitive: true });
  const operatorsOnly = createOperatorGuard(authenticate);
  const readOnly = onlyMethods('GET', 'HEAD');

  router
    .route('/v1/reconciliations')
    .get(async (request, response) => {
      await operatorsOnly(request.headers);
      send(response, { status: 200, body: { data: await reconciliations.list() } });
    })
    .all(readOnly);

  router
    .route('/v1/reconciliations/:id')
    .get(async (request, response) => {
      await operatorsOnly(request.headers);
      const { id } = request.params;
      const report = isReconciliationId(id) ? await reconciliations.report(id) : null;
      if (report === null) throw new RequestProblem('reconciliation_not_found');
      const { findings, next } = await reconciliations.findings(report.id, afterOf(request));
      const following = next === null ? null : `/v1/reconciliations/${report.id}?after=${next}`;
      send(response, { status: 200, body: { ...report, findings, next: following } });
    })
    .all(readOnly);

  return router;
}

/** Behind which finding the page begins; what cannot be read is taken for the beginning. */
function afterOf(request: Request): number {
  const after = new URL(request.url, 'http://localhost').searchParams.get('after') ?? '';
  return /^\d{1,9}$/.test(after) ? Number(after) : -1;
}
