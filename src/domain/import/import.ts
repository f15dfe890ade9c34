import type { FailureCode } from '../failures.js';
import type { OperationId, OrganizationId } from '../ids.js';
import type { OperationState } from '../operation/operation.js';
import type { Unavailable } from '../operation/outcomes.js';
import type { SetUpRequest } from '../set-up/set-up.js';
import type { TrunkNumber } from '../trunk/number.js';
import type { Branded, TextForm } from '../values.js';

/** Names one import: `imp_` and 128 random bits. */
export type ImportId = Branded<string, 'ImportId'>;

const importIdShape = /^imp_[0-9a-f]{32}$/;

/** What an import's id looks like. */
export const importIdForm = {
  pattern: importIdShape.source,
  examples: ['imp_0123456789abcdef0123456789abcdef'],
} as const satisfies TextForm;

/** Tells whether a text from outside can be an import's id. */
export function isImportId(text: string): text is ImportId {
  return importIdShape.test(text);
}

/** So many trunks one import may have. */
export const mostLines = 10_000;

/** A trunk that is wanted, and the line of the file on which it stands, counted from 1. */
export interface ImportedTrunk {
  readonly line: number;
  readonly request: SetUpRequest;
}

/** A number, and the line of a file on which it stands. */
export interface NumberOnLine {
  readonly line: number;
  readonly number: TrunkNumber;
}

/** `finished`: every line has come to an end, good or bad. */
export const importStates = ['running', 'finished'] as const;
export type ImportState = (typeof importStates)[number];

/**
 * How a line stands that no operation works on. `refused`: its number was held when its turn came, or its password could not
 * be read any more.
 */
const lineStates = ['pending', 'refused', 'cancelled'] as const;
export type LineState = (typeof lineStates)[number];

/** Where a line stands: with its operation, or before or without one. */
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

/** Outcomes in which a line may be tried again. */
export const retriableOutcomes = ['failed', 'refused', 'cancelled'] as const satisfies readonly LineOutcome[];

/** Why a line was refused without an operation. */
export type LineRefusal = 'number_in_use' | 'already_exists' | 'password_unreadable' | 'internal';

/** How many lines stand where. */
export type LineCounts = Readonly<Record<LineOutcome, number>>;

/** An import as it can be read at any time. */
export interface ImportView {
  readonly id: ImportId;
  readonly state: ImportState;
  readonly total: number;
  readonly counts: LineCounts;
  readonly createdAt: Date;
  /** When somebody wanted no further line to be begun; null when nobody did. */
  readonly cancelledAt: Date | null;
  readonly finishedAt: Date | null;
}

/** An import's place in the list, which stays where it is when newer ones are begun. */
export type ImportPlace = Pick<ImportView, 'createdAt' | 'id'>;

/** Some of an organisation's imports, the newest first, and whether there are older ones. */
export interface ImportPart {
  readonly imports: readonly ImportView[];
  readonly more: boolean;
}

/** One line of the report. */
export interface ImportLineView {
  readonly line: number;
  readonly number: string;
  readonly outcome: LineOutcome;
  /** How often it was begun anew, counted from 1. */
  readonly attempt: number;
  readonly code: LineRefusal | FailureCode | null;
  /** Null while no operation was begun for it; of a trunk that was there already, the one that has set it up. */
  readonly operationId: OperationId | null;
  readonly trunkId: number | null;
}

/** Whose import it is, and which. */
export interface ImportName {
  readonly organizationId: OrganizationId;
  readonly id: ImportId;
}

/** What somebody wants imported, with every line checked. */
export interface ImportCommand {
  readonly organizationId: OrganizationId;
  /** The public id of the API key that the caller showed. */
  readonly requestedBy: string;
  readonly lines: readonly ImportedTrunk[];
  /** The file as it came: two requests are the same exactly when this is. */
  readonly text: string;
  /** The `Idempotency-Key` header; null when the caller sent none. */
  readonly idempotencyKey: string | null;
}

/** What the caller of an import is told. */
export type ImportAnswer =
  | { readonly kind: 'begun'; readonly view: ImportView }
  /** Somebody holds the numbers of these lines; who, is nobody's business. Nothing was begun. */
  | { readonly kind: 'numbers_in_use'; readonly lines: readonly number[] }
  | { readonly kind: 'idempotency_key_reused' }
  | Unavailable;

/** One call to try the lines of an import again, or to begin no further one. */
export interface ImportControl extends ImportName {
  /** The `Idempotency-Key` header; null when the caller sent none. */
  readonly idempotencyKey: string | null;
}

/** What every caller who steers an import can be told. */
export type ImportControlAnswer =
  | { readonly kind: 'controlled'; readonly view: ImportView }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'idempotency_key_reused' }
  | Unavailable;

/** What the caller of a cancellation is told. */
export type ImportCancelAnswer = ImportControlAnswer | { readonly kind: 'finished' };

/** What the caller of a retry is told. */
export type ImportRetryAnswer =
  | ImportControlAnswer
  | { readonly kind: 'still_running' }
  | { readonly kind: 'nothing_to_retry' };

/** The lines whose numbers somebody holds. */
export type HeldLines = { readonly kind: 'checked'; readonly lines: readonly number[] } | Unavailable;

/** The use cases around imports. */
export interface Imports {
  /** Looks whose numbers somebody holds; tells their lines. */
  heldLines(numbers: readonly NumberOnLine[]): Promise<HeldLines>;
  begin(command: ImportCommand): Promise<ImportAnswer>;
  /** Tries again every line that has failed, was refused or cancelled. */
  retry(control: ImportControl): Promise<ImportRetryAnswer>;
  /** Lets no further line begin; what is begun goes on. */
  cancel(control: ImportControl): Promise<ImportCancelAnswer>;
  find(name: ImportName): Promise<ImportView | null>;
  /** An organisation's imports behind a place, the newest first; at most `limit`. */
  list(
    organizationId: OrganizationId,
    part: { readonly after: ImportPlace | null; readonly limit: number },
  ): Promise<ImportPart>;
  /** The lines behind one, in their order; at most `limit`. */
  lines(id: ImportId, afterLine: number, limit: number): Promise<ImportLineView[]>;
}

/**
 * Sets up the trunk of one line, and waits for its end, but no longer than `waitMs`: a set-up that takes longer goes
 * on by itself and must not hold up the others. Doing it twice sets up one trunk, because the operation's id is in the
 * line.
 */
export type SetUpLine = (importId: ImportId, line: number, waitMs: number) => Promise<void>;
