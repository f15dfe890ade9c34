/** The steps of a set-up, as the published architecture names them. */
export const steps = ['inbound', 'outbound', 'rule', 'record'] as const;
export type Step = (typeof steps)[number];

/** What befalls a step. */
export const faults = [
  /** It is refused for good. */
  'permanent',
  /** It fails once in passing. */
  'passing',
  /** It is carried out, and no answer ever comes. */
  'unanswered',
  /** It is carried out only when its caller has long had its answer. */
  'late',
  /** It is carried out, and the worker that asked for it is killed before it knows. */
  'crash',
  /** It is carried out twice, one after the other. */
  'twice',
  /** It is carried out twice at the same time. */
  'twice_at_once',
] as const;
export type Fault = (typeof faults)[number];

/** How the set-up ends after the fault. */
export const endings = [
  /** It succeeds. */
  'goes_on',
  /** It is taken back, by this fault or by a later permanent one, and the undo meets no fault. */
  'compensation_fine',
  /** The requests of the undo fail in passing. */
  'compensation_flaky',
  /** A part of the undo is stuck until an operator resolves it. */
  'compensation_stuck',
] as const;
export type Completion = (typeof endings)[number];

/** A part of an undo, by the name under which an operator resolves it. */
export const parts = ['rule', 'inbound', 'outbound', 'number'] as const;
export type Part = (typeof parts)[number];

/** What an operator does about a stuck part. */
export type Resolution = { readonly part: Part; readonly action: 'retry' | 'skip' };

/** One experiment. */
export type Cell =
  | {
      readonly kind: 'fault';
      readonly step: Step;
      readonly fault: Fault;
      readonly ending: Exclude<Completion, 'compensation_stuck'>;
    }
  | {
      readonly kind: 'fault';
      readonly step: Step;
      readonly fault: Fault;
      readonly ending: 'compensation_stuck';
      readonly resolution: Resolution;
    }
  /** An operator cancels while a step is under way: before or after it was carried out. */
  | { readonly kind: 'cancel'; readonly step: Step; readonly carriedOut: boolean }
  /** An operator cancels while a part of the undo is under way. */
  | { readonly kind: 'cancel_compensation'; readonly part: Exclude<Part, 'number'> };

/** A cell that cannot exist, and why. */
export interface Exclusion {
  readonly step: Step;
  readonly fault: Fault;
  readonly ending: Completion;
  readonly reason: string;
}

/** The rules by which cells cannot exist; the first that holds gives the reason. */
function reasonAgainst(step: Step, fault: Fault, ending: Completion): string | null {
  if (fault === 'permanent' && ending === 'goes_on') return 'nothing goes on after a permanent failure';
  if (step !== 'record') return null;
  return reasonAgainstCommit(fault, ending !== 'goes_on');
}

/** Why a fault cannot befall the commit that ends an operation, or not with that outcome. */
export function reasonAgainstCommit(fault: Fault, isCompensated: boolean): string | null {
  if (fault === 'twice' || fault === 'twice_at_once') {
    return 'a transaction is a conversation that cannot be sent twice; a repeated commit is what "unanswered" shows';
  }
  if (isCompensated && fault !== 'permanent' && fault !== 'passing') {
    return 'a committed record is the point of no return: nothing is taken back after it';
  }
  return null;
}

/** What an operator may do about each part, in turns that differ from step to step. A number cannot be skipped. */
const resolutions: readonly Resolution[] = [
  { part: 'rule', action: 'retry' },
  { part: 'outbound', action: 'skip' },
  { part: 'inbound', action: 'retry' },
  { part: 'rule', action: 'skip' },
  { part: 'number', action: 'retry' },
  { part: 'inbound', action: 'skip' },
  { part: 'outbound', action: 'retry' },
];

/** Every combination, divided into those that can exist and those that cannot. */
export function generateMatrix(): {
  readonly cells: readonly Cell[];
  readonly excluded: readonly Exclusion[];
} {
  const cells: Cell[] = [];
  const excluded: Exclusion[] = [];
  let stuck = 0;
  for (const step of steps) {
    for (const fault of faults) {
      for (const ending of endings) {
        const reason = reasonAgainst(step, fault, ending);
        if (reason !== null) {
          excluded.push({ step, fault, ending, reason });
        } else if (ending === 'compensation_stuck') {
          const turn = stuck + 2 * steps.indexOf(step);
          const resolution = resolutions[turn % resolutions.length] ?? { part: 'rule', action: 'retry' };
          stuck += 1;
          cells.push({ kind: 'fault', step, fault, ending, resolution });
        } else {
          cells.push({ kind: 'fault', step, fault, ending });
        }
      }
    }
  }
  for (const step of steps) {
    for (const carriedOut of [false, true]) cells.push({ kind: 'cancel', step, carriedOut });
  }
  for (const part of ['rule', 'outbound', 'inbound'] as const)
    cells.push({ kind: 'cancel_compensation', part });
  return { cells, excluded };
}

/** A cell in words, unique in the matrix. */
export function nameOf(cell: Cell): string {
  switch (cell.kind) {
    case 'fault': {
      const how =
        cell.ending === 'compensation_stuck' ? `: ${cell.resolution.part}, ${cell.resolution.action}` : '';
      return `${cell.step} × ${cell.fault} × ${cell.ending}${how}`;
    }
    case 'cancel':
      return `cancel at ${cell.step}, ${cell.carriedOut ? 'after' : 'before'} it is carried out`;
    case 'cancel_compensation':
      return `cancel while the undo removes ${cell.part}`;
  }
}
