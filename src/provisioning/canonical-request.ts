import { noteNames } from '../trunks/notes.js';
import type { OperationOrigin } from '../trunks/operation.js';
import type { SetUpRequest } from '../trunks/set-up.js';

/** One text for one wish: two requests for a set-up are the same exactly when this is. */
export function canonicalRequest(
  origin: OperationOrigin,
  { settings, password, notes }: SetUpRequest,
): string {
  const { inboundAuthorization } = settings;
  return JSON.stringify([
    origin,
    settings.number.kind,
    settings.number.value,
    settings.nickname,
    settings.username,
    password.reveal(),
    settings.outboundAddress,
    settings.callingFormat,
    inboundAuthorization.digest,
    [...inboundAuthorization.allowed].sort(),
    settings.outboundProxy,
    settings.countryCode,
    settings.agentName,
    // Without notes it is what it was before there were any, since the hash of it is stored.
    ...(notes === undefined ? [] : noteNames.map((name) => notes[name])),
  ]);
}
