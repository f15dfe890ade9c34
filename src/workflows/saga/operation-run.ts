import {
  CancellationScope,
  defineQuery,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import type { OperationId } from '../../domain/ids.js';
import type { OperationFailure } from '../../domain/operation/operation.js';
import type { StepLog, StepPlace } from '../../domain/operation/step-log.js';
import type { Part, PartGraph } from '../../domain/parts/graph.js';
import type { PartName } from '../../domain/parts/trunk-parts.js';
import { type StepInputs, type StepResult, type StepVerb, stepActivity } from '../../domain/step/step.js';
import { stateAttribute, stepsQuery } from '../names.js';
import { attemptsOf, readFailure } from './attempt-failure.js';
import { type Attempt, type AttemptPolicy, localThenDurable, retriedUntilDone } from './attempts.js';
import { describeFailure, type EndlessWork } from './details.js';
import { durableLimitMs, removalLimitMs } from './limits.js';
import { OperatorControl } from './operator-control.js';
import { StepRecorder } from './step-recorder.js';
import { watchedForStuck } from './stuck-watch.js';
import type { Attempts } from './walk.js';

/** What a run of any operation works with. */
export interface RunOptions {
  readonly graph: PartGraph<PartName>;
  readonly operationId: OperationId;
  /** Work without an end of its own that takes longer than this is shown as stuck, in milliseconds. */
  readonly stuckAfterMs: number;
}

/** A step of an operation: what is done to which part, and how the Temporal UI shows it. */
interface Step<Verb extends StepVerb> {
  readonly verb: Verb;
  readonly part: Part<PartName>;
  readonly summary: string;
}

/** The input of a step's activity without the fields that every attempt fills in. */
type StepInput<Verb extends StepVerb> = (attempt: Attempt) => StepInputs[Verb];

/**
 * One run of an operation's workflow: it turns the parts of the graph into activities, and keeps what all walks share: the step log, the
 * decisions of the operator, and whether an outcome is ambiguous.
 */
export class OperationRun {
  readonly control: OperatorControl;
  readonly #options: RunOptions;
  readonly #recorder: StepRecorder;
  readonly #waitingFor = new Set<PartName>();
  #ambiguous = false;

  constructor(options: RunOptions) {
    this.#options = options;
    this.control = new OperatorControl(options.graph);
    this.#recorder = new StepRecorder(Date.now, (error, step) => ({
      code: readFailure(error, options.graph.part(step)).code,
      attempts: attemptsOf(error),
    }));
    setHandler(defineQuery<StepLog>(stepsQuery), () => this.#recorder.log);
  }

  /** A request of a step that succeeded may have been carried out before, and may be carried out once more. */
  get ambiguous(): boolean {
    return this.#ambiguous || this.control.skipped.length > 0;
  }

  /** Everything that has happened to the steps until now. */
  get log(): StepLog {
    return this.#recorder.log;
  }

  /** Makes the attempts at a step of the operation itself. They yield what later parts need of this one. */
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

  /** Makes the attempts at a step that ends in any case, because it is repeated until it is done or until an operator skips it. */
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

  /** Removes or restores a part in a compensation; an operator can skip it. @returns null for a skipped part. */
  compensate<Verb extends 'remove' | 'restore'>(
    { verb, part, summary }: Step<Verb>,
    inputOf: (timeLimitMs: number) => StepInputs[Verb],
  ): Promise<StepResult | null> {
    const timeLimitMs = verb === 'remove' ? removalLimitMs : durableLimitMs;
    return this.control.run(this.#recorder, { phase: 'compensation', step: part.name }, () =>
      stepActivity(retriedUntilDone(summary, timeLimitMs), verb, part.name)(inputOf(timeLimitMs)),
    );
  }

  /** Runs a compensation where no cancellation reaches it, and shows the operator when it hangs. */
  shielded<Result>(work: EndlessWork, compensation: () => Promise<Result>): Promise<Result> {
    return CancellationScope.nonCancellable(() =>
      this.watched(work, () => [...this.control.pending], compensation),
    );
  }

  /** Runs what has no end of its own, and shows the operator when it hangs. */
  untilDone<Result>(work: EndlessWork, run: () => Promise<Result>): Promise<Result> {
    return this.watched(work, () => [...this.#waitingFor], run);
  }

  /** Records in the database, the log and the Temporal UI why the operation compensates. @returns false when it was committed after all. */
  async beginCompensation(failure: OperationFailure): Promise<boolean> {
    const { operationId, graph } = this.#options;
    upsertSearchAttributes([{ key: stateAttribute, value: 'compensating' }]);
    setCurrentDetails(`Compensating. ${describeFailure(graph, failure)}`);
    this.#recorder.compensationBegins(failure);
    const { beginCompensation } = retriedUntilDone('Record why it compensates', durableLimitMs);
    return (await beginCompensation(operationId, failure, this.log)) !== 'succeeded';
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

  watched<Result>(
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
