import type { FailureCode } from '../failures.js';
import type { Part, Scope } from '../parts/graph.js';
import { type PartName, trunkParts } from '../parts/trunk-parts.js';
import type { CollisionKey } from '../trunk/number.js';

/** The kinds of operations on a trunk. Of all operations on one number, at most one is unfinished at any time. */
export const operationKinds = ['set_up_trunk', 'change_trunk', 'tear_down_trunk', 'repair_trunk'] as const;
export type OperationKind = (typeof operationKinds)[number];

/** An operation on a trunk that exists already. */
export type TrunkOperationKind = Exclude<OperationKind, 'set_up_trunk'>;

/** The published contract through which a request came. */
export const contracts = ['autocalls', 'zudu'] as const;
export type Contract = (typeof contracts)[number];

/** Who requested an operation: a caller of one of the contracts or of `/v1`, or the reconciler. */
export const operationOrigins = [...contracts, 'native', 'reconciler'] as const;
export type OperationOrigin = (typeof operationOrigins)[number];

/** How a caller names one of its trunks. */
export type TrunkTarget =
  | { readonly by: 'id'; readonly id: number }
  | { readonly by: 'number'; readonly number: CollisionKey };

/**
 * The life of an operation. `running`: it is accepted and its number is reserved. `compensating`: a step failed, and what was made is
 * being removed or restored. The last two are final; after `failed` nothing is left and the number is free.
 */
export const operationStates = ['running', 'compensating', 'succeeded', 'failed'] as const;
export type OperationState = (typeof operationStates)[number];

/** The name of a step: the part that it works on. */
export type StepName = Exclude<PartName, 'number'>;

/**
 * The parts that an operation of a kind works on, in its order; they are the steps that its owner sees. The reservation of the number
 * comes with the operation itself, so it is no step. A tear-down ends with the record, because the record says what must go.
 */
export function stepsOf(kind: OperationKind, scope: Scope): readonly StepName[] {
  const forward = stepsAmong(
    trunkParts.levels(kind === 'set_up_trunk' ? scope : { atCarrier: false }).flat(),
  );
  return kind === 'tear_down_trunk' ? [...stepsAmong(trunkParts.backwards(scope)), 'record'] : forward;
}

function stepsAmong(parts: readonly Part<PartName>[]): StepName[] {
  return parts.flatMap(({ name }) => (name === 'number' ? [] : name));
}

/** Every name that a step of an operation can have. */
export const stepNames = stepsOf('set_up_trunk', { atCarrier: true });

/** The parts that a compensation removes or restores, in its order: it never meets the record. */
export const compensatedParts: readonly PartName[] = trunkParts
  .backwards({ atCarrier: true })
  .map(({ name }) => name);

/** A part that a compensation or a tear-down went on without, because an operator or Trunkline itself skipped it. */
export interface SkippedPart {
  readonly part: PartName;
  readonly by: string;
  readonly reason: string;
}

/** How many objects a compensation removed from LiveKit, by the name of the part. */
export type RemovedObjects = Readonly<Record<string, number>>;

/** Why an operation failed: the step, the cause, and what its compensation removed. */
export interface OperationFailure {
  readonly step: StepName;
  readonly code: FailureCode;
  readonly removed: RemovedObjects;
  /** Absent when nothing was skipped. */
  readonly skipped?: readonly SkippedPart[];
}

/** A compensation that has not begun, or has found nothing. */
export const nothingRemoved: RemovedObjects = Object.fromEntries(
  trunkParts.objects.map(({ name }) => [name, 0]),
);
