import {
  CancellationScope,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { MendingOrder } from '../activities/repair.js';
import type { RepairStart } from '../database/operations/repair.js';
import { failures } from '../domain/failures.js';
import type { StepName } from '../domain/operation/operation.js';
import { nothingRemoved } from '../domain/operation/operation.js';
import type { ObjectFindings, RepairResult, TrunkFindings } from '../domain/reconcile/run.js';
import type { TrunkObjects } from '../domain/trunk/trunk.js';
import { readFailure } from './attempt-failure.js';
import { counted } from './counted-activities.js';
import { recordSteps } from './recorded-steps.js';
import { organizationAttribute, stateAttribute } from './search-attributes.js';
import { mayFollowCrash } from './step-ports.js';
import type { StepRecorder } from './step-recorder.js';
import { durableLimitMs, heartbeatTimeout, slackMs } from './time-limits.js';
import type { TrunkWorkInput } from './trunk-work.js';

/** What the repair of a trunk is given. */
export interface RepairInput extends Omit<TrunkWorkInput, 'budgetMs' | 'stuckAfterMs'> {
  /** What a reconciliation has shown; without it everything is looked at, and no double is removed. */
  readonly seen?: TrunkFindings;
}

/** How long one quick attempt may take, in milliseconds: with thousands of trunks each look reads all of them. */
const fastLimitMs = 5_000;
/** How long one attempt at the database's part may take. */
const databaseLimitMs = 10_000;
/** A step is given up after this long; the next reconciliation tries again. */
const giveUpAfterMs = 180_000;
/** Nothing is known of the object, so it is looked at. */
const unseen: ObjectFindings = { missing: null, drifted: true, doubles: [] };

/** The database's part: retried until it answers, for it takes and gives back the number's lock. */
const database = proxyActivities<Activities>({
  startToCloseTimeout: databaseLimitMs + slackMs,
  heartbeatTimeout,
  retry: { initialInterval: 200, maximumInterval: '10 seconds' },
});

/**
 * Makes a trunk in LiveKit what its record says, under the lock of its number: inbound trunk, outbound trunk, then the
 * rule that names the first. It converges, so that nothing is ever undone: what it has done stays done, and the next
 * reconciliation goes on from there.
 */
export function repairTrunk(input: RepairInput): Promise<RepairResult> {
  const recorder = recordSteps();
  return CancellationScope.nonCancellable(async () => {
    const start = await quickly((activities) => activities.beginRepair(input), 'Take the lock of the number');
    if (start.kind !== 'begun') return refusalOf(start);
    const result = await mend(input, start.objects, recorder);
    upsertSearchAttributes([
      { key: stateAttribute, value: result.kind === 'repaired' ? 'succeeded' : 'failed' },
      { key: organizationAttribute, value: start.organizationId },
    ]);
    return result;
  });
}

function refusalOf(start: Exclude<RepairStart, { kind: 'begun' }>): RepairResult {
  if (start.kind === 'no_trunk') return start;
  // An operation that has ended leaves nothing to be done; what it did is seen by the next look.
  return { kind: 'busy' };
}

async function mend(
  input: RepairInput,
  recorded: TrunkObjects,
  recorder: StepRecorder,
): Promise<RepairResult> {
  const seen = input.seen ?? { inbound: unseen, outbound: unseen, rule: unseen };
  const objects: { -readonly [Key in keyof TrunkObjects]?: TrunkObjects[Key] } = {};
  let step: StepName = 'inbound';
  try {
    const inboundTrunkId = isFine(seen.inbound)
      ? recorded.inboundTrunkId
      : await tenaciously('inbound', 'Inbound trunk', input, recorder, (activities, attempt) =>
          activities.mendInboundTrunk({ ...input, ...attempt, seen: seen.inbound }),
        );
    objects.inboundTrunkId = inboundTrunkId;
    step = 'outbound';
    const outboundTrunkId = isFine(seen.outbound)
      ? recorded.outboundTrunkId
      : await tenaciously('outbound', 'Outbound trunk', input, recorder, (activities, attempt) =>
          activities.mendOutboundTrunk({ ...input, ...attempt, seen: seen.outbound }),
        );
    objects.outboundTrunkId = outboundTrunkId;
    step = 'rule';
    const dispatchRuleId =
      isFine(seen.rule) && inboundTrunkId === recorded.inboundTrunkId
        ? recorded.dispatchRuleId
        : await tenaciously('rule', 'Dispatch rule', input, recorder, (activities, attempt) =>
            activities.mendDispatchRule({ ...input, ...attempt, seen: seen.rule, inboundTrunkId }),
          );
    const repaired: TrunkObjects = { inboundTrunkId, outboundTrunkId, dispatchRuleId };
    step = 'record';
    await recorder.attempt({ phase: 'forward', step }, () =>
      quickly(
        (activities) => activities.endRepair(input, repaired, null, recorder.log),
        'Store the ids, free the number',
      ),
    );
    return { kind: 'repaired', objects: repaired };
  } catch (error) {
    const { code } = readFailure(error, step);
    setCurrentDetails(`The repair is given up. ${failures[code].meaning} ${failures[code].remedy}`);
    await database.endRepair(input, objects, { step, code, removed: nothingRemoved }, recorder.log);
    return { kind: 'failed', code };
  }
}

function isFine({ missing, drifted, doubles }: ObjectFindings): boolean {
  return missing === null && !drifted && doubles.length === 0;
}

/** Does a part of the database's at once, or durably when that fails. */
async function quickly<Result>(
  work: (activities: Activities) => Promise<Result>,
  summary: string,
): Promise<Result> {
  const fast = proxyLocalActivities<Activities>({
    startToCloseTimeout: fastLimitMs,
    retry: { maximumAttempts: 1 },
    summary,
  });
  try {
    return await work(fast);
  } catch {
    return work(database);
  }
}

/** How one attempt is made. */
type Attempt = Pick<MendingOrder, 'checkFirst' | 'timeLimitMs'>;

/** Tries a step once quickly, then durably for some minutes while another try can help. */
async function tenaciously(
  step: StepName,
  summary: string,
  { recover }: RepairInput,
  recorder: StepRecorder,
  work: (activities: Activities, attempt: Attempt) => Promise<string>,
): Promise<string> {
  const place = { phase: 'forward', step } as const;
  const fast = proxyLocalActivities<Activities>({
    startToCloseTimeout: fastLimitMs + slackMs,
    retry: { maximumAttempts: 1 },
    summary,
  });
  try {
    return await recorder.attempt(place, () =>
      work(fast, { checkFirst: recover || mayFollowCrash(), timeLimitMs: fastLimitMs }),
    );
  } catch (error) {
    if (!readFailure(error, step).transient) throw error;
  }
  const durable = proxyActivities<Activities>({
    startToCloseTimeout: durableLimitMs + slackMs,
    scheduleToCloseTimeout: giveUpAfterMs,
    heartbeatTimeout,
    retry: { initialInterval: 500, backoffCoefficient: 2, maximumInterval: '20 seconds' },
    summary: `${summary}, again`,
  });
  return recorder.attempt(place, (note) =>
    work(counted(durable, note), { checkFirst: true, timeLimitMs: durableLimitMs }),
  );
}
