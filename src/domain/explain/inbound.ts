import { parseTag } from '../trunk/trunk.js';
import { admissionOf } from './addresses.js';
import type { CallerCredentials, InboundCall } from './call.js';
import type { Cause, RemediableCause } from './causes.js';
import {
  type Candidate,
  candidate,
  type Explanation,
  type Fix,
  fix,
  fixesOf,
  type NamedObject,
} from './explanation.js';
import { mediaRefusal } from './media.js';
import { matchRule } from './rules.js';
import type { InboundTrunkState, RuleState, SipState } from './state.js';
import { type Judged, matchTrunk } from './trunks.js';

/** How a trunk with credentials treats each kind of caller: the status codes, and the verdict and its cause if they are final. */
const challenges: Readonly<Record<CallerCredentials, Challenge>> = {
  none: { codes: [407], final: { verdict: 'challenged', cause: 'credentials_missing' } },
  right: { codes: [407, 100], final: null },
  wrong: { codes: [407, 100, 401], final: { verdict: 'refused', cause: 'credentials_wrong' } },
  unasked: { codes: [401], final: { verdict: 'refused', cause: 'credentials_unasked' } },
  wrong_header: {
    codes: [407, 100, 407],
    final: { verdict: 'refused', cause: 'credentials_in_wrong_header' },
  },
};

interface Challenge {
  readonly codes: readonly number[];
  readonly final: { readonly verdict: 'challenged' | 'refused'; readonly cause: RemediableCause } | null;
}

/**
 * Explains what a self-hosted LiveKit does with an inbound call: it finds the trunk, asks for its credentials, finds the rule,
 * agrees on media and joins the room. Each step can end the call. Derived from livekit-server 1.13.5 and livekit-sip a2f683f.
 */
export function explainInbound(state: SipState, call: InboundCall): Explanation {
  const { kind, trunk, others } = matchTrunk(state.inbound, call);
  const candidates = others.map((judged) => candidateOf(judged, call));
  const base = { trunk: trunk === null ? null : named(trunk), rule: null, room: null, candidates };
  if (kind === 'ambiguous') {
    const fixes = fixesOf(candidates).filter(({ cause }) => cause === 'ambiguous_trunk');
    return { ...base, verdict: 'refused', codes: [100, 503], fixes };
  }
  const warnings = trunk === null ? [] : weaknessesOf(trunk, call);
  const challenge: Challenge =
    trunk?.credentials === 'complete' ? challenges[call.credentials] : { codes: [], final: null };
  if (challenge.final !== null) {
    const { verdict, cause } = challenge.final;
    const off = state.rules.filter((rule) => isDisabled(rule) && rule.trunkIds.includes(trunk?.id ?? ''));
    const fixes = [
      fixFor(cause, trunk, call),
      ...off.map((rule) => fixFor('inbound_disabled', rule, call)),
      ...warnings,
    ];
    return { ...base, verdict, codes: [100, ...challenge.codes], fixes };
  }
  const dispatch = explainDispatch(state.rules, trunk, candidates, call);
  return {
    ...dispatch,
    trunk: base.trunk,
    codes: [100, ...challenge.codes, 180, ...dispatch.codes],
    candidates: [...candidates, ...dispatch.candidates],
    fixes: [...dispatch.fixes, ...warnings],
  };
}

/** Explains what follows when the trunk has let the call in, or no trunk takes it: 180 is sent, and the rules are read. */
function explainDispatch(
  rules: readonly RuleState[],
  trunk: InboundTrunkState | null,
  trunks: readonly Candidate[],
  call: InboundCall,
): Omit<Explanation, 'trunk'> {
  const { kind, rule, others } = matchRule(rules, trunk, call, null);
  const candidates = others.map((judged) => candidateOf(judged, call));
  const base = { rule: null, room: null, candidates };
  if (kind === 'conflict') {
    const fixes = fixesOf(candidates).filter(({ cause }) => conflictCauses.includes(cause));
    return { ...base, verdict: 'refused', codes: [503], fixes };
  }
  if (rule === null) {
    return { ...base, verdict: 'silent', codes: [], fixes: whySilent(trunk, trunks, candidates, call) };
  }
  const fatal = fixFor('ends_livekit', rule, call);
  if (endsLiveKit(rule, call)) {
    const itself = candidateOf({ object: rule, reasons: ['ends_livekit'] }, call);
    return { ...base, verdict: 'refused', codes: [503], candidates: [itself, ...candidates], fixes: [fatal] };
  }
  const warnings = [
    ...(trunk === null ? [fixFor('taken_without_trunk', rule, call), ...fixesOf(trunks)] : []),
    ...(rule.hidesNumber ? [fatal] : []),
  ];
  const taken = { ...base, rule: named(rule) };
  const refusal = mediaRefusal(trunk, rule, call);
  if (refusal !== null) {
    const fixes = [fixFor(refusal.cause, rule, call), ...warnings];
    return { ...taken, verdict: 'refused', codes: [refusal.status], fixes };
  }
  if (rule.pin !== '') {
    const asking = candidateOf({ object: rule, reasons: ['pin_asked'] }, call);
    const answered =
      call.pin === null
        ? { ...base, candidates: [asking, ...candidates], fixes: fixesOf([asking]) }
        : afterPin(rules, trunk, call, call.pin);
    return { ...answered, verdict: 'accepted', codes: [200], fixes: [...answered.fixes, ...warnings] };
  }
  const room = roomOf(rule, call);
  if (room === null) {
    const fixes = [fixFor(isDisabled(rule) ? 'inbound_disabled' : 'room_unusable', rule, call), ...warnings];
    return { ...taken, verdict: 'refused', codes: [486], fixes };
  }
  return { ...taken, verdict: 'accepted', codes: [200], room, fixes: warnings };
}

