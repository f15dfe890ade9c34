import { releaseNumber } from '../../database/operations/operations.js';
import { nothingRemoved, type StepInputs } from '../../domain/operation/operation.js';
import type { PartName } from '../../domain/parts/graph.js';
import type { OperationId } from '../../domain/values.js';
import { carrierConnection } from '../carrier/connection.js';
import { carrierRoute } from '../carrier/route.js';
import { objectChangeSteps, recordChangeStep } from '../change/steps.js';
import { objectParts } from '../objects/object-parts.js';
import type { ObjectPart, PartDependencies, PartVerbs, StepOutcome } from '../objects/part.js';
import { objectRepairSteps, recordRepairStep } from '../repair/steps.js';
import { objectSetUpSteps, recordSetUpStep } from '../set-up/steps.js';
import { completing } from '../step-failure.js';
import { objectTearDownSteps, recordTearDownStep } from '../tear-down/steps.js';

/**
 * Returns the verbs of the reservation of the number. The reservation is written when the operation is accepted. Its release is the last
 * step of every compensation, and completes the operation in the same transaction.
 */
function numberReservation(dependencies: PartDependencies): Pick<PartVerbs, 'remove' | 'restore'> {
  const release = async (
    operationId: OperationId,
    {
      removed = nothingRemoved,
      skipped = [],
      log,
    }: Pick<StepInputs['remove'], 'removed' | 'skipped' | 'log'>,
  ): Promise<StepOutcome> => {
    const step = { operationId, phase: 'compensation', step: 'number', log, persistence: 'retried' } as const;
    const result = skipped.length === 0 ? { removed } : { removed, skipped };
    await completing(dependencies, step, (now, steps) =>
      releaseNumber(dependencies.database, operationId, result, now, steps),
    );
    return {};
  };
  return {
    remove: (input) => release(input.spec.operationId, input),
    restore: (input) => release(input.operationId, input),
  };
}

/** Returns the verbs of each part of a trunk. */
export function partsWith(dependencies: PartDependencies): Readonly<Record<PartName, PartVerbs>> {
  const object = (part: ObjectPart): PartVerbs => ({
    ...objectSetUpSteps(part, dependencies),
    ...objectChangeSteps(part, dependencies),
    ...objectTearDownSteps(part, dependencies),
    ...objectRepairSteps(part, dependencies),
  });
  return {
    number: numberReservation(dependencies),
    carrier: carrierConnection(dependencies),
    inbound: object(objectParts.inbound),
    outbound: object(objectParts.outbound),
    rule: object(objectParts.rule),
    route: carrierRoute(dependencies),
    record: {
      ...recordSetUpStep(dependencies),
      ...recordChangeStep(dependencies),
      ...recordTearDownStep(dependencies),
      ...recordRepairStep(dependencies),
    },
  };
}
