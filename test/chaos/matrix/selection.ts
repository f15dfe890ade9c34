import type { Cell } from './cells.js';

/**
 * The smaller part of a matrix that still meets every pair of step and fault, of step and ending, of fault and ending,
 * and every resolution: greedily the cell that brings most new pairs, the first of several. Always the same.
 */
export function selectPairwise(cells: readonly Cell[]): Cell[] {
  const missing = new Set(cells.flatMap(pairsOf));
  const left = [...cells];
  const selected: Cell[] = [];
  while (missing.size > 0) {
    const gains = left.map((cell) => pairsOf(cell).filter((pair) => missing.has(pair)).length);
    const [best] = left.splice(gains.indexOf(Math.max(...gains)), 1);
    if (best === undefined) break;
    for (const pair of pairsOf(best)) missing.delete(pair);
    selected.push(best);
  }
  return cells.filter((cell) => selected.includes(cell));
}

/** The combinations of two that a cell shows. */
export function pairsOf(cell: Cell): string[] {
  switch (cell.kind) {
    case 'fault': {
      const { step, fault, ending } = cell;
      const resolution =
        cell.ending === 'undo_stuck' ? [`${cell.resolution.part} ${cell.resolution.action}`] : [];
      return [`${step} ${fault}`, `${step} ${ending}`, `${fault} ${ending}`, ...resolution];
    }
    case 'cancel':
      return [`cancel ${cell.step}`, `cancel ${cell.carriedOut}`];
    case 'cancel_undo':
      return [`cancel undo ${cell.part}`];
  }
}
