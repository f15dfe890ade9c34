import { createHmac, hkdfSync, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Fingerprint } from '../domain/fingerprint.js';
import type { ImportId } from '../domain/import/import.js';
import type { TestCallId } from '../domain/test-call/test-call.js';
import {
  accountContext,
  type CarrierAccount,
  type CarrierPlan,
  type TrunkSpec,
} from '../domain/trunk/spec.js';
import {
  largestTrunkId,
  type OperationId,
  type OrganizationId,
  type SealedSecret,
  Secret,
} from '../domain/values.js';
import { decrypt, encrypt, nonceBytes } from './authenticated-encryption.js';

/** A 256-bit key with the id that ciphertexts contain. */
export interface EncryptionKey {
  readonly id: string;
  readonly material: Buffer;
}

/** No key of the ring opens a ciphertext: the key is missing, or the text or its context was altered. */
export class UnreadableSecretError extends Error {
  override readonly name = 'UnreadableSecretError';
}

/** Secrets are padded to whole blocks of so many bytes, so that a ciphertext does not show how long a password is. */
const blockBytes = 192;
/** The byte between a text and its padding of zeros. */
const endOfText = 0x80;

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

  /** The name of the key with which everything new is sealed. */
  get activeId(): string {
    return this.#active.id;
  }

  /** The beginning of everything that is sealed with the active key in the newest version. */
  get activePrefix(): string {
    return `s2.${this.#active.id}.`;
  }

  /**
   * Encrypts a secret with AES-256-GCM and a random 96-bit nonce. Every secret below 192 bytes has a ciphertext of the same length.
   * @param context the owner and the purpose. It is authenticated but not stored, so the ciphertext opens only with the same context.
   */
  seal(secret: Secret, context: string): SealedSecret {
    return this.#sealWith(randomBytes(nonceBytes), secret, context);
  }

  /**
   * Seals a secret anew with the active key, in the newest version; returns it unchanged if it is sealed so already. Equal
   * ciphertexts stay equal, because the nonce is derived from the old one: copies of a password are compared as ciphertexts.
   * @throws {UnreadableSecretError} if no key of the ring opens it
   */
  reseal(sealed: SealedSecret, context: string): SealedSecret {
    if (sealed.startsWith(this.activePrefix)) return sealed;
    const secret = this.open(sealed, context);
    const nonceKey = hkdfSync('sha256', this.#active.material, '', 'nonce of a resealed secret', 32);
    const digest = createHmac('sha256', Buffer.from(nonceKey)).update(`${context}\n${sealed}`).digest();
    return this.#sealWith(digest.subarray(0, nonceBytes), secret, context);
  }

  #sealWith(nonce: Buffer, secret: Secret, context: string): SealedSecret {
    const clear = padded(Buffer.from(secret.reveal()));
    const body = encrypt(this.#active.material, nonce, clear, associatedData('s2', context));
    return `${this.activePrefix}${nonce.toString('base64url')}.${body.toString('base64url')}` as SealedSecret;
  }

  /** Decrypts a secret. @param context the context with which it was sealed @throws {UnreadableSecretError} */
  open(sealed: SealedSecret, context: string): Secret {
    const [version, keyId, nonce, body] = sealed.split('.');
    const key = this.#byId.get(keyId ?? '');
    if (
      (version !== 's1' && version !== 's2') ||
      key === undefined ||
      nonce === undefined ||
      body === undefined
    ) {
      throw new UnreadableSecretError(`No key of the ring has the id "${keyId ?? ''}".`);
    }
    try {
      const bytes = Buffer.from(body, 'base64url');
      const data = associatedData(version, context);
      const clear = decrypt(key.material, Buffer.from(nonce, 'base64url'), bytes, data);
      return new Secret((version === 's1' ? clear : unpadded(clear)).toString('utf8'));
    } catch (cause) {
      throw new UnreadableSecretError(`The secret does not open with the key "${key.id}".`, { cause });
    }
  }
}

/** Secrets of the first version, which earlier releases sealed, have no padding. Its name is bound since the second one. */
function associatedData(version: 's1' | 's2', context: string): Buffer {
  return Buffer.from(version === 's1' ? context : `${version}\n${context}`);
}

function padded(text: Buffer): Buffer {
  const length = Math.ceil((text.length + 1) / blockBytes) * blockBytes;
  const block = Buffer.alloc(length);
  text.copy(block);
  block[text.length] = endOfText;
  return block;
}

function unpadded(block: Buffer): Buffer {
  return block.subarray(0, block.lastIndexOf(endOfText));
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

/**
 * HMAC-SHA-256 with a secret that is not in the database. A fast hash is right for API keys: nobody can guess 256 random bits, and a
 * slow hash would delay every request. For fingerprints of requests, the secret prevents a reader of the database from guessing
 * weak SIP passwords.
 */
export class KeyedHash {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  /** Returns the hash of a text in hexadecimal. @param purpose separates hashes of different things */
  of(purpose: string, text: string): string {
    return createHmac('sha256', this.#key).update(`${purpose}\n${text}`).digest('hex');
  }

  /** Returns the fingerprint of a request. @param text the canonical text of the request */
  fingerprintOf(purpose: string, text: string): Fingerprint {
    return this.of(purpose, text) as Fingerprint;
  }

  /** Tells whether a text has this hash. The time does not depend on where the hashes differ. */
  matches(purpose: string, text: string, expected: string): boolean {
    const actual = Buffer.from(this.of(purpose, text), 'hex');
    const given = Buffer.from(expected, 'hex');
    return actual.length === given.length && timingSafeEqual(actual, given);
  }
}

/** Makes an operation id from 128 random bits. It holds nothing personal. */
export function newOperationId(): OperationId {
  return `op_${randomBytes(16).toString('hex')}` as OperationId;
}

/** Makes an import id. */
export function newImportId(): ImportId {
  return `imp_${randomBytes(16).toString('hex')}` as ImportId;
}

/** Makes the id of a test call. */
export function newTestCallId(): TestCallId {
  return `tc_${randomBytes(16).toString('hex')}` as TestCallId;
}

/** Makes the id of a trunk: a random number, so that it reveals nothing. It is not unique by itself. */
export function newTrunkId(): number {
  return randomInt(1, largestTrunkId + 1);
}

/** Makes an organisation id. */
export function newOrganizationId(): OrganizationId {
  return `org_${randomBytes(12).toString('hex')}` as OrganizationId;
}

/** Makes a SIP password from 192 random bits. It has every kind of character that carriers require. */
export function newSipPassword(): Secret {
  return new Secret(`Aa1-${randomBytes(24).toString('base64url')}`);
}

/** Makes the public half of an API key. */
export function newPublicKeyId(): string {
  return `sk_${randomBytes(18).toString('base64url')}`;
}

/** Makes the secret half of an API key from 256 random bits. */
export function newApiSecret(): Secret {
  return new Secret(`s3cr3t_${randomBytes(32).toString('base64url')}`);
}
