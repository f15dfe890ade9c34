import type { IncomingHttpHeaders } from 'node:http';
import type { ApiAnswer } from './answer.js';

/** The part of the `Prefer` header that Trunkline honours. */
export interface Preference {
  /** `respond-async`: an operation that goes on is answered at once, or after `wait`. */
  readonly respondAsync: boolean;
  /** The longest that the caller wants to wait, in milliseconds; null leaves it to the service. */
  readonly waitMs: number | null;
}

/** One preference of the list, with its quoted texts. */
const preference = /(?:[^,"]|"(?:[^"\\]|\\.)*")+/g;
/** The service waits less than an hour, so that longer waits mean the same. */
const longestWaitSeconds = 3_600;

/**
 * Reads the `Prefer` header (RFC 7240): `respond-async`, and `wait` in seconds. As the RFC says, the first of two equal
 * preferences counts, and what cannot be understood is ignored.
 */
export function readPreference(headers: IncomingHttpHeaders): Preference {
  const field = headers.prefer;
  const text = Array.isArray(field) ? field.join(',') : (field ?? '');
  const given = new Map<string, string>();
  for (const [part] of text.matchAll(preference)) {
    const [name = '', value = ''] = (part.split(';', 1)[0] ?? '').split('=', 2).map((word) => word.trim());
    if (!given.has(name.toLowerCase())) given.set(name.toLowerCase(), value.replace(/^"(.*)"$/, '$1'));
  }
  const respondAsync = given.has('respond-async');
  const wait = given.get('wait') ?? '';
  const seconds = /^\d{1,9}$/.test(wait) ? Math.min(Number(wait), longestWaitSeconds) : null;
  if (seconds === null) return { respondAsync, waitMs: respondAsync ? 0 : null };
  return { respondAsync, waitMs: seconds * 1_000 };
}

/** Adds to a 202, the answer of every operation that goes on, that the caller preferred it to a longer wait. */
export function withPreferenceApplied({ respondAsync }: Preference, answer: ApiAnswer): ApiAnswer {
  if (!respondAsync || answer.status !== 202) return answer;
  return { ...answer, headers: { ...answer.headers, 'Preference-Applied': 'respond-async' } };
}
