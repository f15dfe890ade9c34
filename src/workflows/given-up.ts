import { ApplicationFailure } from '@temporalio/workflow';
import type { FailureCode } from '../domain/failures.js';

/** A part that nobody can finish any more: what it belongs to goes on without it. Its code is what a log keeps of it. */
export class GivenUp extends ApplicationFailure {
  constructor(code: FailureCode, reason: string) {
    super(reason, code, true);
  }
}
