import type { FailureCode } from '../failures.js';
import type { Part, Scope } from '../parts/graph.js';
import { type PartName, trunkParts } from '../parts/trunk-parts.js';
import type { CollisionKey } from '../trunk/number.js';
import type { ObjectKind } from '../trunk/tag.js';

/** What an operation does to a trunk. Of all operations on one number, at most one is unfinished at any time. */
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
  switch (kind) {
    case 'set_up_trunk':
      return stepsAmong(trunkParts.levels(scope).flat());
    case 'change_trunk':
    case 'repair_trunk':
      return stepsAmong(trunkParts.levels({ atCarrier: false }).flat());
    case 'tear_down_trunk':
      return [...stepsAmong(trunkParts.backwards(scope)).filter((name) => name !== 'record'), 'record'];
  }
}

function stepsAmong(parts: readonly Part<PartName>[]): StepName[] {
  return parts.flatMap(({ name }) => (name === 'number' ? [] : name));
}

/** Every name that a step of an operation can have. */
export const stepNames = stepsOf('set_up_trunk', { atCarrier: true });

/** The parts that a compensation removes or restores, in its order: everything but the record, which it never meets. */
export const compensatedParts: readonly PartName[] = trunkParts
  .backwards({ atCarrier: true })
  .map(({ name }) => name)
  .filter((name) => name !== 'record');

/** A part that a compensation or a tear-down went on without, because an operator or Trunkline itself skipped it. */
export interface SkippedPart {
  readonly part: PartName;
  readonly by: string;
  readonly reason: string;
}

/** How many objects a compensation removed from LiveKit, by kind. */
export type RemovedObjects = Readonly<Record<ObjectKind, number>>;

/** Why an operation failed: the step, the cause, and what its compensation removed. */
export interface OperationFailure {
  readonly step: StepName;
  readonly code: FailureCode;
  readonly removed: RemovedObjects;
  /** Absent when nothing was skipped. */
  readonly skipped?: readonly SkippedPart[];
}

/** A compensation that has not begun, or has found nothing. */
export const nothingRemoved: RemovedObjects = { inbound: 0, outbound: 0, rule: 0 };
