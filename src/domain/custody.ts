import type { OrganizationId } from './values.js';

/** The result of re-encrypting some of the stored secrets. */
export interface ReencryptedBatch {
  /** How many secrets were sealed anew with the active key. */
  readonly resealed: number;
  /** How many secrets no key of the ring opens. They stay as they are. */
  readonly unreadable: number;
  /** Where the next batch begins; null after the last one. */
  readonly next: string | null;
}

/** The data about an organization that an erasure would delete, or that prevents it. */
export interface ErasurePreview {
  readonly organizationId: OrganizationId;
  readonly name: string;
  /** Trunks that exist. They prevent an erasure, unless they are to be kept. */
  readonly trunks: number;
  /** Operations, imports and test calls that have not finished. They always prevent an erasure. */
  readonly unfinished: number;
  /** Operations that would be deleted, with their steps, idempotency keys and revisions. */
  readonly operations: number;
  readonly imports: number;
  readonly keys: number;
}

/** The progress of an erasure. */
export interface Erasure {
  /** How many operations this call has deleted. */
  readonly erased: number;
  /** False while data is left: the caller asks again. */
  readonly done: boolean;
}

/**
 * The custody of stored secrets and personal data by an operator. Long work is done in batches, each in a transaction of its own.
 * Work that was interrupted is completed by doing it again.
 */
export interface Custody {
  /** Seals some secrets anew with the active key. @param after `next` of the batch before; null begins */
  reencrypt(after: string | null): Promise<ReencryptedBatch>;
  /**
   * Counts what an erasure would delete.
   * @param keepTrunks whether the trunks that exist stay, with their operations and revisions, the keys and the organization itself
   * @throws {AdministrationError} for an unknown organization
   */
  previewErasure(id: OrganizationId, keepTrunks: boolean): Promise<ErasurePreview>;
  /**
   * Deletes some of an organization's data, and at last the organization.
   * @throws {AdministrationError} for an unknown organization, and while something prevents the erasure
   */
  eraseOrganization(id: OrganizationId, keepTrunks: boolean): Promise<Erasure>;
}
