import { expect, it } from 'vitest';
import { trunkParts } from '../../../src/domain/parts/graph.js';
import { cellsOf, completions, faults, nameOf, rowsOf } from './cells.js';
import { graphWithOneMorePart, oneMorePart } from './graph-with-one-more-part.js';
import { pairsOf, selectPairwise } from './selection.js';

const { cells, excluded } = cellsOf();

it('the parts of a trunk give 102 cells, and 21 combinations cannot exist', () => {
  expect(rowsOf(trunkParts)).toEqual(['inbound', 'outbound', 'rule', 'record']);
  expect(cells).toHaveLength(102);
  expect(excluded).toHaveLength(21);
});

it('every combination of part, fault and completion is a cell or excluded with a reason', () => {
  const ofFaults = cells.filter(({ kind }) => kind === 'fault').length;
  expect(ofFaults + excluded.length).toBe(rowsOf(trunkParts).length * faults.length * completions.length);
  expect(excluded.every(({ reason }) => reason !== '')).toBe(true);
});

it('every cell has a name of its own', () => {
  expect(new Set(cells.map(nameOf)).size).toBe(cells.length);
});

it('the selection is smaller, always the same, and shows what it must', () => {
  const selected = selectPairwise(cells);
  expect(selected.length).toBeLessThan(cells.length / 2);
  expect(selectPairwise(cellsOf().cells)).toEqual(selected);
  expect(new Set(selected.flatMap(pairsOf))).toEqual(new Set(cells.flatMap(pairsOf)));
});

it('a part that is added to the graph gets every fault, completion, cancellation and resolution', () => {
  const extended = cellsOf(graphWithOneMorePart()).cells;
  const added = extended.filter(({ part }) => part === oneMorePart);
  const ofFaults = added.filter((cell) => cell.kind === 'fault');
  const resolutions = extended.flatMap((cell) => ('resolution' in cell ? [cell.resolution] : []));

  // Only a success after a permanent failure is excluded.
  expect(ofFaults).toHaveLength(faults.length * completions.length - 1);
  expect(new Set(ofFaults.map(({ fault }) => fault))).toEqual(new Set(faults));
  expect(new Set(ofFaults.map(({ completion }) => completion))).toEqual(new Set(completions));
  expect(added.filter(({ kind }) => kind !== 'fault')).toEqual([
    { kind: 'cancel', part: oneMorePart, carriedOut: false },
    { kind: 'cancel', part: oneMorePart, carriedOut: true },
    { kind: 'cancel_compensation', part: oneMorePart },
  ]);
  for (const action of ['retry', 'skip']) expect(resolutions).toContainEqual({ part: oneMorePart, action });
  expect(extended).toHaveLength(cells.length + added.length);
  expect(new Set(extended.map(nameOf)).size).toBe(extended.length);
});
