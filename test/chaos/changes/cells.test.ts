import { expect, it } from 'vitest';
import { trunkParts } from '../../../src/domain/parts/graph.js';
import { faults, rowsOf } from '../matrix/cells.js';
import { graphWithOneMorePart, oneMorePart } from '../matrix/graph-with-one-more-part.js';
import {
  admissions,
  type Cell,
  cellsOf,
  completions,
  nameOf,
  operations,
  selectCells,
  shownBy,
  switches,
} from './cells.js';

const { cells, excluded } = cellsOf();
const parts = rowsOf(trunkParts);
const isFault = (cell: Cell) => cell.kind === 'fault';

it('the parts of a trunk give 168 cells, and 90 combinations cannot exist', () => {
  expect(cells).toHaveLength(168);
  expect(excluded).toHaveLength(90);
});

it('every combination either can exist or is excluded with a reason', () => {
  const combinations = cells.filter(isFault).length + excluded.length;

  expect(combinations).toBe(operations.length * parts.length * faults.length * completions.length);
  expect(new Set([...cells.map(nameOf), ...excluded.map(({ name }) => name)]).size).toBe(
    cells.length + excluded.length,
  );
  expect(excluded.every(({ reason }) => reason.length > 10)).toBe(true);
});

it('the selection is small, always the same, and shows what it must', () => {
  const selected = selectCells(cells);

  expect(selected.length).toBeLessThan(cells.length / 8);
  expect(selectCells(cellsOf().cells)).toEqual(selected);
  expect(new Set(selected.flatMap(shownBy))).toEqual(new Set(cells.flatMap(shownBy)));
  for (const fault of faults) expect(selected.flatMap(shownBy)).toContain(`change ${fault}`);
});

it.each(['change', 'revert'] as const)(
  'every fault, part and completion of a %s meets every change of who may call in and every switch of the calls',
  (operation) => {
    for (const aspect of [...faults, ...parts, ...completions]) {
      const met = cells.filter(
        (cell) =>
          cell.kind === 'fault' &&
          cell.operation === operation &&
          [cell.fault, cell.part, cell.completion].includes(aspect),
      );
      expect(new Set(met.map(({ admission }) => admission)), aspect).toEqual(new Set(admissions));
      expect(new Set(met.map(({ calls }) => calls)), aspect).toEqual(new Set(switches));
    }
  },
);

it('a part that is added to the graph gets every fault of every operation, and the cancellations', () => {
  const extended = cellsOf(graphWithOneMorePart()).cells;
  const added = extended.filter(({ part }) => part === oneMorePart);
  const faultsOf = (operation: string) =>
    added.flatMap((cell) => (cell.kind === 'fault' && cell.operation === operation ? [cell.fault] : []));

  // Only a success after a permanent failure is excluded.
  for (const operation of ['change', 'revert']) {
    expect(faultsOf(operation)).toHaveLength(faults.length * completions.length - 1);
    expect(new Set(faultsOf(operation))).toEqual(new Set(faults));
  }
  // A tear-down is never compensated.
  expect(faultsOf('delete')).toEqual(faults);
  expect(added.filter(({ kind }) => kind === 'cancel')).toMatchObject([
    { part: oneMorePart, carriedOut: false },
    { part: oneMorePart, carriedOut: true },
  ]);
  expect(extended).toHaveLength(cells.length + added.length);
  expect(new Set(extended.map(nameOf)).size).toBe(extended.length);
});
