import { type FailureCode, failures } from '../../domain/failures.js';
import type { Contract } from '../../domain/operation/operation.js';
import { type ErrorEntry, wordsOf } from '../errors/error-entry.js';
import { isOfCarrier, statusOfFailure } from '../errors/failed-operations.js';
import { refusals, unavailableParts, unavailableStatus } from '../errors/refusals.js';
import { type RequestProblemCode, requestProblems } from '../request-problem.js';

/**
 * What an endpoint can name as its errors; `failed` is every failure of an operation that was taken back, `carrier_failed` every
 * one that only a carrier can cause.
 */
export type ErrorName =
  | RequestProblemCode
  | keyof typeof refusals
  | keyof typeof unavailableParts
  | 'failed'
  | 'carrier_failed';

/** An error as an endpoint's description lists it. */
export interface NamedError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** The errors behind a name, with the status and the words of a contract; null is `/v1`. */
export function errorsNamed(name: ErrorName, contract: Contract | null): readonly NamedError[] {
  if (name === 'failed') return failureCodes.filter((code) => !isOfCarrier(code)).map(failed);
  if (name === 'carrier_failed') return failureCodes.filter(isOfCarrier).map(failed);
  const entry = entries[name];
  const { status, message } = contract === null ? entry : wordsOf(entry, contract);
  return [{ status, code: name, message }];
}

/** What is said of a part that cannot be reached depends on what was asked for, so its remedy stands here. */
const entries: Readonly<Record<Exclude<ErrorName, 'failed' | 'carrier_failed'>, ErrorEntry>> = {
  ...requestProblems,
  ...refusals,
  temporal_unavailable: unavailable('temporal_unavailable'),
  database_unavailable: unavailable('database_unavailable'),
  capacity_unavailable: unavailable('capacity_unavailable'),
};

function unavailable(part: keyof typeof unavailableParts): ErrorEntry {
  const { remedy } = unavailableParts[part];
  return { status: unavailableStatus, message: remedy, remedy };
}

/** A number that LiveKit knows already is answered as `number_in_use`. */
const failureCodes = (Object.keys(failures) as FailureCode[]).filter((code) => code !== 'number_taken');

function failed(code: FailureCode): NamedError {
  return { status: statusOfFailure(code), code, message: failures[code].meaning };
}
