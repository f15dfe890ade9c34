import { type Fault, faults, reasonAgainstCommit, type Step, steps } from '../matrix/cells.js';

/** What is done to a trunk that is there. */
export const operations = ['change', 'revert', 'delete'] as const;
export type Operation = (typeof operations)[number];

export type { Fault, Step as Part };
/** The parts of an operation are those of a set-up, and what befalls them is the same. */
export { faults, steps as parts };

/** How the operation ends after the fault. */
export const endings = [
  /** It is done. */
  'done',
  /** It is given up, by this fault or by a later one, and everything is put back. */
  'restored',
  /** The requests that put everything back fail in passing. */
  'restore_flaky',
] as const;
export type Completion = (typeof endings)[number];

/** What becomes of who may call in: the one thing that LiveKit opens to everybody when it is empty. */
export const admissions = ['to_addresses', 'to_credentials', 'to_other_addresses'] as const;
export type Admission = (typeof admissions)[number];

/** One experiment. */
export type Cell =
  | {
      readonly kind: 'fault';
      readonly operation: Operation;
      readonly part: Step;
      readonly fault: Fault;
      readonly ending: Completion;
    }
  /** An operator cancels while a part of a change is under way: before or after it was carried out. */
  | { readonly kind: 'cancel'; readonly part: Exclude<Step, 'record'>; readonly carriedOut: boolean };

/** A cell that cannot exist, and why. */
export interface Exclusion {
  readonly name: string;
  readonly reason: string;
}

function reasonAgainst(operation: Operation, part: Step, fault: Fault, ending: Completion): string | null {
  if (operation === 'delete' && ending !== 'done') return 'a tear-down is never taken back';
  if (operation !== 'delete' && fault === 'permanent' && ending === 'done') {
    return 'nothing goes on after a permanent failure';
  }
  if (part !== 'record') return null;
  return reasonAgainstCommit(fault, ending !== 'done');
}

/** Every combination, divided into those that can exist and those that cannot. */
export function generateCells(): {
  readonly cells: readonly Cell[];
  readonly excluded: readonly Exclusion[];
} {
  const cells: Cell[] = [];
  const excluded: Exclusion[] = [];
  for (const operation of operations) {
    for (const part of steps) {
      for (const fault of faults) {
        for (const ending of endings) {
          const cell = { kind: 'fault', operation, part, fault, ending } as const;
          const reason = reasonAgainst(operation, part, fault, ending);
          if (reason === null) cells.push(cell);
          else excluded.push({ name: nameOf(cell), reason });
        }
      }
    }
  }
  for (const part of ['inbound', 'outbound', 'rule'] as const) {
    for (const carriedOut of [false, true]) cells.push({ kind: 'cancel', part, carriedOut });
  }
  return { cells, excluded };
}

/** A cell in words, unique among all. */
export function nameOf(cell: Cell): string {
  return cell.kind === 'fault'
    ? `${cell.operation} × ${cell.part} × ${cell.fault} × ${cell.ending}`
    : `cancel a change at ${cell.part}, ${cell.carriedOut ? 'after' : 'before'} it is carried out`;
}

/** What a cell makes of who may call in; dealt out so that every fault, part and ending meets each. */
export function admissionOf(cell: Cell): Admission {
  const place =
    cell.kind === 'fault'
      ? steps.indexOf(cell.part) + faults.indexOf(cell.fault) + endings.indexOf(cell.ending)
      : steps.indexOf(cell.part) + Number(cell.carriedOut);
  return admissions[place % admissions.length] ?? admissions[0];
}

/**
 * The smaller part that still meets, of a change, every fault, every part, every ending and all that can become of who may
 * call in, and a late update that was put back; of a delete every fault that costs a time-out or a worker, and every part; of a revert every ending; and a
 * cancellation. Greedily the cell that shows most that no other has shown, the first of several; always the same.
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

/** What a cell shows, as far as the selection must show it. */
export function shownBy(cell: Cell): string[] {
  if (cell.kind === 'cancel') return cell.carriedOut ? ['cancel'] : [];
  const { operation, part, fault, ending } = cell;
  switch (operation) {
    case 'change':
      return [
        // Done, a late update brings nothing that is not there: only put back it shows that somebody looks after it.
        ...(fault === 'late' && ending === 'done' ? [] : [`change ${fault}`]),
        `change ${part}`,
        `change ${ending}`,
        `change ${admissionOf(cell)}`,
      ];
    case 'revert':
      return [`revert ${ending}`];
    case 'delete':
      return [...(slowFaults.has(fault) ? [`delete ${fault}`] : []), `delete ${part}`];
  }
}
