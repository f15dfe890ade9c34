import { trunkParts } from '../../../src/domain/parts/graph.js';
import type { Cell, Completion, Fault } from './cells.js';

/**
 * Selects a smaller set of cells that still contains:
 *
 * - every pair of a part and a completion, and every resolution;
 * - every pair of a quick fault with a part, and with a completion;
 * - every slow fault, which costs a time-out or a worker, with a success and with a compensation, and one at every part.
 *
 * Each time it adds the cell that shows most of what is missing for its duration, the first of several. The result is always
 * the same.
 */
export function selectPairwise(cells: readonly Cell[]): Cell[] {
  const missing = new Set(cells.flatMap(pairsOf));
  const left = [...cells];
  const selected: Cell[] = [];
  while (missing.size > 0) {
    const gains = left.map(
      (cell) => pairsOf(cell).filter((pair) => missing.has(pair)).length / secondsOf(cell),
    );
    const [best] = left.splice(gains.indexOf(Math.max(...gains)), 1);
    if (best === undefined) break;
    for (const pair of pairsOf(best)) missing.delete(pair);
    selected.push(best);
  }
  return cells.filter((cell) => selected.includes(cell));
}

/** Estimates the duration of a cell in seconds, from measurements. Most of it is waiting for time-outs and follow-ups. */
function secondsOf(cell: Cell): number {
  switch (cell.kind) {
    case 'fault':
      return faultSeconds[cell.fault] + completionSeconds[cell.completion];
    case 'cancel':
      return cell.part === trunkParts.commit.name ? (cell.carriedOut ? 9 : 18) : 5;
    case 'cancel_compensation':
      return 2.5;
  }
}

const slowFaults: ReadonlySet<Fault> = new Set(['unanswered', 'late', 'crash']);

const faultSeconds: Record<Fault, number> = {
  permanent: 1.5,
  transient: 2.5,
  unanswered: 4.5,
  late: 5,
  crash: 8,
  twice: 1,
  twice_at_once: 1,
};
const completionSeconds: Record<Completion, number> = {
  succeeds: 0,
  compensation_fine: 0,
  compensation_flaky: 1,
  compensation_stuck: 3,
};

/** Lists the pairs that a cell shows and that the selection must contain. */
export function pairsOf(cell: Cell): string[] {
  switch (cell.kind) {
    case 'fault': {
      const { part, fault, completion } = cell;
      const resolution =
        cell.completion === 'compensation_stuck' ? [`${cell.resolution.part} ${cell.resolution.action}`] : [];
      const pairs = slowFaults.has(fault)
        ? [`${part} slow`, `${fault} ${completion === 'succeeds' ? 'succeeds' : 'compensates'}`]
        : [`${part} ${fault}`, `${fault} ${completion}`];
      return [...pairs, `${part} ${completion}`, ...resolution];
    }
    case 'cancel':
      return [`cancel ${cell.part}`, `cancel ${cell.carriedOut}`];
    case 'cancel_compensation':
      return [`cancel compensation ${cell.part}`];
  }
}
