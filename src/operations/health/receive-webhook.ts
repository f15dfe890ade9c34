import type { Database } from '../../database/database.js';
import { recordCall } from '../../database/health/calls.js';
import { refreshHealth } from '../../database/health/states.js';
import { noteWebhook } from '../../database/keys/installation.js';
import type { CallDirection, CallOutcome, ReadWebhook } from '../../domain/health/call.js';
import type { ReceiveWebhook } from '../../domain/health/health.js';

/** The dependencies of the receiver of webhooks. */
export interface WebhookParts {
  readonly database: Database;
  readonly readWebhook: ReadWebhook;
  /** Called at every end of a call. */
  readonly onEnd: (direction: CallDirection, outcome: CallOutcome) => void;
}

/** How often a process stores that webhooks arrive, in milliseconds. */
const notedEveryMs = 60_000;

/** Creates the use case that records what LiveKit's webhooks say about calls. */
export function receiveWebhookWith({ database, readWebhook, onEnd }: WebhookParts): ReceiveWebhook {
  let notedAt = 0;
  return async (body, authorization) => {
    const event = await readWebhook(body, authorization);
    if (event === 'refused') return 'refused';
    const now = new Date();
    if (now.getTime() - notedAt >= notedEveryMs) {
      await noteWebhook(database, now);
      notedAt = now.getTime();
    }
    const call = event === 'other' ? null : await recordCall(database, event);
    if (call === null) return 'ignored';
    if (call.outcome !== null) onEnd(call.direction, call.outcome);
    // A repeated end derives the state again: the process that received it first may have died before.
    if (event !== 'other' && event.kind === 'ended') await refreshHealth(database, call.trunkId, now);
    return 'recorded';
  };
}
