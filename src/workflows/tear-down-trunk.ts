import {
  CancellationScope,
  proxyActivities,
  proxyLocalActivities,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { TearDownOrder } from '../activities/orders.js';
import type { SetUpStep } from '../trunks/set-up.js';
import { counted } from './counted-activities.js';
import { describeStuckTearDown } from './descriptions.js';
import { recordSteps } from './recorded-steps.js';
import { stateAttribute } from './search-attributes.js';
import { showingStuck } from './showing-stuck.js';
import { type TearDownPart, type TearDownPorts, tearDownSaga } from './tear-down-saga.js';
import { durableLimitMs, fastLimitMs, heartbeatTimeout, slackMs } from './time-limits.js';
import type { TrunkWorkInput } from './trunk-work.js';

/** What a completed tear-down tells the operator. */
export interface TearDownResult {
  readonly operationId: string;
  readonly state: 'succeeded';
}

/**
 * Takes a trunk down, however long it takes: it is never given up, and no cancellation reaches it. A run may be lost
 * and repeated at any point, because every part looks at what is there.
 */
export async function tearDownTrunk(input: TrunkWorkInput): Promise<TearDownResult> {
  await CancellationScope.nonCancellable(() => tearDownSaga(portsFor(input)));
  upsertSearchAttributes([{ key: stateAttribute, value: 'succeeded' }]);
  return { operationId: input.operationId, state: 'succeeded' };
}

function portsFor({ operationId, deploymentId, stuckAfterMs }: TrunkWorkInput): TearDownPorts {
  const recorder = recordSteps();
  const pending = new Set<SetUpStep>();
  const part = (
    name: SetUpStep,
    summary: string,
    work: (activities: Activities, order: TearDownOrder) => Promise<unknown>,
  ): TearDownPart => ({
    fast: async () => {
      const activities = proxyLocalActivities<Activities>({
        startToCloseTimeout: fastLimitMs + slackMs,
        retry: { maximumAttempts: 1 },
        summary,
      });
      await recorder.attempt({ phase: 'forward', step: name }, () =>
        work(activities, { operationId, deploymentId, timeLimitMs: fastLimitMs }),
      );
    },
    durable: async () => {
      const activities = proxyActivities<Activities>({
        startToCloseTimeout: durableLimitMs + slackMs,
        heartbeatTimeout,
        retry: { initialInterval: 200, maximumInterval: '30 seconds' },
        summary: `${summary}, again`,
      });
      pending.add(name);
      await recorder.attempt({ phase: 'forward', step: name }, (note) =>
        work(counted(activities, note), { operationId, deploymentId, timeLimitMs: durableLimitMs }),
      );
      pending.delete(name);
    },
  });
  return {
    rule: part('rule', 'Remove the dispatch rule', (activities, order) =>
      activities.tearDownDispatchRule(order),
    ),
    inbound: part('inbound', 'Remove the inbound trunk', (activities, order) =>
      activities.tearDownInboundTrunk(order),
    ),
    outbound: part('outbound', 'Remove the outbound trunk', (activities, order) =>
      activities.tearDownOutboundTrunk(order),
    ),
    record: part('record', 'Remove the record', (activities) =>
      activities.removeRecord(operationId, recorder.log),
    ),
    insistently: (work) =>
      showingStuck(
        {
          what: 'tear-down',
          operationId,
          afterMs: stuckAfterMs,
          waitingFor: () => [...pending],
          describe: describeStuckTearDown,
        },
        work,
      ),
  };
}
