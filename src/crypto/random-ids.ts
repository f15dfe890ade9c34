import { randomBytes, randomInt } from 'node:crypto';
import type { ImportId } from '../domain/import/import.js';
import { largestTrunkId, type OperationId, type OrganizationId, Secret } from '../domain/values.js';

/** Makes an operation id from 128 random bits. It holds nothing personal. */
export function newOperationId(): OperationId {
  return `op_${randomBytes(16).toString('hex')}` as OperationId;
}

/** Makes an import id. */
export function newImportId(): ImportId {
  return `imp_${randomBytes(16).toString('hex')}` as ImportId;
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
