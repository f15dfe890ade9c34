import { describe, expect, it } from 'vitest';
import { parseSipHeader } from '../../../../src/domain/explain/call.js';
import type { Explanation } from '../../../../src/domain/explain/explanation.js';
import { explainInbound } from '../../../../src/domain/explain/inbound.js';
import type { MediaState } from '../../../../src/domain/explain/state.js';
import { formatTag } from '../../../../src/domain/trunk/trunk.js';
import { deploymentId, operationId } from '../../plans.js';
import { acceptedValue, problemOf } from '../parsing.js';
import { call, inboundTrunk, noMedia, rule, state } from './sip-objects.js';

const causesOf = ({ fixes }: Explanation) => fixes.map(({ cause }) => cause);
const wildcard = rule({ id: 'SDR_any', trunkIds: [], room: { kind: 'direct', name: 'any', random: false } });

describe('An explanation', () => {
  it('is accepted with the room if one trunk and one rule take the call', () => {
    const { verdict, codes, trunk, rule: taken, room, fixes } = explainInbound(state(), call());
    expect({ verdict, codes, trunk: trunk?.id, rule: taken?.id, room, fixes }).toEqual({
      verdict: 'accepted',
      codes: [100, 180, 200],
      trunk: 'ST_in',
      rule: 'SDR_1',
      room: 'lobby',
      fixes: [],
    });
  });

  it('of a trunk whose inbound calls are off says so, also to a caller who does not get that far', () => {
    const nowhere = { kind: 'direct', name: '', random: false } as const;
    const name = formatTag({ deploymentId, operationId, kind: 'rule', acceptedAt: 1 });
    const objects = { inbound: [inboundTrunk({ credentials: 'complete' })] };
    const off = state({ ...objects, rules: [rule({ room: nowhere, name })] });
    const right = explainInbound(off, call({ credentials: 'right' }));
    expect([right.verdict, right.codes, causesOf(right)]).toEqual([
      'refused',
      [100, 407, 100, 180, 486],
      ['inbound_disabled'],
    ]);
    expect(causesOf(explainInbound(off, call()))).toEqual(['credentials_missing', 'inbound_disabled']);
    const foreign = state({ ...objects, rules: [rule({ room: nowhere, name: 'lobby' })] });
    expect(causesOf(explainInbound(foreign, call({ credentials: 'right' })))).toEqual(['room_unusable']);
  });

  it('names every other trunk and rule with the reason why it does not take the call', () => {
    const other = inboundTrunk({ id: 'ST_2', numbers: ['+15551234567'] });
    const { candidates } = explainInbound(
      state({ inbound: [inboundTrunk(), other], rules: [rule({ id: 'SDR_2', trunkIds: ['ST_2'] }), rule()] }),
      call(),
    );
    expect(candidates.map(({ object, reasons }) => [object.id, reasons.map(({ cause }) => cause)])).toEqual([
      ['ST_2', ['other_number']],
      ['SDR_2', ['names_other_trunks']],
    ]);
  });

  it.each(['03012345670', '00493012345670', '3012345670', '%2B493012345670', '+493012345670;npdi'])(
    'of a silent call to %s says in which form the trunk has the number',
    (to) => {
      const { verdict, fixes } = explainInbound(state(), call({ to }));
      expect(verdict).toBe('silent');
      expect(fixes).toMatchObject([
        { cause: 'number_in_other_form', object: { id: 'ST_in' }, remedy: expect.stringContaining(to) },
      ]);
      expect(fixes[0]?.remedy).toContain('+493012345670');
    },
  );

  it('of a call that no trunk is for says that there is no trunk', () => {
    expect(causesOf(explainInbound(state(), call({ to: '+15551234567' })))).toEqual(['no_trunk']);
  });

  it('of a call that meets neither the callers nor the addresses of the trunk says both', () => {
    const trunk = inboundTrunk({ allowedNumbers: ['+15550001111'], allowedAddresses: ['198.51.100.0/24'] });
    expect(causesOf(explainInbound(state({ inbound: [trunk] }), call()))).toEqual([
      'caller_not_allowed',
      'source_not_allowed',
    ]);
  });

  it('of a taken call warns about a trunk that admits everybody by mistake', () => {
    const trunk = inboundTrunk({ allowedAddresses: ['203.0.113.*'], credentials: 'incomplete' });
    const explained = explainInbound(state({ inbound: [trunk] }), call());
    expect(explained.verdict).toBe('accepted');
    expect(causesOf(explained)).toEqual(['addresses_unreadable', 'credentials_incomplete']);
  });

  it('of a taken call warns if the caller only claims to be an allowed host', () => {
    const trunk = inboundTrunk({ allowedAddresses: ['carrier.example'] });
    expect(causesOf(explainInbound(state({ inbound: [trunk] }), call()))).toEqual(['source_claimed']);
  });

  it('of a call that only a rule without trunks takes warns, and says what kept the trunk from it', () => {
    const explained = explainInbound(state({ rules: [wildcard] }), call({ to: '03012345670' }));
    expect(explained).toMatchObject({ verdict: 'accepted', trunk: null, rule: { id: 'SDR_any' } });
    expect(causesOf(explained)).toEqual(['taken_without_trunk', 'number_in_other_form']);
  });
});

