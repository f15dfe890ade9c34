import { operationStatusOf, type Snapshot, violationsOf } from '../laboratory/all-or-nothing.js';
import type { Success } from './callers.js';

/** Lists every violation after a soak has settled: broken trunks, and successes whose trunk is missing. */
export function violationsIn(snapshot: Snapshot, successes: readonly Success[]): string[] {
  return [...violationsOf(snapshot), ...successes.flatMap((success) => lost(snapshot, success))];
}

function lost(snapshot: Snapshot, { number, inboundTrunkId, recordId }: Success): string[] {
  const { status, account } = operationStatusOf(snapshot, number);
  if (status !== 'whole') return [`a caller got a success, but ${account}`];
  const row = snapshot.trunks.find(({ phone_number: other }) => other === number);
  const isTheOne =
    (inboundTrunkId === null || row?.inbound_trunk_id === inboundTrunkId) &&
    (recordId === null || String(row?.id) === recordId);
  return isTheOne ? [] : [`a caller got ${inboundTrunkId ?? recordId}, but ${account}`];
}
