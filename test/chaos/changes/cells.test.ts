import { expect, it } from 'vitest';
import { faults, generateCells, nameOf, operations, parts, selectCells } from './cells.js';

const { cells, excluded } = generateCells();

it('every combination either can exist or is excluded with a reason', () => {
  const combinations = cells.filter(({ kind }) => kind === 'fault').length + excluded.length;

  expect(combinations).toBe(operations.length * parts.length * faults.length * 3);
  expect(new Set([...cells.map(nameOf), ...excluded.map(({ name }) => name)]).size).toBe(
    cells.length + excluded.length,
  );
  expect(excluded.every(({ reason }) => reason.length > 10)).toBe(true);
});

it('the selection meets every fault of a change, done and put back, and every fault of a delete', () => {
  const met = new Set(
    selectCells(cells).flatMap((cell) =>
      cell.kind === 'fault'
        ? [`${cell.operation} ${cell.fault} ${cell.ending === 'done' ? 'done' : 'put back'}`]
        : [],
    ),
  );

  for (const fault of faults) {
    if (fault !== 'permanent') expect(met).toContain(`change ${fault} done`);
    expect(met).toContain(`change ${fault} put back`);
    expect(met).toContain(`delete ${fault} done`);
  }
});
