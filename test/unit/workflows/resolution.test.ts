import { describe, expect, it } from 'vitest';
import { compensatedParts } from '../../../src/domain/operation/operation.js';
import type { PartName } from '../../../src/domain/parts/graph.js';
import { refusalOf } from '../../../src/workflows/saga/operator-control.js';

const resolution = { part: 'rule', action: 'retry', by: 'Grace', reason: 'LiveKit is repaired' };
const pending: ReadonlySet<PartName> = new Set(['rule', 'number']);

describe('the resolution of a compensation', () => {
  it.each([resolution, { ...resolution, action: 'skip' }, { ...resolution, part: 'number' }])(
    'the resolution of a compensation is accepted when its part is being compensated: %o',
    (sensible) => {
      expect(refusalOf(sensible, compensatedParts, pending)).toBeNull();
    },
  );

  it.each<[string, unknown, RegExp]>([
    ['is nothing', null, /Send an object/],
    ['is a text', 'retry', /Send an object/],
    ['names no part', { ...resolution, part: undefined }, /"part" must be one of/],
    ['names a part that there is not', { ...resolution, part: 'record' }, /"part" must be one of/],
    ['names no action', { ...resolution, action: 'delete' }, /"action" must be/],
    ['does not say who decides', { ...resolution, by: ' ' }, /"by" must say/],
    ['does not say why', { ...resolution, reason: undefined }, /"reason" must say/],
    ['is too long', { ...resolution, reason: 'x'.repeat(501) }, /"reason" must say/],
    ['names a part that is done', { ...resolution, part: 'outbound' }, /outbound is not being compensated/],
    ['skips the number', { ...resolution, part: 'number', action: 'skip' }, /cannot be skipped/],
  ])('the resolution of a compensation is refused when it %s', (_how, senseless, why) => {
    expect(refusalOf(senseless, compensatedParts, pending)).toMatch(why);
  });

  it('the resolution of a compensation is refused when nothing is being compensated', () => {
    expect(refusalOf(resolution, compensatedParts, new Set())).toBe(
      'Nothing is being compensated right now.',
    );
  });
});
