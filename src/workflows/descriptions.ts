import { failures } from '../trunks/failures.js';
import type { OperationId } from '../trunks/ids.js';
import { maskedNumber } from '../trunks/number.js';
import type { SetUpPlan } from '../trunks/plan.js';
import type { Contract, SetUpFailure, SetUpStep } from '../trunks/set-up.js';

/** The id of an operation's workflow in Temporal. */
export function setUpWorkflowId(operationId: OperationId): string {
  return `trunk/${operationId}`;
}

/** The id of the look for latecomers that one run of a set-up has left behind. */
export function followUpId(operationId: OperationId, runId: string): string {
  return `follow-up/${operationId}/${runId}`;
}

/** The one line that an operator reads in the list of workflows. */
export function setUpSummary(plan: SetUpPlan, contract: Contract): string {
  const { number } = plan.settings;
  const what = number.kind === 'number' ? 'number' : 'extension';
  return `Set up the ${what} ${maskedNumber(number)} (${contract})`;
}

/** The same for a follow-up. */
export function followUpSummary(plan: SetUpPlan): string {
  return `Look for latecomers of ${maskedNumber(plan.settings.number)}`;
}

const stepNames: Record<SetUpStep, string> = {
  inbound: 'inbound trunk',
  outbound: 'outbound trunk',
  rule: 'dispatch rule',
  record: 'phone number record',
};

/** Says in a sentence which step failed, why, and what was taken back. */
export function describeFailure({ step, code, undone }: SetUpFailure): string {
  const counts = `inbound ${undone.inbound}, outbound ${undone.outbound}, rule ${undone.rule}`;
  return `The ${stepNames[step]} failed: ${failures[code].meaning} Taken back: ${counts}.`;
}
