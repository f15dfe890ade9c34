import { describe, expect, it } from 'vitest';
import { prettyNumber } from '../../../../src/domain/trunk/numbers/phone-number.js';
import type { E164, Extension } from '../../../../src/domain/trunk/trunk.js';

describe('a number for people', () => {
  it.each([
    ['+14157774444', '+1 (415) 777-4444'],
    ['+15551234567', '+1 (555) 123-4567'],
    ['+18005551234', '+1 (800) 555-1234'],
    ['+442079460000', '+44 20 7946 0000'],
    ['+4930123456', '+49 30 123456'],
    ['+390612345678', '+39 06 1234 5678'],
  ])('the number %s is shown to people as %s', (value, written) => {
    expect(prettyNumber({ kind: 'number', value: value as E164 })).toBe(written);
  });

  it('an extension has no form for people', () => {
    expect(prettyNumber({ kind: 'extension', value: '15551234567' as Extension })).toBeNull();
  });
});
