import { admissionOf } from '../explain/addresses.js';
import { type InboundCall, usualCodecs } from '../explain/call.js';
import { explainInbound } from '../explain/inbound.js';
import type { InboundTrunkState, RuleState, SipState } from '../explain/state.js';
import { holds } from '../explain/trunks.js';
import { calledNumbersOf, type TrunkObjects, type TrunkSettings } from '../trunk/trunk.js';
import { type Check, check, repairIt } from './check.js';

/** The trunk that is checked. */
export interface CheckedTrunk {
  readonly settings: TrunkSettings;
  /** The ids of its objects; null if it does not exist yet. */
  readonly objects: TrunkObjects | null;
}

/** Names an object for whoever asks: a tenant learns nothing of the objects of others. */
export type NameObject = (object: { readonly id: string; readonly name: string }) => string;

/** Checks a trunk against all objects of the LiveKit project, with the rules by which LiveKit matches calls. */
export function checksInLiveKit(state: SipState, trunk: CheckedTrunk, nameOf: NameObject): readonly Check[] {
  const checked = trunk.objects === null ? withPlanned(state, trunk.settings) : state;
  const ids = trunk.objects ?? planned;
  return [
    enabled(trunk.settings),
    numberClaim(checked, trunk, ids, nameOf),
    wildcards(checked, trunk, ids, nameOf),
    hiddenNumbers(state, nameOf),
    credentials(state, trunk),
    numberForms(checked, trunk, ids),
  ];
}

/** The ids of the objects of a trunk that does not exist yet. */
const planned: TrunkObjects = {
  inboundTrunkId: '(new inbound trunk)',
  outboundTrunkId: '(new outbound trunk)',
  dispatchRuleId: '(new rule)',
};

/** Adds the objects that a set-up would make. */
function withPlanned(state: SipState, settings: TrunkSettings): SipState {
  const media = { encryption: null, onlyListedCodecs: false, codecs: [] };
  const { digest, allowed } = settings.inboundAuthorization;
  const inbound: InboundTrunkState = {
    id: planned.inboundTrunkId,
    name: '',
    numbers: calledNumbersOf(settings),
    allowedNumbers: [],
    allowedAddresses: allowed,
    credentials: digest ? 'complete' : 'none',
    media,
  };
  const rule: RuleState = {
    id: planned.dispatchRuleId,
    name: '',
    trunkIds: [inbound.id],
    room: { kind: 'individual', name: 'call-', random: true },
    pin: '',
    numbers: [],
    inboundNumbers: [],
    hidesNumber: false,
    media,
  };
  return { ...state, inbound: [...state.inbound, inbound], rules: [...state.rules, rule] };
}

function enabled({ inboundEnabled, outboundEnabled }: TrunkSettings): Check {
  const off = [
    ...(inboundEnabled === false ? ['inbound'] : []),
    ...(outboundEnabled === false ? ['outbound'] : []),
  ];
  if (off.length === 0) return check('enabled', 'pass', 'Calls in both directions are on.');
  return check(
    'enabled',
    'warn',
    `The trunk is disabled: its ${off.join(' and ')} calls are off, so LiveKit refuses them.`,
    `Change ${off.map((direction) => `${direction}_enabled`).join(' and ')} to true.`,
  );
}

/** An address that carriers never call from (TEST-NET), and a caller. */
const strangers = ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1'];
const caller = '+15005550006';

function callTo(to: string, sourceIp: string, credentials: 'none' | 'right'): InboundCall {
  return {
    ...{ to, from: caller, fromHost: sourceIp, sourceIp, credentials },
    codecs: usualCodecs,
    srtp: true,
    pin: null,
  };
}

/** Returns the trunks other than the checked one that have one of its numbers. */
function claimants({ inbound }: SipState, { settings }: CheckedTrunk, ids: TrunkObjects) {
  const called = calledNumbersOf(settings);
  return inbound.filter(
    ({ id, numbers }) => id !== ids.inboundTrunkId && called.some((number) => holds(numbers, number)),
  );
}

function numberClaim(state: SipState, trunk: CheckedTrunk, ids: TrunkObjects, nameOf: NameObject): Check {
  const others = claimants(state, trunk, ids);
  if (others.length > 0) {
    return check(
      'number_claim',
      'fail',
      `${listed(others.map(nameOf))} has the number as well. LiveKit refuses with 503 each call that both take.`,
      'Delete the other inbound trunk, or change its numbers. If it is not yours, tell the operator of this service.',
    );
  }
  const { candidates, rule } = explainInbound(
    state,
    callTo(trunk.settings.number.value, admitted(trunk.settings), 'right'),
  );
  const conflicts = candidates.filter(
    ({ object, reasons }) =>
      object.id !== ids.dispatchRuleId && reasons.some(({ cause }) => cause === 'conflicting_rule'),
  );
  const taking = rule === null || rule.id === ids.dispatchRuleId ? [] : [rule];
  const rivals = [...conflicts.map(({ object }) => object), ...taking].flatMap(({ id, name }) =>
    id === null ? [] : [{ id, name }],
  );
  if (rivals.length > 0) {
    return check(
      'number_claim',
      'fail',
      `${listed(rivals.map(nameOf))} competes with the dispatch rule of the trunk.`,
      'Delete the other dispatch rule, or let it name other trunks. If it is not yours, tell the operator of this service.',
    );
  }
  return check('number_claim', 'pass', 'No other inbound trunk or dispatch rule claims the number.');
}

