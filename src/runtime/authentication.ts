import type { Authenticate } from '../api/http/request.js';
import type { KeyHolders } from '../database/keys/api-keys.js';
import type { RateLimits } from '../domain/limits.js';

/**
 * Finds keys, and limits how many that are not valid a client may try. A key that this process has found before is not
 * concerned: its owner goes on while somebody guesses from the same address. The other keys of a client are looked up
 * one after the other, so that a burst of guesses is not looked up before the first one has failed.
 */
export function guardedAuthentication(
  keyHolders: Pick<KeyHolders, 'find'>,
  rateLimits: RateLimits,
): Authenticate {
  const lastOf = new Map<string, Promise<unknown>>();
  return async (credentials, client) => {
    const publicId = credentials.style === 'pair' ? credentials.publicId : null;
    const known = await keyHolders.find(credentials.secret, publicId, true);
    if (known !== null) return known;
    const attempt = async () => {
      const failures = rateLimits.check('failed_authentication', client);
      if (failures?.allowed === false) return { failures };
      const key = await keyHolders.find(credentials.secret, publicId);
      if (key === null) rateLimits.count('failed_authentication', client);
      return key;
    };
    const found = (lastOf.get(client) ?? Promise.resolve()).then(attempt, attempt);
    lastOf.set(client, found);
    try {
      return await found;
    } finally {
      if (lastOf.get(client) === found) lastOf.delete(client);
    }
  };
}
