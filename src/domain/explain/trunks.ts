import { collisionKeyOf } from '../trunk/trunk.js';
import { admissionOf } from './addresses.js';
import type { InboundCall } from './call.js';
import type { Cause } from './causes.js';
import type { InboundTrunkState } from './state.js';

/** An object that does not take a call, and why. */
export interface Judged<Kind> {
  readonly object: Kind;
  readonly reasons: readonly Cause[];
}

/** Which trunk takes a call. LiveKit answers 503 if several could. */
export interface TrunkMatch {
  readonly kind: 'matched' | 'none' | 'ambiguous';
  /** Null unless exactly one trunk takes the call. */
  readonly trunk: InboundTrunkState | null;
  readonly others: readonly Judged<InboundTrunkState>[];
}

/**
 * Finds the inbound trunk of a call as livekit-server does (`MatchTrunkDetailed` in livekit/protocol): it must admit the caller and
 * the source and have the called number. Trunks without numbers take the call only if no trunk with the number does.
 */
export function matchTrunk(trunks: readonly InboundTrunkState[], call: InboundCall): TrunkMatch {
  const judged = trunks.map((object) => ({ object, reasons: mismatches(object, call) }));
  const admitting = judged.filter(({ reasons }) => reasons.length === 0).map(({ object }) => object);
  const withNumber = admitting.filter(({ numbers }) => numbers.length > 0);
  const taking = withNumber.length > 0 ? withNumber : admitting;
  const [first] = taking;
  const trunk = taking.length === 1 && first !== undefined ? first : null;
  return {
    kind: trunk !== null ? 'matched' : taking.length === 0 ? 'none' : 'ambiguous',
    trunk,
    others: judged.flatMap(({ object, reasons }) => {
      if (object === trunk) return [];
      if (reasons.length > 0) return [{ object, reasons }];
      return [{ object, reasons: [taking.includes(object) ? 'ambiguous_trunk' : 'number_elsewhere'] }];
    }),
  };
}

/** Says why a trunk does not take a call. If it has another number, nothing else matters. */
function mismatches(trunk: InboundTrunkState, { to, from, fromHost, sourceIp }: InboundCall): Cause[] {
  if (trunk.numbers.length > 0 && !holds(trunk.numbers, to)) {
    return [
      trunk.numbers.some((number) => isOtherForm(number, to)) ? 'number_in_other_form' : 'other_number',
    ];
  }
  const reasons: Cause[] = [];
  if (trunk.allowedNumbers.length > 0 && !holds(trunk.allowedNumbers, from))
    reasons.push('caller_not_allowed');
  if (admissionOf(trunk.allowedAddresses, sourceIp, fromHost) === null) reasons.push('source_not_allowed');
  return reasons;
}

/** Tells whether a list has a number, in any form that LiveKit takes for the same. */
export function holds(numbers: readonly string[], number: string): boolean {
  const key = collisionKeyOf(number);
  return numbers.some((candidate) => collisionKeyOf(candidate) === key);
}

/** The fewest digits by which two numbers are recognised as two forms of one. */
const fewestSharedDigits = 6;

/**
 * Tells whether two numbers are probably one number in two forms, for example `03012345670`, `004930…` and `+4930…`: without
 * prefixes of zeros, one ends with the other. LiveKit does not know such forms, so this only explains a call that is not taken.
 */
function isOtherForm(one: string, other: string): boolean {
  const [short = '', long = ''] = [digitsOf(one), digitsOf(other)].sort((a, b) => a.length - b.length);
  return short.length >= fewestSharedDigits && long.endsWith(short);
}

function digitsOf(number: string): string {
  return (
    number
      .replace(/^(?:sip|sips|tel):|^%2B/gi, '')
      .split(/[;@]/, 1)[0]
      ?.replace(/\D/g, '')
      .replace(/^0+/, '') ?? ''
  );
}
