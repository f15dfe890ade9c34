import { type CipherKey, createCipheriv, createDecipheriv } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const authTagBytes = 16;

/** The length of a nonce. No two encryptions with one key may share one. */
export const nonceBytes = 12;

/**
 * Encrypts bytes with AES-256-GCM.
 * @param associated bytes that are authenticated but not stored: decryption needs the same ones
 * @returns the ciphertext with its authentication tag
 */
export function encrypt(key: CipherKey, nonce: Buffer, clear: Buffer, associated: Buffer): Buffer {
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: authTagBytes });
  cipher.setAAD(associated);
  return Buffer.concat([cipher.update(clear), cipher.final(), cipher.getAuthTag()]);
}

/** Decrypts what {@link encrypt} returned. @throws {Error} if the key or any of the bytes differ */
export function decrypt(key: CipherKey, nonce: Buffer, sealed: Buffer, associated: Buffer): Buffer {
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: authTagBytes });
  decipher.setAAD(associated);
  decipher.setAuthTag(sealed.subarray(-authTagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(0, -authTagBytes)), decipher.final()]);
}
