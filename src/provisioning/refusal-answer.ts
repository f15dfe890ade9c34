import type { Refusal } from '../database/trunk-operations.js';
import type { ChangeAnswer } from '../trunks/change.js';

/** What the caller of a change is told of a refusal that says what is wrong with the request; null for any other. */
export function refusalAnswer(
  refusal: Refusal,
): Extract<ChangeAnswer, { kind: 'bound_to_carrier' | 'invalid' }> | null {
  if (typeof refusal === 'string') return null;
  return 'problems' in refusal
    ? { kind: 'invalid', problems: refusal.problems }
    : { kind: 'bound_to_carrier', fields: refusal.boundToCarrier };
}
