import { inboundTrunks, noPassword } from './collections.js';
import type { ObjectPart } from './part.js';

/** The inbound trunk. LiveKit accepts calls to its number from callers with the right credentials or addresses. */
export const inboundTrunk: ObjectPart = {
  kind: 'inbound',
  needsPassword: true,
  hasPassword: ({ settings }) => settings.inboundAuthorization.digest,
  desired: ({ settings: { number, username, inboundAuthorization }, sealedPassword }) => {
    const { digest, allowed } = inboundAuthorization;
    return [number.value, allowed, ...(digest ? [username, sealedPassword] : [])];
  },
  collection: ({ livekit, trunk, password }) => inboundTrunks(livekit, trunk, password),
  removable: (livekit, trunk) => inboundTrunks(livekit, trunk, noPassword),
};
