import type { InboundCall } from './call.js';
import type { Cause } from './causes.js';
import { type Candidate, type Explanation, fix, fixesOf, type NamedObject, notYours } from './explanation.js';
import { explainInbound } from './inbound.js';
import type { SipState } from './state.js';
import { holds } from './trunks.js';

/** Tells whether an object in LiveKit belongs to the tenant. */
export type Owns = (objectId: string) => boolean;

/** The reasons by which an object decides a call although it does not take it. */
const deciding: readonly Cause[] = [
  'ambiguous_trunk',
  'conflicting_rule',
  'unknown_rule',
  'ends_livekit',
  'pin_asked',
];

/** Tells who has the called number in LiveKit: the tenant, only others, or nobody. */
export function holderOf({ inbound }: SipState, { to }: InboundCall, owns: Owns): 'tenant' | 'others' | null {
  const holders = inbound.filter(({ numbers }) => holds(numbers, to));
  if (holders.length === 0) return null;
  return holders.some(({ id }) => owns(id)) ? 'tenant' : 'others';
}

/**
 * Explains a call to a number that the tenant may not take. Only the tenant's own trunks are read, so the answer is the same whether
 * or not somebody has the number.
 */
export function withheldView(state: SipState, call: InboundCall, owns: Owns): Explanation {
  const own = { ...state, inbound: state.inbound.filter(({ id }) => owns(id)), rules: [] };
  const { candidates } = explainInbound(own, call);
  const fixes = [...fixesOf(candidates), fix('number_not_assigned', null, call)];
  return { verdict: 'unknown', codes: [], trunk: null, rule: null, room: null, candidates, fixes };
}

/**
 * Returns what a tenant may see of an explanation. All objects of others are one: an object that is not yours. It appears only
 * if it decides the call. If the called number is that of another's trunk, the tenant learns no verdict either: by asking for one
 * source after another it would learn whom that trunk admits.
 */
export function tenantView(
  explained: Explanation,
  state: SipState,
  call: InboundCall,
  owns: Owns,
): Explanation {
  const isOwn = ({ id }: NamedObject) => id !== null && owns(id);
  const shown = (object: NamedObject | null) => (object === null || isOwn(object) ? object : notYours);
  const candidates = explained.candidates.filter(({ object }) => isOwn(object));
  const trunk = shown(explained.trunk);
  const isOwnCall = (trunk !== null && isOwn(trunk)) || candidates.some(has(['ambiguous_trunk']));
  const others = state.inbound.filter(({ id }) => !owns(id));
  if (!isOwnCall && others.some(({ numbers }) => holds(numbers, call.to))) {
    // Whether LiveKit reads the rules at all depends on the credentials of the trunk.
    const ownTrunks = candidates.filter(({ object }) => object.kind === 'inbound');
    const fixes = [fix('not_yours', notYours, call), ...fixesOf(ownTrunks)];
    const unknown = { verdict: 'unknown', codes: [], trunk: notYours, rule: null, room: null } as const;
    return { ...unknown, candidates: ownTrunks, fixes };
  }
  const rule = shown(explained.rule);
  const isDecidedByOthers =
    trunk === notYours ||
    rule === notYours ||
    explained.candidates.some((candidate) => !isOwn(candidate.object) && has(deciding)(candidate));
  const fixes = [
    ...(isDecidedByOthers ? [fix('not_yours', notYours, call)] : []),
    ...explained.fixes.filter(({ object }) => object === null || isOwn(object)),
  ];
  if (fixes.length === 0 && explained.verdict === 'silent') {
    fixes.push(fix(trunk === null ? 'no_trunk' : 'no_rule', trunk, call));
  }
  const room = rule === notYours ? null : explained.room;
  return { ...explained, trunk, rule, room, candidates, fixes };
}

function has(causes: readonly Cause[]) {
  return ({ reasons }: Candidate) => reasons.some(({ cause }) => causes.includes(cause));
}
