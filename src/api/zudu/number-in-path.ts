import { type CollisionKey, collisionKeyOf } from '../../domain/trunk/number.js';
import type { DescribedParameter } from '../openapi/endpoint.js';
import { RequestProblem } from '../request-problem.js';

const shape = /^[\x20-\x7e]{1,64}$/;

/** What a number in a path looks like. */
export const numberParameter = {
  description:
    'The number; its plus may be written `+` or `%2B`. It may also be the extension `import`, whose path takes POST for ' +
    'the import besides.',
  schema: { type: 'string', minLength: 1, maxLength: 64, pattern: '^[ -~]+$' },
  example: '+15551234567',
} as const satisfies DescribedParameter;

/**
 * Reads a number out of a path as LiveKit would compare it, so that a plus may be lost on its way.
 * @throws {RequestProblem} for a text that is no number.
 */
export function readNumberInPath(text: string): CollisionKey {
  if (!shape.test(text)) throw new RequestProblem('phone_number_not_found');
  return collisionKeyOf(text);
}
