import { activityInfo, type Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { ActivityInboundCallsInterceptor, ActivityInterceptors } from '@temporalio/worker';
import type { Activities } from './index.js';
import type { StepFailureDetails } from './step-failure.js';

/** What a repeated activity brings: Temporal tells a workflow nothing of attempts. */
export interface CountedResult {
  /** Which attempt it was, counted from 1. */
  readonly attempt: number;
  readonly result: unknown;
}

/** The steps whose attempts are shown to the owner of an operation, but for those that end one. */
const countedSteps: ReadonlySet<string> = new Set<keyof Activities>([
  'connectCarrier',
  'routeNumber',
  'putRouteBack',
  'disconnectCarrier',
  'createInboundTrunk',
  'createOutboundTrunk',
  'createDispatchRule',
  'removeInboundTrunk',
  'removeOutboundTrunk',
  'removeDispatchRule',
  'changeObject',
  'putObjectBack',
  'tearDownInboundTrunk',
  'tearDownOutboundTrunk',
  'tearDownDispatchRule',
  'tearDownRoute',
  'tearDownCarrier',
  'mendInboundTrunk',
  'mendOutboundTrunk',
  'mendDispatchRule',
]);

/** Lets a step that was repeated say so: in its result from the second attempt on, and in every failure. */
export function countedAttempts({ info }: Context): ActivityInterceptors {
  const inbound: ActivityInboundCallsInterceptor = {
    async execute(input, next) {
      if (info.isLocal) return next(input);
      try {
        const result = await next(input);
        if (info.attempt === 1 || !countedSteps.has(info.activityType)) return result;
        const counted: CountedResult = { attempt: info.attempt, result };
        return counted;
      } catch (error) {
        throw error instanceof ApplicationFailure ? counting(error, info.attempt) : error;
      }
    },
  };
  return { inbound };
}

/** Which attempt of an activity runs, counted from 1. */
export function currentAttempt(): number {
  return activityInfo().attempt;
}

function counting(failure: ApplicationFailure, attempt: number): ApplicationFailure {
  const [details, ...others] = (failure.details ?? []) as readonly (StepFailureDetails | undefined)[];
  return ApplicationFailure.create({
    message: failure.message,
    ...(typeof failure.type === 'string' ? { type: failure.type } : {}),
    nonRetryable: failure.nonRetryable === true,
    details: [{ ...details, attempt }, ...others],
    ...(failure.cause === undefined ? {} : { cause: failure.cause }),
  });
}
