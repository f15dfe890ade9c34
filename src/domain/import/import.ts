import type { Actor } from '../administration.js';
import type { FailureCode } from '../failures.js';
import type { TooManyConflicts } from '../limits.js';
import type { OperationState, Unavailable } from '../operation/operation.js';
import type { QuotaExceeded } from '../quotas.js';
import type { SetUpRequest } from '../set-up/set-up.js';
import type { NotOwned } from '../trunk/numbers/number-rules.js';
import type { CalledNumbers, TrunkSettings } from '../trunk/trunk.js';
import type { Branded, OperationId, OrganizationId, TextForm } from '../values.js';

/** The id of an import: `imp_` and 128 random bits. */
export type ImportId = Branded<string, 'ImportId'>;

const importIdShape = /^imp_[0-9a-f]{32}$/;

/** Describes the id of an import. */
export const importIdForm = {
  pattern: importIdShape.source,
  examples: ['imp_0123456789abcdef0123456789abcdef'],
} as const satisfies TextForm;

/** Tells whether a text from outside has the form of an import's id. */
export function isImportId(text: string): text is ImportId {
  return importIdShape.test(text);
}

/** The largest number of trunks in one import. */
export const mostLines = 10_000;

/** A requested trunk, and its line in the file, counted from 1. */
export interface ImportedTrunk {
  readonly line: number;
  readonly request: SetUpRequest;
}

/** The numbers of a trunk with their other forms, and its line in a file, counted from 1. */
export interface NumberOnLine extends CalledNumbers, Partial<Pick<TrunkSettings, 'inboundAuthorization'>> {
  readonly line: number;
}

/** The state of an import. `finished`: every line has a final outcome. */
export const importStates = ['running', 'finished'] as const;
export type ImportState = (typeof importStates)[number];

/**
 * The state of a line without an operation. `refused`: when the line started, its number was held or its password could not be
 * read any more.
 */
const lineStates = ['pending', 'refused', 'cancelled'] as const;
export type LineState = (typeof lineStates)[number];

/** The outcome of a line: the state of its operation, or the state of the line if it has none. */
export const lineOutcomes = [
  'pending',
  'running',
  'compensating',
  'succeeded',
  'failed',
  'refused',
  'cancelled',
] as const satisfies readonly (LineState | OperationState)[];
export type LineOutcome = (typeof lineOutcomes)[number];

/** The outcomes after which a line can be retried. */
export const retriableOutcomes = ['failed', 'refused', 'cancelled'] as const satisfies readonly LineOutcome[];

/** The reason why a line was refused without an operation. */
export type LineRefusal =
  | 'number_in_use'
  | 'already_exists'
  | 'password_unreadable'
  | 'quota_exceeded'
  | NotOwned['kind']
  | 'internal';

/** The number of lines by outcome. */
export type LineCounts = Readonly<Record<LineOutcome, number>>;

/** An import as it can be read at any time. */
export interface ImportView {
  readonly id: ImportId;
  readonly state: ImportState;
  readonly total: number;
  readonly counts: LineCounts;
  readonly createdAt: Date;
  /** When the import was cancelled, so that no further line starts; null when it was not. */
  readonly cancelledAt: Date | null;
  readonly finishedAt: Date | null;
}

/** The position of an import in the list. It stays the same when newer imports are added. */
export type ImportPlace = Pick<ImportView, 'createdAt' | 'id'>;

/** Some imports of an organisation, newest first. */
export interface ImportPart {
  readonly imports: readonly ImportView[];
  /** Whether there are older imports. */
  readonly more: boolean;
}

/** One line of the report. */
export interface ImportLineView {
  readonly line: number;
  readonly number: string;
  readonly outcome: LineOutcome;
  /** The number of the attempt, counted from 1. A retry of the line starts the next attempt. */
  readonly attempt: number;
  readonly code: LineRefusal | FailureCode | null;
  /** The operation of the line; null before there is one. If the trunk existed already, the operation that created it. */
  readonly operationId: OperationId | null;
  readonly trunkId: number | null;
}

