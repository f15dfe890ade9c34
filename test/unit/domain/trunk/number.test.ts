import { describe, expect, it } from 'vitest';
import { collisionKeyOf, type E164, maskedNumber } from '../../../../src/domain/trunk/trunk.js';

describe('two numbers', () => {
  it.each([
    ['1000', '+1000'],
    ['1-000', '1000'],
    ['(1000)', '1 000'],
    ['15551234567', '+15551234567'],
  ])('the numbers %s and %s collide, because LiveKit compares them as one', (one, other) => {
    expect(collisionKeyOf(one)).toBe(collisionKeyOf(other));
  });

  it.each([
    ['1000', '01000'],
    ['reception', 'Reception'],
    ['a-1', 'a1'],
    ['1.000', '1000'],
    ['*1000', '1000'],
    ['1000#', '1000'],
  ])('the numbers %s and %s do not collide', (one, other) => {
    expect(collisionKeyOf(one)).not.toBe(collisionKeyOf(other));
  });
});

describe('a masked number', () => {
  it('a masked number shows only its last two characters', () => {
    expect(maskedNumber({ kind: 'number', value: '+15551234567' as E164 })).toBe('•••67');
  });
});
