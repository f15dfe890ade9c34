import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  accountContext,
  type CarrierAccount,
  type CarrierPlan,
  type TrunkSpec,
} from '../domain/trunk/spec.js';
import { type SealedSecret, Secret } from '../domain/values.js';

/** A 256-bit key with the id that ciphertexts contain. */
export interface EncryptionKey {
  readonly id: string;
  readonly material: Buffer;
}

/** No key of the ring opens a ciphertext: the key is missing, or the text or its context was altered. */
export class UnreadableSecretError extends Error {
  override readonly name = 'UnreadableSecretError';
}

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const authTagBytes = 16;

/** Seals secrets with its first key, and opens ciphertexts of all its keys, so that keys can be rotated. */
export class KeyRing {
  readonly #active: EncryptionKey;
  readonly #byId: ReadonlyMap<string, EncryptionKey>;

  /** @throws {RangeError} if there is no key */
  constructor(keys: readonly EncryptionKey[]) {
    const [active] = keys;
    if (active === undefined) throw new RangeError('A key ring needs at least one key.');
    this.#active = active;
    this.#byId = new Map(keys.map((key) => [key.id, key]));
  }

  /**
   * Encrypts a secret with AES-256-GCM and a random 96-bit nonce.
   * @param context the owner and the purpose. It is authenticated but not stored, so the ciphertext opens only with the same context.
   */
  seal(secret: Secret, context: string): SealedSecret {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv(algorithm, this.#active.material, iv, { authTagLength: authTagBytes });
    cipher.setAAD(Buffer.from(context));
    const body = Buffer.concat([cipher.update(secret.reveal(), 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return ['s1', this.#active.id, iv.toString('base64url'), body.toString('base64url')].join(
      '.',
    ) as SealedSecret;
  }

  /** Decrypts a secret. @param context the context with which it was sealed @throws {UnreadableSecretError} */
  open(sealed: SealedSecret, context: string): Secret {
    const [version, keyId, iv, body] = sealed.split('.');
    const key = this.#byId.get(keyId ?? '');
    if (version !== 's1' || key === undefined || iv === undefined || body === undefined) {
      throw new UnreadableSecretError(`No key of the ring has the id "${keyId ?? ''}".`);
    }
    const bytes = Buffer.from(body, 'base64url');
    try {
      const decipher = createDecipheriv(algorithm, key.material, Buffer.from(iv, 'base64url'), {
        authTagLength: authTagBytes,
      });
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(bytes.subarray(-authTagBytes));
      const clear = Buffer.concat([decipher.update(bytes.subarray(0, -authTagBytes)), decipher.final()]);
      return new Secret(clear.toString('utf8'));
    } catch (cause) {
      throw new UnreadableSecretError(`The secret does not open with the key "${key.id}".`, { cause });
    }
  }
}

/** The set-up to which an account is bound. */
type AccountOwner = Pick<TrunkSpec, 'organizationId' | 'operationId'>;

const clearAccount = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue('The text is not JSON.');
      return z.NEVER;
    }
  })
  .pipe(z.tuple([z.string(), z.string()]));

/** Seals both halves of a carrier account together, for one set-up and its trunk. */
export function sealAccount(
  keyRing: KeyRing,
  { sid, token }: CarrierAccount,
  owner: AccountOwner,
): SealedSecret {
  return keyRing.seal(new Secret(JSON.stringify([sid, token.reveal()])), accountContext(owner));
}

/** Opens a sealed carrier account. @throws {UnreadableSecretError} if no key opens it, or if it is not stored any more */
export function openAccount(
  keyRing: KeyRing,
  { sealedAccount: sealed }: Pick<CarrierPlan, 'sealedAccount'>,
  owner: AccountOwner,
): CarrierAccount {
  if (sealed === undefined) throw new UnreadableSecretError('The account was deleted with its trunk.');
  const clear = clearAccount.safeParse(keyRing.open(sealed, accountContext(owner)).reveal());
  if (!clear.success) throw new UnreadableSecretError('The sealed text is not an account.');
  const [sid, token] = clear.data;
  return { sid, token: new Secret(token) };
}
