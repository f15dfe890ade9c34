import { describe, expect, it } from 'vitest';
import { changedNotes, changedSettings, type TrunkChanges } from '../../../../src/domain/change/change.js';
import {
  type Cidr,
  type CountryCode,
  type E164,
  type Extension,
  type InboundAuthorization,
  noNotes,
  type TrunkNotes,
} from '../../../../src/domain/trunk/trunk.js';
import { settings } from '../../plans.js';

const cidr = (text: string) => text as Cidr;
const country = (code: string) => code as CountryCode;
const digest: InboundAuthorization = { digest: true, allowed: [] };
const byAddress: InboundAuthorization = { digest: false, allowed: [cidr('203.0.113.7/32')] };
const both: InboundAuthorization = { digest: true, allowed: byAddress.allowed };
const elsewhere = [cidr('198.51.100.0/24')];

describe('changed settings', () => {
  it('settings without changes stay as they are', () => {
    expect(changedSettings(settings, {})).toEqual(settings);
  });

  it('settings take the given values, and null where null is given', () => {
    const changes: TrunkChanges = {
      username: 'another',
      nickname: null,
      agentName: null,
      outboundProxy: true,
    };
    expect(changedSettings(settings, changes)).toEqual({ ...settings, ...changes });
  });

  it.each<[string, InboundAuthorization, TrunkChanges['inboundAuthorization'], InboundAuthorization | null]>([
    ['from digest to addresses', digest, { type: 'ip', allowed: byAddress.allowed }, byAddress],
    ['from digest to addresses that nobody named', digest, { type: 'ip', allowed: null }, null],
    ['from digest to no addresses', digest, { type: 'ip', allowed: [] }, null],
    ['from addresses to digest', byAddress, { type: 'auth', allowed: null }, digest],
    ['by address, said again', byAddress, { type: 'ip', allowed: null }, byAddress],
    [
      'to other addresses',
      byAddress,
      { type: null, allowed: elsewhere },
      { digest: false, allowed: [cidr('198.51.100.0/24')] },
    ],
    ['from addresses to none', byAddress, { type: null, allowed: [] }, null],
    ['by digest, with addresses beside it', digest, { type: null, allowed: byAddress.allowed }, digest],
    ['by digest, said again with addresses', digest, { type: 'auth', allowed: byAddress.allowed }, digest],
    [
      'from addresses to digest, with other addresses',
      byAddress,
      { type: 'auth', allowed: elsewhere },
      digest,
    ],
    ['by both, said again as it is shown', both, { type: 'auth', allowed: both.allowed }, both],
    ['by both, said again without the addresses', both, { type: 'auth', allowed: null }, both],
    [
      'by both, to other addresses',
      both,
      { type: null, allowed: elsewhere },
      { digest: true, allowed: elsewhere },
    ],
    [
      'by both, to other addresses beside digest',
      both,
      { type: 'auth', allowed: elsewhere },
      { digest: true, allowed: elsewhere },
    ],
    ['by both, to digest alone', both, { type: null, allowed: [] }, digest],
    ['by both, to digest alone, said as such', both, { type: 'auth', allowed: [] }, digest],
    ['from both to addresses', both, { type: 'ip', allowed: byAddress.allowed }, byAddress],
    ['from both to addresses that nobody named', both, { type: 'ip', allowed: null }, null],
  ])('the changed settings are authorised %s', (_how, before, change, after) => {
    const changed = changedSettings(
      { ...settings, inboundAuthorization: before },
      change === undefined ? {} : { inboundAuthorization: change },
    );
    expect(changed === null ? null : changed.inboundAuthorization).toEqual(after);
  });

  it('a new number changes the country, unless it shares the calling code', () => {
    const inUs = { ...settings, countryCode: country('US') };
    const to = (value: string) => ({ number: { kind: 'number', value: value as E164 } }) as const;
    expect(changedSettings(inUs, to('+4930123456'))?.countryCode).toBe('DE');
    expect(changedSettings(inUs, to('+14165550123'))?.countryCode).toBe('US');
    expect(changedSettings(inUs, { ...to('+14165550123'), countryCode: country('CA') })?.countryCode).toBe(
      'CA',
    );
  });

  it('the given country of an extension is kept', () => {
    const extension = {
      ...settings,
      number: { kind: 'extension', value: '1000' as Extension } as const,
      countryCode: country('US'),
    };
    expect(changedSettings(extension, { countryCode: country('DE') })?.countryCode).toBe('DE');
  });
});

describe('changed notes', () => {
  const notes: TrunkNotes = {
    ...noNotes,
    numberProvider: 'twilio',
    outboundAgentId: 'grace',
    inboundAgentVersion: 3,
    outboundAgentVersion: 7,
  };
  const trunk = { agentName: 'ada', notes };

  it.each<[string, TrunkChanges, Partial<TrunkNotes>]>([
    ['are what they were where nothing is said', {}, {}],
    ['take what is given', { notes: { numberProvider: null } }, { numberProvider: null }],
    ['have no version of an agent that is replaced', { agentName: 'eve' }, { inboundAgentVersion: null }],
    ['have no version of an agent that is taken away', { agentName: null }, { inboundAgentVersion: null }],
    [
      'have the version that comes with another agent',
      { agentName: 'eve', notes: { inboundAgentVersion: 1 } },
      { inboundAgentVersion: 1 },
    ],
    ['keep the version of an agent that is named again', { agentName: 'ada' }, {}],
    [
      'do the same for the agent that calls',
      { notes: { outboundAgentId: 'heidi' } },
      { outboundAgentId: 'heidi', outboundAgentVersion: null },
    ],
    [
      'do the same where nobody calls any more',
      { notes: { outboundAgentId: null } },
      { outboundAgentId: null, outboundAgentVersion: null },
    ],
    [
      'have the version that comes with another agent that calls',
      { notes: { outboundAgentId: 'heidi', outboundAgentVersion: 1 } },
      { outboundAgentId: 'heidi', outboundAgentVersion: 1 },
    ],
  ])('changed notes %s', (_what, changes, different) => {
    expect(changedNotes(trunk, changes)).toEqual({ ...notes, ...different });
  });

  it('a version that was noted without an agent is kept', () => {
    const waiting = { ...noNotes, inboundAgentVersion: 3, outboundAgentVersion: 7 };
    const changes = { agentName: 'ada', notes: { outboundAgentId: 'grace' } };
    expect(changedNotes({ agentName: null, notes: waiting }, changes)).toEqual({
      ...waiting,
      outboundAgentId: 'grace',
    });
  });
});
