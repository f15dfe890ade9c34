import { expect, it } from 'vitest';
import {
  admissionOf,
  admissions,
  endings,
  faults,
  generateCells,
  nameOf,
  operations,
  parts,
  selectCells,
  shownBy,
} from './cells.js';

const { cells, excluded } = generateCells();

it('every combination either can exist or is excluded with a reason', () => {
  const combinations = cells.filter(({ kind }) => kind === 'fault').length + excluded.length;

  expect(combinations).toBe(operations.length * parts.length * faults.length * 3);
  expect(new Set([...cells.map(nameOf), ...excluded.map(({ name }) => name)]).size).toBe(
    cells.length + excluded.length,
  );
  expect(excluded.every(({ reason }) => reason.length > 10)).toBe(true);
});

it('the selection is small, always the same, and shows what it must', () => {
  const selected = selectCells(cells);

  expect(selected.length).toBeLessThan(cells.length / 8);
  expect(selectCells(generateCells().cells)).toEqual(selected);
  expect(new Set(selected.flatMap(shownBy))).toEqual(new Set(cells.flatMap(shownBy)));
  for (const fault of faults) expect(selected.flatMap(shownBy)).toContain(`change ${fault}`);
});

it.each(['change', 'revert'] as const)(
  'of a %s every fault, part and ending meets all that can become of who may call in',
  (operation) => {
    for (const aspect of [...faults, ...parts, ...endings]) {
      const met = cells.filter(
        (cell) =>
          cell.kind === 'fault' &&
          cell.operation === operation &&
          [cell.fault, cell.part, cell.ending].includes(aspect),
      );
      expect(new Set(met.map(admissionOf)), aspect).toEqual(new Set(admissions));
    }
  },
);
