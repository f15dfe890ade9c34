import {
  ApplicationFailure,
  CancellationScope,
  defineQuery,
  log,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import { failures } from '../../domain/failures.js';
import {
  type EndedAttempts,
  type OperationFailure,
  type SkippedPart,
  type StepInputs,
  type StepLog,
  type StepPlace,
  type StepResult,
  type StepVerb,
  stepActivity,
} from '../../domain/operation/operation.js';
import type { Part, PartGraph, PartName } from '../../domain/parts/graph.js';
import type { OperationId } from '../../domain/values.js';
import {
  operationWorkflowId,
  organizationAttribute,
  resolveCompensationUpdate,
  stateAttribute,
  stepsQuery,
} from '../names.js';
import {
  type Attempt,
  type AttemptPolicy,
  attemptsOf,
  durableLimitMs,
  localThenDurable,
  readFailure,
  removalLimitMs,
  retriedUntilDone,
} from './attempts.js';
import { OperatorControl, StepRecorder } from './operator-control.js';
import type { Attempts } from './walk.js';

/** Work without a time limit. An operator is informed when it takes too long. */
export type EndlessWork = 'compensation' | 'restoration' | 'tear-down';

const stuckTexts: Record<EndlessWork, { readonly title: string; readonly skipping: string }> = {
  compensation: {
    title: 'The compensation does not come to an end.',
    skipping: 'or to release the number without that part',
  },
  restoration: {
    title: 'The trunk cannot be restored.',
    skipping: 'or to end the change without that part, which may then differ from the record until a repair',
  },
  'tear-down': {
    title: 'The tear-down does not come to an end.',
    skipping: 'or to go on without that part, which then stays at the carrier',
  },
};

/**
 * Describes work that hangs, as Markdown for the workflow's current details.
 * @param waitingFor the parts that are not done.
 * @param resolvable the parts among them that an operator can retry or skip.
 */
export function describeStuck(
  work: EndlessWork,
  operationId: OperationId,
  waitingFor: readonly string[],
  resolvable: readonly string[],
): string {
  const { title, skipping } = stuckTexts[work];
  return [
    `**${title}** It waits for: ${waitingFor.join(', ')}. The pending activities show why.`,
    'It goes on by itself once the cause is repaired.',
    ...(resolvable.length === 0
      ? []
      : [
          `To retry at once, ${skipping}:`,
          '```',
          `temporal workflow update execute --workflow-id ${operationWorkflowId(operationId)} --name ${resolveCompensationUpdate} \\`,
          `  --input '{"part": "${resolvable[0]}", "action": "retry or skip", "by": "your name", "reason": "why"}'`,
          '```',
        ]),
  ].join('\n');
}

/** Describes which step failed, why, and how many objects of each kind were removed. */
export function describeFailure<Name extends string>(
  graph: PartGraph<Name>,
  { step, code, removed }: OperationFailure,
): string {
  const title = graph.parts.find(({ name }) => name === step)?.title ?? step;
  const counts = graph.objects.map(({ name }) => `${name} ${removed[name] ?? 0}`).join(', ');
  return `The ${title} failed: ${failures[code].meaning} Removed: ${counts}.`;
}

/** Writes the one line about a failed operation into the log of the worker. */
export function logFailure(
  {
    operationId,
    organizationId,
    step,
    code,
  }: Pick<OperationFailure, 'step' | 'code'> & {
    readonly operationId: OperationId;
    readonly organizationId: string | undefined;
  },
  description: string,
): void {
  log.warn(
    `${operationId} of organization ${organizationId} failed at step ${step} with ${code}. ${description}`,
    { operationId, organizationId, step, code },
  );
}

/** Lists the skipped parts, each with the name of whoever skipped it. */
export function describeSkipped(skipped: readonly SkippedPart[]): string {
  return skipped.map(({ part, by }) => `${part} (${by})`).join(', ');
}

/** Work without a time limit, and when and how an operator is informed that it is stuck. */
export interface StuckWatch {
  readonly work: EndlessWork;
  readonly operationId: OperationId;
  /** How long the work may take before it is shown as stuck, in milliseconds. */
  readonly afterMs: number;
  /** The parts that are not done. */
  readonly waitingFor: () => readonly string[];
  /** Those among them that an operator can retry or skip. */
  readonly resolvable: () => readonly string[];
}

/** Runs work that is retried until it is done, and informs the operator when it takes too long. */
async function watchedForStuck<Result>(
  { work, operationId, afterMs, waitingFor, resolvable }: StuckWatch,
  run: () => Promise<Result>,
): Promise<Result> {
  const finished = run();
  const stuck = new CancellationScope();
  const watch = stuck
    .run(async () => {
      await sleep(afterMs, { summary: `Is the ${work} stuck?` });
      const state = work === 'tear-down' ? 'tear_down_stuck' : 'compensation_stuck';
      upsertSearchAttributes([{ key: stateAttribute, value: state }]);
      setCurrentDetails(describeStuck(work, operationId, waitingFor(), resolvable()));
      log.error(`a ${work} is stuck`, { operationId, waitingFor: waitingFor() });
    })
    .catch(() => undefined);
  try {
    return await finished;
  } finally {
    stuck.cancel();
    await watch;
  }
}

/** The options of a run of any operation. */
export interface RunOptions {
  readonly graph: PartGraph<PartName>;
  readonly operationId: OperationId;
  /** How long work without a time limit may take before it is shown as stuck, in milliseconds. */
  readonly stuckAfterMs: number;
}

/** A step of an operation: its verb, its part, and the text that the Temporal UI shows for it. */
interface Step<Verb extends StepVerb> {
  readonly verb: Verb;
  readonly part: Part<PartName>;
  readonly summary: string;
}

/** Returns the input of the activity for one attempt at a step. */
type StepInput<Verb extends StepVerb> = (attempt: Attempt) => StepInputs[Verb];

/**
 * One run of an operation's workflow. It calls the activities for the parts of the graph. It also keeps the state that all walks share:
 * the step log, the decisions of the operator, and whether an outcome is ambiguous.
 */
export class OperationRun {
  readonly control: OperatorControl;
  readonly #options: RunOptions;
  readonly #recorder: StepRecorder;
  readonly #waitingFor = new Set<PartName>();
  #ambiguous = false;

  constructor(options: RunOptions) {
    this.#options = options;
    this.control = new OperatorControl(options.graph, (place) => this.#attemptsAt(place));
    this.#recorder = new StepRecorder(Date.now, (error, step) => ({
      code: readFailure(error, options.graph.part(step)).code,
      attempts: attemptsOf(error),
    }));
    setHandler(defineQuery<StepLog>(stepsQuery), () => this.#recorder.log);
  }

  /** True if a request of a successful step may have been carried out twice, or if a part was skipped. Late writes are possible then. */
  get ambiguous(): boolean {
    return this.#ambiguous || this.control.skipped.length > 0;
  }

  /** The log of all steps until now. */
  get log(): StepLog {
    return this.#recorder.log;
  }

  /** Returns the attempts at a forward step. They resolve to the output that later parts need; null if there is none. */
  attempts<Verb extends StepVerb>(
    step: Step<Verb>,
    policy: AttemptPolicy,
    inputOf: StepInput<Verb>,
  ): Attempts<string | null> {
    const { quick, durable } = this.#attempts(step, policy, inputOf);
    const place = forward(step);
    const yields = async (attempt: () => Promise<StepResult>) => {
      const result = await this.#recorder.attempt(place, attempt);
      return this.#noted(result).output ?? null;
    };
    return { quick: () => yields(quick), durable: () => yields(durable) };
  }

  /**
   * Returns the attempts at a step that is retried until it is done, or until an operator skips it.
   * @param skippable whether an operator may skip the step.
   */
  endlessAttempts<Verb extends StepVerb>(
    step: Step<Verb>,
    policy: AttemptPolicy,
    inputOf: StepInput<Verb>,
    skippable: boolean,
  ): Attempts {
    const { quick, durable } = this.#attempts(step, policy, inputOf);
    const place = forward(step);
    return {
      quick: () => this.#recorder.attempt(place, quick),
      durable: async () => {
        this.#waitingFor.add(step.part.name);
        if (skippable) await this.control.run(this.#recorder, place, durable);
        else await this.#recorder.attempt(place, durable);
        this.#waitingFor.delete(step.part.name);
      },
    };
  }

  /** Removes or restores a part in a compensation. An operator can skip it. @returns null for a skipped part. */
  compensate<Verb extends 'remove' | 'restore'>(
    { verb, part, summary }: Step<Verb>,
    inputOf: (timeLimitMs: number) => StepInputs[Verb],
  ): Promise<StepResult | null> {
    const timeLimitMs = verb === 'remove' ? removalLimitMs : durableLimitMs;
    return this.control.run(this.#recorder, { phase: 'compensation', step: part.name }, () =>
      stepActivity(retriedUntilDone(summary, timeLimitMs), verb, part.name)(inputOf(timeLimitMs)),
    );
  }

  /** Runs a compensation that no cancellation interrupts, and informs the operator when it is stuck. */
  shielded<Result>(work: EndlessWork, compensation: () => Promise<Result>): Promise<Result> {
    return CancellationScope.nonCancellable(() =>
      this.#watched(work, () => [...this.control.pending], compensation),
    );
  }

  /** Runs work without a time limit, and informs the operator when it is stuck. */
  untilDone<Result>(work: EndlessWork, run: () => Promise<Result>): Promise<Result> {
    return this.#watched(work, () => [...this.#waitingFor], run);
  }

  /**
   * Records in the database, the log and the Temporal UI why the operation compensates.
   * @returns false if the operation had been committed, so that nothing may be compensated.
   */
  async beginCompensation(failure: OperationFailure): Promise<boolean> {
    const { operationId, graph } = this.#options;
    upsertSearchAttributes([{ key: stateAttribute, value: 'compensating' }]);
    setCurrentDetails(`Compensating. ${describeFailure(graph, failure)}`);
    this.#recorder.compensationBegins(failure);
    const { beginCompensation } = retriedUntilDone('Record why it compensates', durableLimitMs);
    return (await beginCompensation(operationId, failure, this.log)) !== 'succeeded';
  }

  /** Logs that the operation failed, and returns the failure with which its workflow must end. */
  failed(type: 'SetUpFailed' | 'ChangeFailed', failure: OperationFailure): ApplicationFailure {
    const { operationId, graph } = this.#options;
    const organizationId = workflowInfo().typedSearchAttributes.get(organizationAttribute);
    const message = describeFailure(graph, failure);
    logFailure({ operationId, organizationId, ...failure }, message);
    const details = [this.control.failureOf(failure)];
    return ApplicationFailure.create({ type, message, details, nonRetryable: true });
  }

  /** Reads the attempts at a step that is in progress. An operator need not wait when nobody knows them. */
  #attemptsAt(place: StepPlace): Promise<EndedAttempts> {
    const { attemptsUntilNow } = proxyActivities<Activities>({
      scheduleToCloseTimeout: '3 seconds',
      summary: `How often was the ${this.#options.graph.part(place.step).title} tried?`,
    });
    return CancellationScope.nonCancellable(() =>
      attemptsUntilNow({ operationId: this.#options.operationId, ...place }),
    ).catch(() => ({ attempts: 1, code: null }));
  }

  #attempts<Verb extends StepVerb>(
    { verb, part, summary }: Step<Verb>,
    policy: AttemptPolicy,
    inputOf: StepInput<Verb>,
  ): Attempts<StepResult> {
    return localThenDurable(part.at, summary, policy, (activities: Activities, attempt) =>
      stepActivity(activities, verb, part.name)(inputOf(attempt)),
    );
  }

  #watched<Result>(
    work: EndlessWork,
    waitingFor: () => readonly PartName[],
    run: () => Promise<Result>,
  ): Promise<Result> {
    const { operationId, stuckAfterMs } = this.#options;
    const resolvable = () => [...this.control.pending];
    return watchedForStuck({ work, operationId, afterMs: stuckAfterMs, waitingFor, resolvable }, run);
  }

  #noted(result: StepResult): StepResult {
    this.#ambiguous ||= result.ambiguous === true;
    return result;
  }
}

function forward({ part }: { readonly part: Part<PartName> }): StepPlace {
  return { phase: 'forward', step: part.name };
}
