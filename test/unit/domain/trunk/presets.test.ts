import { describe, expect, it } from 'vitest';
import { parseAllowedAddress } from '../../../../src/domain/trunk/addresses.js';
import { carrierAt, presetNames, presetOf } from '../../../../src/domain/trunk/carrier/presets.js';
import type { SipAddress } from '../../../../src/domain/trunk/trunk.js';
import { acceptedValue } from '../parsing.js';

describe('the preset of a carrier', () => {
  it('exists for at least eight carriers', () => {
    const asked = ['twilio', 'telnyx', 'plivo', 'vonage', 'bandwidth', 'didww', 'zadarma', 'sipgate'];
    expect(presetNames).toEqual(expect.arrayContaining(asked));
  });

  it.each(presetNames)('of %s has sources and a date', (name) => {
    const { sources, checkedOn } = presetOf(name);
    expect(sources.length).toBeGreaterThan(0);
    for (const source of sources) expect(new URL(source).protocol).toBe('https:');
    expect(checkedOn).toMatch(/^20\d\d-\d\d-\d\d$/);
  });

  it.each(presetNames)('of %s has networks as trunks store them', (name) => {
    const { signalling } = presetOf(name);
    expect(signalling.map((network) => acceptedValue(parseAllowedAddress(network)))).toEqual(signalling);
  });

  it.each(presetNames)('of %s says what is not known', (name) => {
    const { answersDigest, signalling, transports, unknown } = presetOf(name);
    const gaps = [answersDigest === null, signalling.length === 0, transports === null];
    expect(unknown.length).toBeGreaterThanOrEqual(gaps.filter(Boolean).length);
  });

  it.each(presetNames)('of %s is found by its hosts, with and without a port', (name) => {
    for (const host of presetOf(name).hosts) {
      const address = host.replaceAll('*', 'mine') as SipAddress;
      expect(carrierAt(address)).toBe(presetOf(name));
      expect(carrierAt(`${address}:5060` as SipAddress)).toBe(presetOf(name));
      expect(carrierAt(`${address}.example.com` as SipAddress)).toBeNull();
    }
  });
});
