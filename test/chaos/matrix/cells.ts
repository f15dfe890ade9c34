import { type PartGraph, type PartName, trunkParts } from '../../../src/domain/parts/graph.js';

/** The faults of a step. */
export const faults = [
  /** It is refused for good. */
  'permanent',
  /** It fails once, and would succeed if it were repeated. */
  'transient',
  /** It is carried out, and its caller never gets an answer. */
  'unanswered',
  /** It is carried out only long after its caller has got an answer. */
  'late',
  /** It is carried out, and the worker that asked for it is killed before it knows. */
  'crash',
  /** It is carried out twice, one after the other. */
  'twice',
  /** It is carried out twice at the same time. */
  'twice_at_once',
] as const;
export type Fault = (typeof faults)[number];

/** How the set-up completes after the fault. */
export const completions = [
  /** It succeeds. */
  'succeeds',
  /** It is compensated because of this fault or a later permanent one, and the compensation meets no fault. */
  'compensation_fine',
  /** The requests of the compensation fail transiently. */
  'compensation_flaky',
  /** One part of the compensation is stuck until an operator resolves it. */
  'compensation_stuck',
] as const;
export type Completion = (typeof completions)[number];

/** An operator's decision about a stuck part of a compensation. */
export type Resolution = { readonly part: PartName; readonly action: 'retry' | 'skip' };

/** One experiment. */
export type Cell =
  | {
      readonly kind: 'fault';
      readonly part: PartName;
      readonly fault: Fault;
      readonly completion: Exclude<Completion, 'compensation_stuck'>;
    }
  | {
      readonly kind: 'fault';
      readonly part: PartName;
      readonly fault: Fault;
      readonly completion: 'compensation_stuck';
      readonly resolution: Resolution;
    }
  /** An operator cancels while a part is being made: before or after LiveKit or the database carried it out. */
  | { readonly kind: 'cancel'; readonly part: PartName; readonly carriedOut: boolean }
  /** An operator cancels while the compensation removes a part. */
  | { readonly kind: 'cancel_compensation'; readonly part: PartName };

/** A cell that cannot exist, and why. */
export interface Exclusion {
  readonly part: PartName;
  readonly fault: Fault;
  readonly completion: Completion;
  readonly reason: string;
}

/** The laboratory has no carrier, so the parts there are not made. */
export const scope = { atCarrier: false } as const;

/** The rows of a fault matrix: the objects in LiveKit and the commit. */
export function rowsOf(graph: PartGraph<PartName>): readonly PartName[] {
  return [...graph.objects, graph.commit].map(({ name }) => name);
}

/** Chooses an entry by its index. After the last entry it begins again. @throws {Error} when there are no entries. */
export function inRotation<Entry>(entries: readonly Entry[], index: number): Entry {
  const entry = entries[index % entries.length];
  if (entry === undefined) throw new Error('There is nothing to choose from.');
  return entry;
}

/** Why a fault cannot happen to the commit of an operation, or not with that completion; null when it can. */
export function reasonAgainstCommit(fault: Fault, isCompensated: boolean): string | null {
  if (fault === 'twice' || fault === 'twice_at_once') {
    return 'a transaction is a conversation that cannot be sent twice; "unanswered" shows a repeated commit';
  }
  if (isCompensated && fault !== 'permanent' && fault !== 'transient') {
    return 'a committed record is the point of no return: nothing is compensated after it';
  }
  return null;
}

/** The rules by which cells cannot exist; the first that applies gives the reason. */
function reasonAgainst(fault: Fault, completion: Completion, isCommit: boolean): string | null {
  const succeeds = completion === 'succeeds';
  if (fault === 'permanent' && succeeds) return 'no set-up succeeds after a permanent failure';
  return isCommit ? reasonAgainstCommit(fault, !succeeds) : null;
}

/**
 * Lists every decision that an operator can make. A reservation cannot be skipped. Retries and skips alternate, each with
 * another part, so that the cells of one row differ in both.
 */
function resolutionsOf(graph: PartGraph<PartName>): readonly Resolution[] {
  const objects = graph.backwards(scope).filter(({ at }) => at === 'livekit');
  const last = objects.slice(-1);
  const others = objects.slice(0, -1);
  const skipped = [...last, ...others];
  return [...others, graph.reservation, ...last].flatMap(({ name }, index): Resolution[] => [
    { part: name, action: 'retry' },
    ...skipped.slice(index, index + 1).map((part) => ({ part: part.name, action: 'skip' as const })),
  ]);
}

/**
 * Derives the fault matrix of set-ups from the graph of parts: every combination of a row, a fault and a completion, divided
 * into those that can exist and those that cannot, and every cancellation.
 */
export function cellsOf(graph: PartGraph<PartName> = trunkParts): {
  readonly cells: readonly Cell[];
  readonly excluded: readonly Exclusion[];
} {
  const cells: Cell[] = [];
  const excluded: Exclusion[] = [];
  const rows = rowsOf(graph);
  const resolutions = resolutionsOf(graph);
  let stuck = 0;
  for (const [row, part] of rows.entries()) {
    for (const fault of faults) {
      for (const completion of completions) {
        const reason = reasonAgainst(fault, completion, part === graph.commit.name);
        if (reason !== null) {
          excluded.push({ part, fault, completion, reason });
        } else if (completion === 'compensation_stuck') {
          // The offset gives the same fault another resolution in each row.
          const resolution = inRotation(resolutions, stuck + 2 * row);
          stuck += 1;
          cells.push({ kind: 'fault', part, fault, completion, resolution });
        } else {
          cells.push({ kind: 'fault', part, fault, completion });
        }
      }
    }
  }
  for (const part of rows) {
    for (const carriedOut of [false, true]) cells.push({ kind: 'cancel', part, carriedOut });
  }
  for (const { name } of graph.objects.toReversed()) cells.push({ kind: 'cancel_compensation', part: name });
  return { cells, excluded };
}

/** Describes a cell in words that no other cell has. */
export function nameOf(cell: Cell): string {
  switch (cell.kind) {
    case 'fault': {
      const how =
        cell.completion === 'compensation_stuck'
          ? `: ${cell.resolution.part}, ${cell.resolution.action}`
          : '';
      return `${cell.part} × ${cell.fault} × ${cell.completion}${how}`;
    }
    case 'cancel':
      return `cancel at ${cell.part}, ${cell.carriedOut ? 'after' : 'before'} it is carried out`;
    case 'cancel_compensation':
      return `cancel while the compensation removes ${cell.part}`;
  }
}
