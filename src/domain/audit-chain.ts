/** The end of the chain of entries: the position of the last sealed entry, and its hash. */
export interface AuditHead {
  readonly position: number;
  readonly hash: string;
}

/** The head of a chain without entries. */
export const emptyHead: AuditHead = { position: 0, hash: '' };

/** A deviation from the chain. */
export type ChainProblem =
  /** The entries between two positions are missing, both included. */
  | { readonly kind: 'missing'; readonly from: number; readonly to: number }
  /** The entry was changed, or stands in the place of another one. */
  | { readonly kind: 'changed'; readonly position: number };

/** The verification of a part of the chain. */
export interface VerifiedPart {
  /** The last entry of the part. The next part begins after it. */
  readonly head: AuditHead;
  readonly problems: readonly ChainProblem[];
  /** The entries that are not sealed yet; null while there are more parts. */
  readonly unsealed: number | null;
}