/** Names an import and the organisation that must own it. */
export interface ImportName {
  readonly organizationId: OrganizationId;
  readonly id: ImportId;
}

/** One request to import trunks. Every line is checked. */
export interface ImportCommand {
  readonly organizationId: OrganizationId;
  readonly requestedBy: Actor;
  readonly lines: readonly ImportedTrunk[];
  /** The SHA-256 of the file with its format. Two requests are the same exactly when their files are equal. */
  readonly digest: string;
  /** The `Idempotency-Key` header; null when the caller sent none. */
  readonly idempotencyKey: string | null;
}

/** The answer to an import. */
export type ImportAnswer =
  | { readonly kind: 'begun'; readonly view: ImportView }
  /** The organization cannot take the numbers of these lines. Nothing was started. */
  | { readonly kind: 'numbers_refused'; readonly lines: readonly RefusedNumber[] }
  | TooManyConflicts
  | QuotaExceeded
  | { readonly kind: 'idempotency_key_reused' }
  | Unavailable;

/** One request to retry the lines of an import, or to cancel it. */
export interface ImportControl extends ImportName {
  readonly requestedBy: Actor;
  /** The `Idempotency-Key` header; null when the caller sent none. */
  readonly idempotencyKey: string | null;
}

/** The answers that the cancellation and the retry of an import have in common. */
export type ImportControlAnswer =
  | { readonly kind: 'controlled'; readonly view: ImportView }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'idempotency_key_reused' }
  | Unavailable;

/** The answer to a cancellation. */
export type ImportCancelAnswer = ImportControlAnswer | { readonly kind: 'finished' };

/** The answer to a retry. */
export type ImportRetryAnswer =
  | ImportControlAnswer
  | { readonly kind: 'still_running' }
  | { readonly kind: 'nothing_to_retry' };

/** A line whose number the organization cannot take, because somebody has it or because it is not its own. */
export interface RefusedNumber {
  readonly line: number;
  readonly code: 'number_in_use' | NotOwned['kind'];
}

/** The lines whose numbers the organization cannot take. */
export type RefusedNumbers =
  | { readonly kind: 'checked'; readonly lines: readonly RefusedNumber[] }
  | TooManyConflicts
  | Unavailable;

/** The use cases around imports. */
export interface Imports {
  /** Returns the lines whose numbers the organization cannot take: somebody has them, or they are not its own. */
  refusedNumbers(organizationId: OrganizationId, numbers: readonly NumberOnLine[]): Promise<RefusedNumbers>;
  /** Stores an import and starts it, unless a number is held. */
  begin(command: ImportCommand): Promise<ImportAnswer>;
  /** Retries every line that failed, was refused or was cancelled. */
  retry(control: ImportControl): Promise<ImportRetryAnswer>;
  /** Starts no further line. Lines that have started continue. */
  cancel(control: ImportControl): Promise<ImportCancelAnswer>;
  /** Reads an import; null when the organisation has no such import. */
  find(name: ImportName): Promise<ImportView | null>;
  /** Lists the imports of an organisation behind a position, newest first; null begins with the newest. At most `limit`. */
  list(
    organizationId: OrganizationId,
    part: { readonly after: ImportPlace | null; readonly limit: number },
  ): Promise<ImportPart>;
  /** Lists the lines after a line number, in the order of the file. At most `limit`. */
  lines(id: ImportId, afterLine: number, limit: number): Promise<ImportLineView[]>;
}

/**
 * Sets up the trunk of one line and waits for the completion, at most `waitMs` milliseconds. A set-up that takes longer continues
 * by itself, so that it does not delay the other lines. Two calls set up one trunk, because the line holds the operation's id.
 */
export type SetUpLine = (importId: ImportId, line: number, waitMs: number) => Promise<void>;
