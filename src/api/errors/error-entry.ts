import type { Contract } from '../../domain/operation/operation.js';

/** What a contract says in its own words; what it leaves out is as everywhere. */
export interface ContractWords {
  readonly status?: number;
  readonly message?: string;
}

/** An error that a caller can get, declared once. `/v1` says it as it stands here. */
export interface ErrorEntry {
  /** The HTTP status, unless a contract documents another one. */
  readonly status: number;
  /** What is wrong, in a sentence that is safe to show to any caller. */
  readonly message: string;
  /** What the caller can do about it. */
  readonly remedy: string;
  /** Where a contract documents another status or other words. */
  readonly contracts?: Partial<Readonly<Record<Contract, ContractWords>>>;
}

/** Status and message of an error as a contract words it. */
export function wordsOf(
  { status, message, contracts }: ErrorEntry,
  contract: Contract,
): Required<ContractWords> {
  return { status, message, ...contracts?.[contract] };
}
