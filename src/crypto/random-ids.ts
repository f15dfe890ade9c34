import { randomBytes, randomInt } from 'node:crypto';
import { largestTrunkId, type OperationId, type OrganizationId } from '../domain/ids.js';
import type { ImportId } from '../domain/import/import.js';
import { Secret } from '../domain/secret.js';

/** A new operation id: 128 random bits, nothing personal. */
export function newOperationId(): OperationId {
  return `op_${randomBytes(16).toString('hex')}` as OperationId;
}

/** A new import id. */
export function newImportId(): ImportId {
  return `imp_${randomBytes(16).toString('hex')}` as ImportId;
}

/** A new trunk's id: a random number that tells nothing. It is not unique by itself. */
export function newTrunkId(): number {
  return randomInt(1, largestTrunkId + 1);
}

/** A new organisation id. */
export function newOrganizationId(): OrganizationId {
  return `org_${randomBytes(12).toString('hex')}` as OrganizationId;
}

/** A password for SIP that nobody chooses: 192 random bits, with every kind of character that carriers ask for. */
export function newSipPassword(): Secret {
  return new Secret(`Aa1-${randomBytes(24).toString('base64url')}`);
}

/** The public half of a new API key. */
export function newPublicKeyId(): string {
  return `sk_${randomBytes(18).toString('base64url')}`;
}

/** The secret half of a new API key: 256 random bits. */
export function newApiSecret(): Secret {
  return new Secret(`s3cr3t_${randomBytes(32).toString('base64url')}`);
}
