import type { Holder, Intent } from '../../database/operations/set-up.js';

/** The vendor calls a trunk a duplicate when number, username and address agree. */
export function namesTheSameAccount(holder: Holder, intent: Pick<Intent, 'request'>): boolean {
  const theirs = holder.trunk ?? holder.request?.settings;
  const ours = intent.request.settings;
  return (
    theirs !== undefined &&
    theirs.number.value === ours.number.value &&
    theirs.username === ours.username &&
    theirs.outboundAddress === ours.outboundAddress
  );
}