describe('A trunk with credentials', () => {
  const asking = state({ inbound: [inboundTrunk({ credentials: 'complete' })] });

  it.each([
    ['none', 'challenged', [100, 407]],
    ['right', 'accepted', [100, 407, 100, 180, 200]],
    ['wrong', 'refused', [100, 407, 100, 401]],
    ['unasked', 'refused', [100, 401]],
    ['wrong_header', 'refused', [100, 407, 100, 407]],
  ] as const)('answers a caller with credentials "%s" with "%s" and %j', (credentials, verdict, codes) => {
    expect(explainInbound(asking, call({ credentials }))).toMatchObject({ verdict, codes });
  });
});

describe('The allowed addresses of a trunk', () => {
  it.each([
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::ffff:0:0/96', '203.0.113.7'],
    ['203.0.113.007', '203.0.113.7'],
    ['203.0.113.0/024', '203.0.113.7'],
    ['203.0.113.0/24/8', '203.0.113.7'],
    ['203.0.113.7', '::ffff:203.0.113.7'],
    ['::203.0.113.7/128', '::ffff:203.0.113.7'],
    ['fe80::/10', 'fe80::1%eth0'],
  ])('%s do not contain %s', (entry, sourceIp) => {
    const trunk = inboundTrunk({ allowedAddresses: [entry] });
    expect(explainInbound(state({ inbound: [trunk] }), call({ sourceIp })).verdict).toBe('silent');
  });

  it.each([
    ['203.0.113.9/24', '203.0.113.7'],
    ['2001:DB8:0:0::/32', '2001:db8::5'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
    ['::ffff:203.0.113.0/120', '::ffff:203.0.113.7'],
  ])('%s contain %s', (entry, sourceIp) => {
    const trunk = inboundTrunk({ allowedAddresses: [entry] });
    expect(explainInbound(state({ inbound: [trunk] }), call({ sourceIp })).verdict).toBe('accepted');
  });
});

describe('Rules that LiveKit cannot choose between', () => {
  it.each([
    ['a rule that lists its trunk twice', [rule({ trunkIds: ['ST_in', 'ST_in'] })]],
    [
      'two rules that share one of several callers in two forms',
      [rule({ inboundNumbers: ['+1', '+2'] }), rule({ id: 'SDR_2', inboundNumbers: ['2', '+3'] })],
    ],
    [
      'two rules without trunks beside the rule of the trunk',
      [rule(), wildcard, { ...wildcard, id: 'SDR_2' }],
    ],
    ['a rule of an unknown kind', [rule(), rule({ id: 'SDR_2', room: null, pin: '1' })]],
  ])('refuse the call with 503: %s', (_, rules) => {
    const explained = explainInbound(state({ rules }), call());
    expect(explained).toMatchObject({ verdict: 'refused', codes: [100, 180, 503], rule: null });
    expect(explained.fixes).not.toEqual([]);
  });

  it('disturb a call that no trunk takes, whatever trunk they name, but no call of another trunk', () => {
    const elsewhere = ['SDR_2', 'SDR_3'].map((id) => rule({ id, trunkIds: ['ST_2'] }));
    const disturbed = state({ rules: [rule(), ...elsewhere] });
    expect(explainInbound(disturbed, call()).verdict).toBe('accepted');
    expect(explainInbound(disturbed, call({ to: '+15551234567' }))).toMatchObject({ verdict: 'refused' });
  });

  it('include a rule with an empty trunk id and one without trunks, for a call without a trunk', () => {
    const rules = [wildcard, rule({ id: 'SDR_2', trunkIds: [''] })];
    expect(explainInbound(state({ rules }), call()).verdict).toBe('accepted');
    expect(explainInbound(state({ rules }), call({ to: '1' })).verdict).toBe('refused');
  });

  it('do not include rules that differ in their PIN', () => {
    const rules = [rule({ pin: '1' }), rule({ id: 'SDR_2', pin: '2' })];
    expect(explainInbound(state({ rules }), call({ pin: '2' })).rule?.id).toBe('SDR_2');
  });
});

describe('Of several rules that take a call', () => {
  const room = (name: string, kind: 'direct' | 'individual' | 'callee' = 'direct') => ({
    room: { kind, name, random: false },
  });

  it.each([
    ['the one with more filters', [rule({ pin: '1' }), rule({ id: 'SDR_2', numbers: ['+493012345670'] })]],
    ['the one with a PIN', [rule(), rule({ id: 'SDR_2', pin: '1', ...room('z', 'callee') })]],
    [
      'direct before individual',
      [
        rule({ numbers: ['+493012345670'], ...room('a', 'individual') }),
        rule({ id: 'SDR_2', inboundNumbers: ['+442071838750'], ...room('z') }),
      ],
    ],
    [
      'the first room by name',
      [
        rule({ numbers: ['+493012345670'], ...room('b') }),
        rule({ id: 'SDR_2', inboundNumbers: ['+442071838750'], ...room('a') }),
      ],
    ],
    [
      'one that names the trunk',
      [rule({ id: 'SDR_1', trunkIds: [], numbers: ['+493012345670'], pin: '1' }), rule({ id: 'SDR_2' })],
    ],
  ])('LiveKit takes %s', (_, rules) => {
    const { rule: taken, candidates } = explainInbound(state({ rules }), call());
    expect(taken?.id ?? candidates[0]?.object.id).toBe('SDR_2');
  });
});

describe('A PIN', () => {
  const rules = [
    rule({ pin: '12345678901234567' }),
    rule({ id: 'SDR_2', numbers: ['+493012345670'] }),
    wildcard,
  ];
  const guarded = state({ rules: [rule({ pin: '1111' }), wildcard] });

  it('is asked for after the call was answered', () => {
    const explained = explainInbound(guarded, call());
    expect(explained).toMatchObject({ verdict: 'accepted', codes: [100, 180, 200], rule: null, room: null });
    expect(causesOf(explained)).toEqual(['pin_asked']);
  });

  it.each([
    ['1111', 'SDR_1', 'lobby'],
    ['', 'SDR_any', 'any'],
    ['2222', undefined, null],
  ])('"%s" leads to rule %s', (pin, taken, room) => {
    const explained = explainInbound(guarded, call({ pin }));
    expect(explained).toMatchObject({ verdict: 'accepted', room });
    expect(explained.rule?.id ?? undefined).toBe(taken);
  });

  it('of more than 16 digits fits no rule', () => {
    const long = state({ rules: rules.slice(0, 1) });
    expect(causesOf(explainInbound(long, call({ pin: '12345678901234567' })))).toEqual(['pin_refused']);
  });
});

describe('A rule that hides numbers', () => {
  it.each(['', '1111'])('ends livekit-server if the caller has no number, with the PIN "%s"', (pin) => {
    const explained = explainInbound(
      state({ rules: [rule({ hidesNumber: true, pin })] }),
      call({ from: '' }),
    );
    expect(explained).toMatchObject({ verdict: 'refused', codes: [100, 180, 503], rule: null });
    expect(causesOf(explained)).toEqual(['ends_livekit']);
  });

  it('is a danger although it takes a call with a number', () => {
    const explained = explainInbound(state({ rules: [rule({ hidesNumber: true })] }), call());
    expect(explained.verdict).toBe('accepted');
    expect(causesOf(explained)).toEqual(['ends_livekit']);
  });
});

describe('The room of a call', () => {
  it.each([
    ['individual', 'call', false, false, 'call_+442071838750'],
    ['individual', '', true, false, '+442071838750_<random>'],
    ['individual', 'call', true, true, 'call_8750_<random>'],
    ['callee', 'line', false, false, 'line_+493012345670'],
    ['callee', '', true, true, '+493012345670_<random>'],
  ] as const)(
    'of a rule "%s" with the prefix "%s" is named after a number',
    (kind, name, random, hidesNumber, room) => {
      const rules = [rule({ room: { kind, name, random }, hidesNumber })];
      expect(explainInbound(state({ rules }), call()).room).toBe(room);
    },
  );

  it.each(['', 'x'.repeat(257)])('must have a usable name, or LiveKit refuses with 486', (name) => {
    const rules = [rule({ room: { kind: 'direct', name, random: false } })];
    const explained = explainInbound(state({ rules }), call());
    expect(explained).toMatchObject({ verdict: 'refused', codes: [100, 180, 486], rule: { id: 'SDR_1' } });
  });
});

describe('Media', () => {
  const media = (changes: Partial<MediaState>) => ({ media: { ...noMedia, ...changes } });
  const codes = (trunk: object, ofRule: object, changes: object = {}) =>
    explainInbound(state({ inbound: [inboundTrunk(trunk)], rules: [rule(ofRule)] }), call(changes)).codes.at(
      -1,
    );

  it('must be offered', () => {
    expect(codes({}, {}, { codecs: null })).toBe(400);
  });

  it('must have a codec in common', () => {
    expect(codes({}, {}, { codecs: ['opus/48000'] })).toBe(400);
    expect(codes({}, {}, { codecs: ['opus/48000', 'pcmu/8000/1'] })).toBe(200);
    expect(codes(media({ onlyListedCodecs: true, codecs: [{ name: 'G722', rate: 0 }] }), {})).toBe(400);
    expect(codes({}, {}, { codecs: ['AMR-WB/16000'] })).toBe(400);
    expect(codes({}, media({ codecs: [{ name: 'AMR-WB', rate: 0 }] }), { codecs: ['AMR-WB/16000'] })).toBe(
      200,
    );
  });

  it('of the rule overrides the codecs of the trunk', () => {
    const only = (name: string) => media({ onlyListedCodecs: true, codecs: [{ name, rate: 8000 }] });
    expect(codes(only('G722'), only('PCMU'))).toBe(200);
    expect(codes(only('PCMU'), only('G722'))).toBe(400);
  });

  it('must be encrypted if the trunk or the rule requires it, which a rule cannot disable', () => {
    const [required, disabled, allowed] = (['required', 'disabled', 'allowed'] as const).map((encryption) =>
      media({ encryption }),
    );
    expect(codes({ ...required }, {})).toBe(400);
    expect(codes({ ...required }, { ...disabled })).toBe(400);
    expect(codes({ ...required }, { ...allowed })).toBe(200);
    expect(codes({}, { ...required }, { srtp: true })).toBe(200);
  });

  it.each([
    ['no codec is listed', { onlyListedCodecs: true }],
    ['an unknown codec has no rate', { codecs: [{ name: 'opus', rate: 0 }] }],
  ])('settings that LiveKit cannot read make it refuse with 500: %s', (_, settings) => {
    expect(codes(media(settings), {})).toBe(500);
  });

  it('settings of a rule without a codec fall through to those of the trunk, if there is one', () => {
    const listed = media({ onlyListedCodecs: true });
    expect(codes({}, listed)).toBe(200);
    const rules = [{ ...wildcard, ...listed }];
    expect(explainInbound(state({ inbound: [], rules }), call()).codes.at(-1)).toBe(500);
  });
});

describe('A To or From header', () => {
  it.each([
    ['sip:+15550100@carrier.example', '+15550100', 'carrier.example'],
    ['"Bob \\" <x>" <sips:bob:secret@carrier.example:5061;transport=tls>;tag=1', 'bob', 'carrier.example'],
    ['Bob <sip:+15550100;npdi@[2001:db8::1]:5060>', '+15550100;npdi', '[2001:db8::1]'],
    ['<tel:+15550100>', '', '+15550100'],
    ['tel:+15550100;phone-context=example', '', '+15550100'],
    ['<sip:carrier.example>', '', 'carrier.example'],
    ['sip:+15550100@carrier.example;tag=1', '+15550100', 'carrier.example'],
  ])('%s has the user "%s" and the host "%s"', (value, user, host) => {
    expect(acceptedValue(parseSipHeader(value))).toEqual({ user, host });
  });

  it.each(['<sip:+15550100@carrier.example', '+15550100@carrier.example', ''])(
    '"%s" cannot be read',
    (value) => {
      expect(problemOf(parseSipHeader(value))).toMatch(/^must have /);
    },
  );
});
