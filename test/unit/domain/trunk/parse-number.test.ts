import { describe, expect, it } from 'vitest';
import { parseStatedDid } from '../../../../src/domain/trunk/numbers/lost-plus.js';
import { parseDid, parseExtension } from '../../../../src/domain/trunk/numbers/phone-number.js';
import { collisionKeyOf } from '../../../../src/domain/trunk/trunk.js';
import { acceptedValue, problemOf } from '../parsing.js';

describe('a DID', () => {
  it.each([
    ['of the published example, in no assigned area', '+15551234567'],
    ['of the United States', '+14155551234'],
    ['of Romania', '+40741926265'],
    ['of Italy, whose 0 belongs to the number', '+390612345678'],
    ['of Germany', '+4915112345678'],
    ['of no country, but reachable', '+80012345678'],
    ['of 15 digits', '+882123456789012'],
  ])('the DID with %s is accepted unchanged', (_what, text) => {
    expect(acceptedValue(parseDid(text))).toEqual({ kind: 'number', value: text });
  });

  it.each([
    ['without its plus', '14155551234'],
    ['with spaces', '+1 415 555 1234'],
    ['with dashes', '+1-415-555-1234'],
    ['beginning with 0', '+0155551234'],
    ['of six digits', '+123456'],
    ['of sixteen digits', '+1234567890123456'],
    ['with a letter', '+1415555123a'],
    ['with a space before it', ' +14155551234'],
    ['with a line break after it', '+14155551234\n'],
    ['in other digits than ASCII', '+١٤١٥٥٥٥١٢٣٤'],
    ['with an extension', '+14155551234;ext=5'],
    ['that is a URI', 'tel:+14155551234'],
    ['that is empty', ''],
  ])('the DID with %s is refused as not E.164', (_what, text) => {
    expect(problemOf(parseDid(text))).toContain('must be in E.164 format');
  });

  it('a DID with a calling code that no country has is refused', () => {
    expect(problemOf(parseDid('+9991234567'))).toContain('the calling code of a country');
  });

  it.each(['+1415555123', '+1234567', '+5215512345678'])(
    'a DID of an impossible length (%s) is refused',
    (text) => {
      expect(problemOf(parseDid(text))).toBe('has too few or too many digits for its country');
    },
  );

  it.each([
    ['+4402079460000', '+442079460000'],
    ['+119876543210', '+19876543210'],
    ['+490151123456789', '+49151123456789'],
  ])(
    'the DID %s, which a phone would dial as another number, is refused and not corrected',
    (text, dialled) => {
      expect(problemOf(parseDid(text))).toContain(`write ${dialled}`);
    },
  );
});

describe('an extension', () => {
  it.each(['1000', '1', 'a', 'reception', '*97', '#1', 'a.b_c-d', '1-000', '00', '123456789012345'])(
    'the extension %s keeps its form',
    (text) => {
      expect(acceptedValue(parseExtension(text))).toEqual({ kind: 'extension', value: text });
    },
  );

  it.each(['', '1234567890123456', '10 00', ' 1000', '1000\n', 'a@b', 'a;b', 'a/b', 'ä', '(1000)', '1,2'])(
    'an extension %j is refused',
    (text) => {
      expect(problemOf(parseExtension(text))).toContain('1 to 15 characters');
    },
  );

  it('an extension with a plus is refused with a hint at the type of a DID', () => {
    expect(problemOf(parseExtension('+1000'))).toContain('type "number"');
  });

  it('an extension that looks like a DID without its plus collides with that DID', () => {
    const extension = acceptedValue(parseExtension('15551234567'));
    const did = acceptedValue(parseDid('+15551234567'));
    expect(collisionKeyOf(extension.value)).toBe(collisionKeyOf(did.value));
  });
});

describe('the form that was probably meant', () => {
  it.each([
    [
      '+4903012345678',
      "must not contain a national prefix after the country's calling code: write +493012345678",
    ],
    ['+49 (0)30 12345678', /; probably \+493012345678$/],
  ])('the form that was probably meant by %s is said once', (text, problem) => {
    expect(problemOf(parseStatedDid(text))).toMatch(problem);
    expect(problemOf(parseStatedDid(text)).match(/\+493012345678/g)).toHaveLength(1);
  });
});
