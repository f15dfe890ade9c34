import type { KeyRing } from '../../crypto/secrets.js';
import type { Custody } from '../../domain/custody.js';
import type { Database } from '../database.js';
import type { KeyHolders } from '../keys/api-keys.js';
import { eraseOrganization, previewErasure } from './erasure.js';
import { reencrypt } from './reencryption.js';

/**
 * Creates the custody that works directly on the database.
 * @param holders the keys that this process remembers, if it serves requests.
 */
export function custodyOf(
  database: Database,
  keyRing: KeyRing,
  holders?: Pick<KeyHolders, 'forget'>,
): Custody {
  return {
    reencrypt: (after) => reencrypt(database, keyRing, after),
    previewErasure: (id, keepTrunks) => previewErasure(database, id, keepTrunks),
    async eraseOrganization(id, keepTrunks) {
      const erasure = await eraseOrganization(database, id, keepTrunks);
      holders?.forget();
      return erasure;
    },
  };
}
