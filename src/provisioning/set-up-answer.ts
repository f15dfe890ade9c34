import { type OperationWithTrunk, trunkLeftBy } from '../database/operation-rows.js';
import type { SetUpAnswer } from '../trunks/set-up.js';

/** What a set-up that has ended means for its caller: its trunk as it was made, even if it is gone by now. */
export function setUpAnswerOf({ operation }: OperationWithTrunk): SetUpAnswer {
  const operationId = operation.id;
  const trunk = trunkLeftBy(operation);
  if (trunk !== null) return { kind: 'created', operationId, trunk };
  if (operation.failure !== null) return { kind: 'failed', operationId, failure: operation.failure };
  throw new Error(`Operation ${operationId} ended without a trunk and without a reason.`);
}
