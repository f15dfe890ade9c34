import { noPassword, outboundTrunks } from './collections.js';
import type { ObjectPart } from './part.js';

/** The outbound trunk. It sends calls from its number to the carrier's address with its credentials. */
export const outboundTrunk: ObjectPart = {
  kind: 'outbound',
  needsPassword: true,
  hasPassword: () => true,
  desired: ({ settings: { number, outboundAddress, username }, sealedPassword }) => [
    number.value,
    outboundAddress,
    username,
    sealedPassword,
  ],
  collection: ({ livekit, trunk, password }) => outboundTrunks(livekit, trunk, password),
  removable: (livekit, trunk) => outboundTrunks(livekit, trunk, noPassword),
};
