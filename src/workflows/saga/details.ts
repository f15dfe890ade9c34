import { failures } from '../../domain/failures.js';
import type { OperationId } from '../../domain/ids.js';
import type { OperationFailure, SkippedPart } from '../../domain/operation/operation.js';
import type { PartGraph } from '../../domain/parts/graph.js';
import { operationWorkflowId, resolveCompensationUpdate } from '../names.js';

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

/** Lists the skipped parts, each with the name of whoever skipped it. */
export function describeSkipped(skipped: readonly SkippedPart[]): string {
  return skipped.map(({ part, by }) => `${part} (${by})`).join(', ');
}
