import { defineQuery, setHandler } from '@temporalio/workflow';
import type { StepLog } from '../domain/operation/step-log.js';
import { readFailure } from './attempt-failure.js';
import { attemptsBefore } from './counted-activities.js';
import { stepsQuery } from './descriptions.js';
import { StepRecorder } from './step-recorder.js';

/** Begins the log of a run's steps, which can be asked for while the run lasts. */
export function recordSteps(): StepRecorder {
  const recorder = new StepRecorder(Date.now, (error, step) => ({
    code: readFailure(error, step === 'number' ? 'record' : step).code,
    attempts: attemptsBefore(error),
  }));
  setHandler(defineQuery<StepLog>(stepsQuery), () => recorder.log);
  return recorder;
}