/** Returns an address from which the trunk takes calls. */
function admitted({ inboundAuthorization: { allowed } }: TrunkSettings): string {
  return allowed[0]?.split('/', 1)[0] ?? strangers[0] ?? '';
}

function wildcards(state: SipState, trunk: CheckedTrunk, ids: TrunkObjects, nameOf: NameObject): Check {
  const open = [
    ...state.inbound.filter(({ numbers }) => numbers.length === 0),
    ...state.rules.filter(({ trunkIds }) => trunkIds.length === 0),
  ];
  if (open.length === 0) return check('wildcards', 'pass', 'No trunk or rule takes calls to every number.');
  // Whom the trunks of others admit is nobody's business, so they take no part.
  const others = new Set(claimants(state, trunk, ids));
  const own = { ...state, inbound: state.inbound.filter((each) => !others.has(each)) };
  const { allowed } = trunk.settings.inboundAuthorization;
  const stranger = strangers.find(
    (source) => allowed.length > 0 && admissionOf(allowed, source, source) === null,
  );
  const names = listed(open.map(nameOf));
  const { number } = trunk.settings;
  if (
    stranger !== undefined &&
    explainInbound(own, callTo(number.value, stranger, 'none')).verdict === 'accepted'
  ) {
    return check(
      'wildcards',
      'fail',
      `A caller whom the trunk does not admit reaches a room nevertheless, through ${names}.`,
      'Give that trunk numbers and let that rule name trunks, or delete them. If they are not yours, tell the operator of this service.',
    );
  }
  return check(
    'wildcards',
    'warn',
    `${names} takes calls to every number.`,
    'Give the trunk numbers, or let the rule name trunks. If it is not yours, tell the operator of this service.',
  );
}

function hiddenNumbers({ rules }: SipState, nameOf: NameObject): Check {
  const hiding = rules.filter(({ hidesNumber }) => hidesNumber);
  return hiding.length === 0
    ? check('hidden_numbers', 'pass', 'No dispatch rule hides numbers.')
    : check(
        'hidden_numbers',
        'fail',
        `${listed(hiding.map(nameOf))} hides numbers. A call without a caller then ends the process of livekit-server.`,
        'Set hide_phone_number of the rule to false at once. If it is not yours, tell the operator of this service.',
      );
}

function credentials({ inbound, outbound }: SipState, { settings, objects }: CheckedTrunk): Check {
  if (objects === null) return check('credentials', 'pass', 'The user name and the password are given.');
  const { digest } = settings.inboundAuthorization;
  const into = inbound.find(({ id }) => id === objects.inboundTrunkId);
  const out = outbound.find(({ id }) => id === objects.outboundTrunkId);
  const missing = [
    ...(into !== undefined && into.credentials !== (digest ? 'complete' : 'none') ? ['inbound'] : []),
    ...(out !== undefined && out.credentials !== 'complete' ? ['outbound'] : []),
  ];
  if (missing.length > 0) {
    return check(
      'credentials',
      'fail',
      `The ${missing.join(' and the ')} trunk in LiveKit does not have the credentials of the record: without both a user name and a password LiveKit asks for none and answers no challenge.`,
      repairIt,
    );
  }
  return into === undefined || out === undefined
    ? check(
        'credentials',
        'unknown',
        'An object of the trunk is missing in LiveKit.',
        'See the check objects.',
      )
    : check('credentials', 'pass', 'The trunks in LiveKit have complete credentials.');
}

/** The causes for which a form of a number does not reach the trunk or its rule. */
const formCauses = ['number_in_other_form', 'other_number', 'number_not_in_rule'];

function numberForms(state: SipState, { settings }: CheckedTrunk, ids: TrunkObjects): Check {
  const own: readonly (string | null)[] = [ids.inboundTrunkId, ids.dispatchRuleId];
  const forms = calledNumbersOf(settings);
  const lost = forms.filter((form) =>
    explainInbound(state, callTo(form, admitted(settings), 'right')).candidates.some(
      ({ object, reasons }) =>
        own.includes(object.id) && reasons.some(({ cause }) => formCauses.includes(cause)),
    ),
  );
  if (lost.length > 0) {
    return check(
      'number_forms',
      'fail',
      `A call to ${lost.join(' or ')} does not reach the trunk: its numbers in LiveKit, or those of its rule, are others.`,
      repairIt,
    );
  }
  const isOneForm = settings.number.kind === 'number' && settings.otherForms === undefined;
  return check(
    'number_forms',
    'pass',
    `The trunk answers to ${forms.join(', ')}.`,
    isOneForm
      ? 'If the carrier sends the national form or the form with 00, enable accept_national: such calls stay silent otherwise.'
      : null,
  );
}

/** Lists names once each, at most five of them. */
function listed(names: readonly string[]): string {
  const different = [...new Set(names)];
  const more = different.length - 5;
  return different.slice(0, 5).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
