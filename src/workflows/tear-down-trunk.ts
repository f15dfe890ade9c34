import {
  CancellationScope,
  proxyActivities,
  proxyLocalActivities,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { CarrierTearDown, CarrierTearDownOrder, TearDownOrder } from '../activities/orders.js';
import type { StepName } from '../domain/operation/operation.js';
import { removesOutboundBesideRoute } from './beside-route.js';
import { counted } from './counted-activities.js';
import { describeStuckTearDown } from './descriptions.js';
import { GivenUp } from './given-up.js';
import { insisting } from './insisting.js';
import { recordSteps } from './recorded-steps.js';
import { undoThatOperatorsResolve } from './resolvable-undo.js';
import { stateAttribute } from './search-attributes.js';
import { showingStuck } from './showing-stuck.js';
import { type TearDownPart, type TearDownPorts, tearDownSaga } from './tear-down-saga.js';
import { durableLimitMs, farLimitMs, fastLimitMs, heartbeatTimeout, slackMs } from './time-limits.js';
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

function portsFor({ operationId, deploymentId, atCarrier, stuckAfterMs }: TrunkWorkInput): TearDownPorts {
  const recorder = recordSteps();
  // Only what is to be done at a carrier can be given up: an account may be lost for good, LiveKit is the operator's own.
  const resolvable = undoThatOperatorsResolve();
  const pending = new Set<StepName>();
  const part = (
    name: StepName,
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
      pending.add(name);
      await recorder.attempt({ phase: 'forward', step: name }, (note) =>
        work(counted(insisting(`${summary}, again`, durableLimitMs), note), {
          operationId,
          deploymentId,
          timeLimitMs: durableLimitMs,
        }),
      );
      pending.delete(name);
    },
  });
  const carrierPart = (
    name: 'route' | 'carrier',
    summary: string,
    work: (activities: Activities, order: CarrierTearDownOrder) => Promise<CarrierTearDown>,
  ): TearDownPart => {
    const place = { phase: 'forward', step: name } as const;
    const order = { operationId, deploymentId };
    return {
      // Several requests across the Internet take longer than a workflow task should.
      fast: async () => {
        const activities = proxyActivities<Activities>({
          startToCloseTimeout: farLimitMs + slackMs,
          heartbeatTimeout,
          retry: { maximumAttempts: 1 },
          summary,
        });
        await recorder.attempt(place, () =>
          work(activities, { ...order, timeLimitMs: farLimitMs, mayGiveUp: false }),
        );
      },
      durable: async () => {
        pending.add(name);
        const insistently = async (note: (attempt: number) => void) => {
          const activities = counted(insisting(`${summary}, again`, durableLimitMs), note);
          const timeLimitMs = durableLimitMs;
          const { givenUp } = await work(activities, { ...order, timeLimitMs, mayGiveUp: true });
          if (givenUp !== null) throw new GivenUp(givenUp, 'The carrier refuses the account.');
        };
        await resolvable.record(recorder, place, insistently, undefined);
        pending.delete(name);
      },
    };
  };
  return {
    ...(atCarrier === true
      ? {
          carrier: {
            route: carrierPart('route', 'Put the route of the number back', (activities, order) =>
              activities.tearDownRoute(order),
            ),
            connection: carrierPart('carrier', 'Remove the connection at the carrier', (activities, order) =>
              activities.tearDownCarrier(order),
            ),
            outboundBesideRoute: removesOutboundBesideRoute,
          },
        }
      : {}),
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
          describe: (waitingFor) => describeStuckTearDown(operationId, waitingFor, resolvable.pending),
        },
        work,
      ),
  };
}
