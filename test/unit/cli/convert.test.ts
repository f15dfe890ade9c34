import { describe, expect, it } from 'vitest';
import { createLineReader } from '../../../src/api/v1/imports/columns.js';
import { convertList } from '../../../src/cli/commands/convert.js';
import { usualSettings } from '../../support/interface.js';

const read = createLineReader(usualSettings);

const ofAutocalls = {
  id: 7,
  phone_number: '+15551234567',
  nickname: 'Front desk',
  sip_username: 'myuser',
  sip_address: 'sip.provider.com',
  sip_calling_format: 'e164',
  inbound_authorization_type: 'ip',
  allowed_inbound_ips: ['203.0.113.7'],
  outbound_proxy: false,
  country_code: 'US',
  created_at: '2026-03-31T10:00:00.000000Z',
};

const ofZudu = {
  phone_number: '+15551234567',
  nickname: 'Main office',
  organization_id: 'org_1',
  phone_number_type: 'CUSTOM',
  number_provider: 'twilio',
  inbound_agent_id: null,
  inbound_trunk_id: 'ST_sFAXh5zmGwU2',
};

describe('the converter of lists', () => {
  it('a trunk of Autocalls becomes a line that is imported as soon as the password is entered', () => {
    const [line] = convertList('autocalls', { data: [ofAutocalls] }) ?? [];
    expect(line?.problems).toEqual([expect.stringMatching(/^sip_password is missing/)]);
    expect(read({ ...line?.fields, sip_password: 'a-long-password' }, null)).toMatchObject({ ok: true });
    expect(line?.fields).toMatchObject({ sip_trunk_type: 'number', allowed_inbound_ips: ['203.0.113.7'] });
  });

  it('an extension with many digits stays an extension', () => {
    const [line] = convertList('autocalls', [{ ...ofAutocalls, phone_number: '4155550133' }]) ?? [];
    expect(line?.fields.sip_trunk_type).toBe('extension');
    expect(read({ ...line?.fields, sip_password: 'a-long-password' }, null)).toMatchObject({ ok: true });
  });

  it('a number of Zudu names what no list of Zudu shows, and is imported when that is entered', () => {
    const [line] = convertList('zudu', { message: 'ok', status: 'success', error: null, data: ofZudu }) ?? [];
    expect(line?.problems.map((problem) => problem.split(' ')[0])).toEqual([
      'sip_username',
      'sip_password',
      'sip_address',
    ]);
    const entered = {
      sip_username: 'myuser',
      sip_password: 'a-long-password',
      sip_address: 'sip.provider.com',
    };
    expect(read({ ...line?.fields, ...entered }, null)).toMatchObject({ ok: true });
  });

  it.each([
    ['autocalls', { ...ofAutocalls, type: 'normal' }, /^type is normal/],
    ['autocalls', { ...ofAutocalls, outbound_proxy: true }, /^outbound_proxy is true/],
    ['autocalls', { ...ofAutocalls, phone_number: null }, /^phone_number is missing/],
    ['zudu', { ...ofZudu, phone_number_type: 'ZUDU_TWILIO' }, /^phone_number_type is ZUDU_TWILIO/],
    ['zudu', { ...ofZudu, inbound_agent_id: 'agent_1' }, /^agent_name is the agent of Zudu/],
  ] as const)(
    'what cannot be converted of a list of %s is reported for its line',
    (source, entry, problem) => {
      const lines = convertList(source, [source === 'zudu' ? ofZudu : ofAutocalls, entry]) ?? [];
      expect(lines[0]?.problems.join('\n')).not.toMatch(new RegExp(problem.source, 'm'));
      expect(lines[1]).toMatchObject({
        line: 2,
        problems: expect.arrayContaining([expect.stringMatching(problem)]),
      });
    },
  );

  it.each([{ error: 'Unauthenticated.' }, 'text', null, { data: null }])('%j is no list', (response) => {
    expect(convertList('autocalls', response)).toBeNull();
  });
});
