import { type Cause, causes, type RemediableCause } from './causes.js';

/**
 * The result of a call: an answer (200), a challenge that the caller cannot meet (407), any other final answer, or nothing after 100
 * and 180. A call that LiveKit places is `accepted` if LiveKit sends the INVITE, otherwise `refused`. `unknown` is what a tenant gets
 * for a number that belongs to somebody else, or that it may not take.
 */
export const verdicts = ['accepted', 'challenged', 'refused', 'silent', 'unknown'] as const;
export type Verdict = (typeof verdicts)[number];

/** An object in LiveKit that an explanation names. */
export interface LiveKitObject {
  readonly kind: 'inbound' | 'outbound' | 'rule';
  readonly id: string;
  readonly name: string;
}

/** Stands for any object that a tenant does not own. It says nothing about the object, not even its kind. */
export const notYours = { kind: 'not_yours', id: null, name: 'an object that is not yours' } as const;

export type NamedObject = LiveKitObject | typeof notYours;

/** An object that does not take the call, and why. */
export interface Candidate {
  readonly object: NamedObject;
  readonly reasons: readonly ReasonInWords[];
}

/** A reason in words, with what the call and the object have. */
interface ReasonInWords {
  readonly cause: Cause;
  readonly meaning: string;
  readonly remedy: string | null;
}

/** A cause with a remedy, and the object that must change; null if the call or the carrier must. */
export interface Fix {
  readonly cause: Cause;
  readonly object: NamedObject | null;
  readonly meaning: string;
  readonly remedy: string;
}

/** An account of how LiveKit treats a call, and why. */
export interface Explanation {
  readonly verdict: Verdict;
  /** All SIP status codes of the call in the sequence in which the caller sees them. */
  readonly codes: readonly number[];
  readonly trunk: NamedObject | null;
  readonly rule: NamedObject | null;
  /** The name of the room; `<random>` stands for what LiveKit makes up. Null if the call joins none. */
  readonly room: string | null;
  /** Every other object of the kinds that decide. The rules are absent if LiveKit does not get as far as reading them. */
  readonly candidates: readonly Candidate[];
  /** The remedies, the most decisive first. For a call that is taken they are warnings. */
  readonly fixes: readonly Fix[];
}

/** The values of the placeholders in the texts. */
interface Facts {
  readonly to: string;
  readonly from?: string;
  readonly sourceIp?: string;
}

/** Puts facts into a text of {@link causes}. @param numbers the numbers of the object that it is about */
function filled(text: string, facts: Facts, numbers: readonly string[]): string {
  const { to, from, sourceIp } = facts;
  const values: Readonly<Record<string, string | undefined>> = {
    ...{ to, from, source: sourceIp },
    number: numbers.join(', '),
  };
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] || '(empty)');
}

/** Says why an object does not take a call. */
export function candidate(
  object: NamedObject,
  reasons: readonly Cause[],
  facts: Facts,
  numbers: readonly string[],
): Candidate {
  return {
    object,
    reasons: reasons.map((cause) => {
      const { meaning, remedy } = causes[cause];
      return {
        cause,
        meaning: filled(meaning, facts, numbers),
        remedy: remedy === null ? null : filled(remedy, facts, numbers),
      };
    }),
  };
}

/** Says what to do against a cause. */
export function fix(
  cause: RemediableCause,
  object: NamedObject | null,
  facts: Facts,
  numbers: readonly string[] = [],
): Fix {
  const { meaning, remedy } = causes[cause];
  return {
    cause,
    object,
    meaning: filled(meaning, facts, numbers),
    remedy: filled(remedy, facts, numbers),
  };
}

/** Returns what can be remedied among the reasons of candidates. */
export function fixesOf(candidates: readonly Candidate[]): Fix[] {
  return candidates.flatMap(({ object, reasons }) =>
    reasons.flatMap(({ cause, meaning, remedy }) =>
      remedy === null ? [] : [{ cause, object, meaning, remedy }],
    ),
  );
}

/** The largest number of candidates in an answer: a LiveKit project can have thousands of trunks. */
const shownCandidates = 100;

/** Keeps the nearest candidates: those about which something can be done, then the others in their sequence. */
export function withNearestCandidates(explanation: Explanation): Explanation {
  const distance = ({ reasons }: Candidate) => (reasons.some(({ remedy }) => remedy !== null) ? 0 : 1);
  const nearest = explanation.candidates.toSorted((one, other) => distance(one) - distance(other));
  return { ...explanation, candidates: nearest.slice(0, shownCandidates) };
}
