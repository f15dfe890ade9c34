import { type PartGraph, type PartName, trunkParts } from '../../../src/domain/parts/graph.js';
import { type Fault, faults, inRotation, reasonAgainstCommit, rowsOf } from '../matrix/cells.js';

/** The operations on an existing trunk. */
export const operations = ['change', 'revert', 'delete'] as const;
export type Operation = (typeof operations)[number];

/** How the operation completes after the fault. */
export const completions = [
  /** It succeeds. */
  'done',
  /** It fails because of this fault or a later one, and everything is restored. */
  'restored',
  /** The requests that restore everything fail transiently. */
  'restore_flaky',
] as const;
export type Completion = (typeof completions)[number];

/** How the operation changes who may call in: the one thing that LiveKit opens to everybody when it is empty. */
export const admissions = ['to_addresses', 'to_credentials', 'to_other_addresses'] as const;
export type Admission = (typeof admissions)[number];

/** How the operation switches the calls of the trunk, in both directions. */
export const switches = ['stay_on', 'turn_off', 'turn_on'] as const;
export type Switch = (typeof switches)[number];

/** One experiment. */
export type Cell = FaultCell | CancelCell;

interface FaultCell {
  readonly kind: 'fault';
  readonly operation: Operation;
  readonly part: PartName;
  readonly fault: Fault;
  readonly completion: Completion;
  readonly admission: Admission;
  readonly calls: Switch;
}

/** An operator cancels while a part of a change is under way: before or after LiveKit carried it out. */
interface CancelCell {
  readonly kind: 'cancel';
  readonly part: PartName;
  readonly carriedOut: boolean;
  readonly admission: Admission;
  readonly calls: Switch;
}

/** A cell that cannot exist, and why. */
export interface Exclusion {
  readonly name: string;
  readonly reason: string;
}

function reasonAgainst(
  operation: Operation,
  fault: Fault,
  completion: Completion,
  isCommit: boolean,
): string | null {
  const succeeds = completion === 'done';
  if (operation === 'delete' && !succeeds) return 'a tear-down is never compensated';
  if (operation !== 'delete' && fault === 'permanent' && succeeds) {
    return 'no change succeeds after a permanent failure';
  }
  return isCommit ? reasonAgainstCommit(fault, !succeeds) : null;
}

/**
 * Derives the fault matrix of changes, reverts and deletes from the graph of parts: every combination of an operation, a row, a
 * fault and a completion, divided into those that can exist and those that cannot, and the cancellations of a change. The
 * admissions and switches are dealt out so that every fault, part and completion meets each.
 */
export function cellsOf(graph: PartGraph<PartName> = trunkParts): {
  readonly cells: readonly Cell[];
  readonly excluded: readonly Exclusion[];
} {
  const cells: Cell[] = [];
  const excluded: Exclusion[] = [];
  const rows = rowsOf(graph);
  for (const operation of operations) {
    for (const [row, part] of rows.entries()) {
      for (const [faultIndex, fault] of faults.entries()) {
        for (const [completionIndex, completion] of completions.entries()) {
          const admission = inRotation(admissions, row + faultIndex + completionIndex);
          const calls = inRotation(switches, row + 2 * faultIndex + completionIndex);
          const cell = { kind: 'fault', operation, part, fault, completion, admission, calls } as const;
          const reason = reasonAgainst(operation, fault, completion, part === graph.commit.name);
          if (reason === null) cells.push(cell);
          else excluded.push({ name: nameOf(cell), reason });
        }
      }
    }
  }
  for (const [row, { name }] of graph.objects.entries()) {
    for (const carriedOut of [false, true]) {
      const admission = inRotation(admissions, row + Number(carriedOut));
      const calls = inRotation(switches, row + Number(carriedOut));
      cells.push({ kind: 'cancel', part: name, carriedOut, admission, calls });
    }
  }
  return { cells, excluded };
}

/** Describes a cell in words that no other cell has. */
export function nameOf(cell: Cell): string {
  return cell.kind === 'fault'
    ? `${cell.operation} × ${cell.part} × ${cell.fault} × ${cell.completion}`
    : `cancel a change at ${cell.part}, ${cell.carriedOut ? 'after' : 'before'} it is carried out`;
}

/**
 * Selects a smaller set of cells that still contains:
 *
 * - of a change every fault, part, completion, admission and switch, and a late update that is restored;
 * - of a delete every part and every fault that costs a time-out or a worker;
 * - of a revert every completion;
 * - a cancellation.
 *
 * Each time it adds the cell that shows most of what is missing, the first of several. The result is always the same.
 */
export function selectCells(cells: readonly Cell[]): Cell[] {
  const missing = new Set(cells.flatMap(shownBy));
  const selected: Cell[] = [];
  while (missing.size > 0) {
    const gain = (cell: Cell) => shownBy(cell).filter((aspect) => missing.has(aspect)).length;
    const best = cells.reduce((first, other) => (gain(other) > gain(first) ? other : first));
    for (const aspect of shownBy(best)) missing.delete(aspect);
    selected.push(best);
  }
  return cells.filter((cell) => selected.includes(cell));
}

const slowFaults: ReadonlySet<Fault> = new Set(['unanswered', 'late', 'crash']);

/** Lists the aspects that a cell shows and that the selection must contain. */
export function shownBy(cell: Cell): string[] {
  if (cell.kind === 'cancel') return cell.carriedOut ? ['cancel'] : [];
  const { operation, part, fault, completion, admission, calls } = cell;
  switch (operation) {
    case 'change':
      return [
        // A late update changes nothing after a success. Only after a restoration does it show that a follow-up corrects it.
        ...(fault === 'late' && completion === 'done' ? [] : [`change ${fault}`]),
        `change ${part}`,
        `change ${completion}`,
        `change ${admission}`,
        `change ${calls}`,
      ];
    case 'revert':
      return [`revert ${completion}`];
    case 'delete':
      return [...(slowFaults.has(fault) ? [`delete ${fault}`] : []), `delete ${part}`];
  }
}
