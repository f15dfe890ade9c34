import type { Actor } from './administration.js';
import { operationKinds } from './operation/operation.js';
import { resolutionActions } from './operation/resolve.js';
import type { OrganizationId } from './values.js';

/** Who reads payloads in clear through the codec server: whoever has its token. */
export interface CodecReader {
  readonly kind: 'codec';
  /** The address of the client; null when it is not known. */
  readonly address: string | null;
}

/** Who acts: a key, a command on the computer of the service, a reader of the codec server, or Trunkline by itself. */
export type AuditActor = Actor | CodecReader | 'administration' | 'trunkline';

/** Everything that is recorded. An operation is recorded under its kind, once when it is accepted and once when it ends. */
export const auditActions = [
  ...operationKinds,
  'cancel_operation',
  ...resolutionActions.map((action) => `${action}_part` as const),
  'act_on_operations',
  'begin_import',
  'retry_import',
  'cancel_import',
  'export_trunks',
  'export_import_report',
  'create_key',
  'rotate_key',
  'revoke_key',
  'create_organization',
  'suspend_organization',
  'resume_organization',
  'erase_organization',
  'change_quotas',
  'reencrypt_secrets',
  'decode_payloads',
  'place_test_call',
  'begin_reconciliation',
  'assign_numbers',
  'unassign_numbers',
  'prove_number',
  'release_number',
] as const;
export type AuditAction = (typeof auditActions)[number];

/** `accepted`: the act was requested, and is carried out from now on. */
export const auditResults = ['accepted', 'succeeded', 'failed'] as const;
export type AuditResult = (typeof auditResults)[number];

/** Further facts about an act. They hold no secret, no number and no name of a customer. */
export type AuditDetails = Readonly<Record<string, string>>;

/** An act to be recorded. */
export interface Act {
  readonly by: AuditActor;
  readonly action: AuditAction;
  /** The organisation that the act concerns; null when it concerns none or all. */
  readonly organizationId: OrganizationId | null;
  /** The id of what the act changes or reads: an operation, an import, a key or an organisation. Null when there is none. */
  readonly subject: string | null;
  readonly result: AuditResult;
  readonly details?: AuditDetails;
}

/** Records an act. It resolves when the entry is stored. */
export type RecordAct = (act: Act) => Promise<void>;

/** Who acted, as it is stored. The key of an operator belongs to no organisation. */
export const actorKinds = ['key', 'operator', 'administration', 'codec', 'trunkline'] as const;

/** An entry of the audit log. */
export interface AuditEntry extends Omit<Act, 'by' | 'details'> {
  readonly id: string;
  readonly at: Date;
  readonly actor: {
    readonly kind: (typeof actorKinds)[number];
    /** The public id of the key; null without one. */
    readonly key: string | null;
    readonly address: string | null;
  };
  readonly details: AuditDetails;
  /** The place in the chain, counted from 1; null until the entry is sealed, a few seconds after the act. */
  readonly position: number | null;
}

/** The entries that a request selects. Null selects all. */
export interface AuditFilter {
  readonly organizationId: OrganizationId | null;
  readonly action: AuditAction | null;
  /** The public id of a key. */
  readonly key: string | null;
  readonly subject: string | null;
  readonly since: Date | null;
  readonly until: Date | null;
}

/** The place of an entry in lists. */
export type AuditPlace = Pick<AuditEntry, 'at' | 'id'>;

/** A part of a list of entries, newest first. */
export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** The place of the last entry when there are more. */
  readonly next: AuditPlace | null;
}
