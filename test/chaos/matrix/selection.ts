import type { Cell, Completion, Fault } from './cells.js';

/**
 * The smaller part of a matrix that still meets every pair of step and ending, and every resolution; of the quick
 * faults every pair with a step and with an ending; and of those that cost a time-out or a worker each with a success
 * and with an undo, and one at every step. Greedily the cell that brings most for its time, the first of several;
 * always the same.
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

/** How long a cell takes, in seconds, as was measured: most of it is waiting for time-outs and follow-ups. */
function secondsOf(cell: Cell): number {
  switch (cell.kind) {
    case 'fault':
      return faultSeconds[cell.fault] + endingSeconds[cell.ending];
    case 'cancel':
      return cell.step === 'record' ? (cell.carriedOut ? 9 : 18) : 5;
    case 'cancel_compensation':
      return 2.5;
  }
}

const slowFaults: ReadonlySet<Fault> = new Set(['unanswered', 'late', 'crash']);

const faultSeconds: Record<Fault, number> = {
  permanent: 1.5,
  passing: 2.5,
  unanswered: 4.5,
  late: 5,
  crash: 8,
  twice: 1,
  twice_at_once: 1,
};
const endingSeconds: Record<Completion, number> = {
  goes_on: 0,
  compensation_fine: 0,
  compensation_flaky: 1,
  compensation_stuck: 3,
};

/** What a cell shows, as far as the selection must show it. */
export function pairsOf(cell: Cell): string[] {
  switch (cell.kind) {
    case 'fault': {
      const { step, fault, ending } = cell;
      const resolution =
        cell.ending === 'compensation_stuck' ? [`${cell.resolution.part} ${cell.resolution.action}`] : [];
      const pairs = slowFaults.has(fault)
        ? [`${step} slow`, `${fault} ${ending === 'goes_on' ? 'succeeds' : 'removed'}`]
        : [`${step} ${fault}`, `${fault} ${ending}`];
      return [...pairs, `${step} ${ending}`, ...resolution];
    }
    case 'cancel':
      return [`cancel ${cell.step}`, `cancel ${cell.carriedOut}`];
    case 'cancel_compensation':
      return [`cancel undo ${cell.part}`];
  }
}
