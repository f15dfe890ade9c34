import { operationStatusOf, type Sight, wrongsOf } from '../laboratory/all-or-nothing.js';
import type { Success } from './callers.js';

/** Everything that must not be once a soak has settled: a world that is not all or nothing, or a lost success. */
export function violationsIn(sight: Sight, successes: readonly Success[]): string[] {
  return [...wrongsOf(sight), ...successes.flatMap((success) => lost(sight, success))];
}

function lost(sight: Sight, { number, inboundTrunkId, recordId }: Success): string[] {
  const { status, account } = operationStatusOf(sight, number);
  if (status !== 'whole') return [`a caller was told of success, but ${account}`];
  const row = sight.trunks.find(({ phone_number: other }) => other === number);
  const isTheOne =
    (inboundTrunkId === null || row?.inbound_trunk_id === inboundTrunkId) &&
    (recordId === null || String(row?.id) === recordId);
  return isTheOne ? [] : [`a caller was told of ${inboundTrunkId ?? recordId}, but ${account}`];
}
