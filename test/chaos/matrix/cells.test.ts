import { expect, it } from 'vitest';
import { endings, faults, generateMatrix, nameOf, steps } from './cells.js';
import { pairsOf, selectPairwise } from './selection.js';

const { cells, excluded } = generateMatrix();

it('every combination of step, fault and ending is a cell or excluded with a reason', () => {
  const ofFaults = cells.filter(({ kind }) => kind === 'fault').length;
  expect(ofFaults + excluded.length).toBe(steps.length * faults.length * endings.length);
  expect(excluded.every(({ reason }) => reason !== '')).toBe(true);
});

it('every cell has a name of its own', () => {
  expect(new Set(cells.map(nameOf)).size).toBe(cells.length);
});

it('the selection is smaller, always the same, and shows what it must', () => {
  const selected = selectPairwise(cells);
  expect(selected.length).toBeLessThan(cells.length / 2);
  expect(selectPairwise(generateMatrix().cells)).toEqual(selected);
  expect(new Set(selected.flatMap(pairsOf))).toEqual(new Set(cells.flatMap(pairsOf)));
});