const conflictCauses: readonly Cause[] = ['conflicting_rule', 'unknown_rule'];

/** Explains what follows when the caller has entered something: LiveKit chooses again among all rules. */
function afterPin(
  rules: readonly RuleState[],
  trunk: InboundTrunkState | null,
  call: InboundCall,
  pin: string,
): Pick<Explanation, 'rule' | 'room' | 'candidates' | 'fixes'> {
  const { rule, others } = matchRule(rules, trunk, call, pin);
  const candidates = others.map((judged) => candidateOf(judged, call));
  const room = rule === null || endsLiveKit(rule, call) ? null : roomOf(rule, call);
  if (rule !== null && room !== null) return { rule: named(rule), room, candidates, fixes: [] };
  return { rule: null, room: null, candidates, fixes: [fixFor('pin_refused', null, call)] };
}

/** Says what keeps a silent call from a trunk and a rule. */
function whySilent(
  trunk: InboundTrunkState | null,
  trunks: readonly Candidate[],
  rules: readonly Candidate[],
  call: InboundCall,
): Fix[] {
  const nearest = [...(trunk === null ? fixesOf(trunks) : []), ...fixesOf(rules)];
  if (trunk === null && call.to === '') return [fixFor('no_called_user', null, call), ...nearest];
  if (nearest.length > 0) return nearest;
  return [fixFor(trunk === null ? 'no_trunk' : 'no_rule', trunk, call)];
}

/** Says what is dangerous about a trunk although it takes the call. */
function weaknessesOf(trunk: InboundTrunkState, call: InboundCall): Fix[] {
  const admission = admissionOf(trunk.allowedAddresses, call.sourceIp, call.fromHost);
  return [
    ...(admission === 'nothing_readable' ? [fixFor('addresses_unreadable', trunk, call)] : []),
    ...(admission === 'from_host' ? [fixFor('source_claimed', trunk, call)] : []),
    ...(trunk.credentials === 'incomplete' ? [fixFor('credentials_incomplete', trunk, call)] : []),
  ];
}

/** A rule that hides numbers takes the last character of the caller, and there is none. */
function endsLiveKit({ hidesNumber }: RuleState, { from }: InboundCall): boolean {
  return hidesNumber && from === '';
}

/** The longest name of a room in a livekit-server with its own settings, in bytes. */
const longestRoomName = 256;

/** Returns the name of the room, in which `<random>` stands for 12 characters; null if LiveKit cannot join it. */
function roomOf({ room, hidesNumber }: RuleState, { from, to }: InboundCall): string | null {
  if (room === null) return null;
  const shown = hidesNumber ? from.slice(from.length <= 4 ? -1 : -4) : from;
  const party = room.kind === 'individual' ? shown : to;
  const base = room.kind === 'direct' ? room.name : room.name === '' ? party : `${room.name}_${party}`;
  const name = room.kind !== 'direct' && room.random ? `${base}_<random>` : base;
  return name === '' || new TextEncoder().encode(name).length > longestRoomName ? null : name;
}

/** Tells whether a rule of Trunkline belongs to a trunk whose inbound calls are off. */
function isDisabled({ room, name }: RuleState): boolean {
  return room?.kind === 'direct' && room.name === '' && parseTag(name) !== null;
}

function named(object: InboundTrunkState | RuleState): NamedObject {
  return { kind: 'trunkIds' in object ? 'rule' : 'inbound', id: object.id, name: object.name };
}

function candidateOf(
  { object, reasons }: Judged<InboundTrunkState | RuleState>,
  call: InboundCall,
): Candidate {
  return candidate(named(object), reasons, call, object.numbers);
}

function fixFor(
  cause: RemediableCause,
  object: InboundTrunkState | RuleState | null,
  call: InboundCall,
): Fix {
  return fix(cause, object === null ? null : named(object), call, object?.numbers);
}
