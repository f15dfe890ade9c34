import { randomBytes } from 'node:crypto';
import { largestTrunkId } from '../../src/domain/values.js';

/** The names that stand in paths. They belong to one organisation, or to nobody. */
export interface Names {
  readonly trunk: number;
  readonly number: string;
  readonly operation: string;
  readonly import: string;
  readonly testCall: string;
  readonly key: string;
}

/** The distance from one trunk's id to another that most likely nobody has, because ids are random. */
const farAway = 100_000_000;

/** Names of the same shape that nobody has. */
export function namesOfNobody(like: Names): Names {
  return {
    // An id beyond the largest would be refused without a query, and so faster than any other.
    trunk: like.trunk > largestTrunkId / 2 ? like.trunk - farAway : like.trunk + farAway,
    number: like.number.replace(/\d\d$/, '99'),
    operation: `op_${randomBytes(16).toString('hex')}`,
    import: `imp_${randomBytes(16).toString('hex')}`,
    testCall: `tc_${randomBytes(16).toString('hex')}`,
    key: `sk_${randomBytes(18).toString('base64url')}`,
  };
}
