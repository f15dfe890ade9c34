import { randomBytes } from 'node:crypto';
import { largestTrunkId } from '../../src/domain/ids.js';

/** What stands in paths: an organisation's own, or what nobody has. */
export interface Names {
  readonly trunk: number;
  readonly number: string;
  readonly operation: string;
  readonly import: string;
}

/** From one trunk's id to another that nobody is likely to have drawn. */
const farAway = 100_000_000;

/** Names in the shape of an estate's, which nobody has. */
export function namesOfNobody(like: Names): Names {
  return {
    // An id beyond the largest would be denied without a look into the database, sooner than any other.
    trunk: like.trunk > largestTrunkId / 2 ? like.trunk - farAway : like.trunk + farAway,
    number: like.number.replace(/\d\d$/, '99'),
    operation: `op_${randomBytes(16).toString('hex')}`,
    import: `imp_${randomBytes(16).toString('hex')}`,
  };
}
