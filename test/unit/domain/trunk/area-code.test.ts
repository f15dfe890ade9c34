import { describe, expect, it } from 'vitest';
import { areaCodeOf } from '../../../../src/domain/trunk/numbers/phone-number.js';
import type { E164, Extension } from '../../../../src/domain/trunk/trunk.js';

describe('the area code', () => {
  it.each([
    ['+14155551234', 415],
    ['+15551234567', 555],
    ['+4930123456', null],
    ['+1415555123', null],
  ])('the area code of %s is %s', (number, code) => {
    expect(areaCodeOf({ kind: 'number', value: number as E164 })).toBe(code);
  });

  it('an extension has no area code, even if it looks like a number', () => {
    expect(areaCodeOf({ kind: 'extension', value: '14155551234' as Extension })).toBeNull();
  });
});
