import { type OperationView, waitsForNothing } from '../../src/domain/operation/view.js';
import { operationId, organizationId } from './plans.js';

/** A set-up that was accepted just now, with what the test wants to be different. */
export function operationView(changes: Partial<OperationView> = {}): OperationView {
  return {
    id: operationId,
    organizationId,
    kind: 'set_up_trunk',
    state: 'running',
    contract: 'zudu',
    phoneNumber: '+15551234567',
    createdAt: new Date('2026-03-31T10:00:00.000Z'),
    finishedAt: null,
    cancelRequestedAt: null,
    retryOf: null,
    steps: [],
    compensation: [],
    failure: null,
    trunkId: null,
    trunk: null,
    log: [],
    waiting: waitsForNothing,
    ...changes,
  };
}
