import { type FailureCode, failures } from '../../domain/failures.js';
import type { Contract } from '../../domain/operation/operation.js';
import {
  autocallsFailed,
  type ErrorEntry,
  failedStatus,
  failureAnchor,
  isOfCarrier,
  refusals,
  statusOfFailure,
  wordsOf,
  zuduFailedChange,
  zuduFailedStep,
} from './refusals.js';
import { requestProblems } from './request-problem.js';

/** The address of the page of errors. */
export const errorsPath = '/docs/errors';

/** One error as the documentation shows it. */
export interface CatalogueEntry {
  readonly code: string;
  /** The anchor on {@link errorsPath}. */
  readonly anchor: string;
  readonly status: number;
  /** The messages; there are several when they depend on the kind of request. */
  readonly messages: readonly string[];
  readonly remedy: string;
  /** The contracts that use other words. */
  readonly contracts: Partial<Readonly<Record<Contract, { status: number; messages: readonly string[] }>>>;
}

/** Errors of one kind. */
export interface CatalogueSection {
  readonly title: string;
  readonly explanation: string;
  readonly entries: readonly CatalogueEntry[];
}

/** Gives the address of the documentation of a failure of an operation. */
export function addressOfFailure(code: FailureCode): string {
  return `${errorsPath}#${failureAnchor(code)}`;
}

/** Lists every error that a caller can get. */
export function errorCatalogue(): readonly CatalogueSection[] {
  return [
    {
      title: 'Requests that cannot be read or are not allowed',
      explanation:
        'Nothing was done and nothing was saved. The exception is `internal`, a defect, after which this is unknown.',
      entries: entriesOf(requestProblems),
    },
    {
      title: 'Requests that are refused',
      explanation:
        'Nothing was done. Only after `database_unavailable` the request may have been accepted; the same request with the same ' +
        '`Idempotency-Key` returns its answer. The answer names the fields that cannot be used.',
      entries: entriesOf(refusals),
    },
    {
      title: 'Operations that failed',
      explanation:
        'The operation was compensated before the answer, except parts that are `skipped`. `code` is the reason and ' +
        '`operation_id` the operation. `GET /v1/operations/{id}` shows the step that failed and the objects that were removed.',
      entries: failureCodes.map(failureEntry),
    },
  ];
}

function entriesOf(errors: Readonly<Record<string, ErrorEntry>>): CatalogueEntry[] {
  return Object.entries(errors).map(([code, entry]) => {
    const { status, message, messages, remedy } = entry;
    const own = (contract: Contract) => {
      if (entry.contracts?.[contract] === undefined) return {};
      const { status, message } = wordsOf(entry, contract);
      return { [contract]: { status, messages: [message] } };
    };
    return {
      code,
      anchor: code,
      status,
      messages: messages === undefined ? [message] : Object.values(messages),
      remedy,
      contracts: { ...own('autocalls'), ...own('zudu') },
    };
  });
}

const failureCodes = Object.keys(failures) as FailureCode[];

/** A number that LiveKit refuses has the answer of a number that the database knows to be taken. */
function failureEntry(code: FailureCode): CatalogueEntry {
  const { meaning, remedy } = failures[code];
  const common = { code, anchor: failureAnchor(code), messages: [meaning], remedy };
  if (code === 'number_taken') {
    const { status, message } = refusals.number_in_use;
    const words = { status, messages: [message] };
    return { ...common, status, contracts: { autocalls: words, zudu: words } };
  }
  if (isOfCarrier(code)) return { ...common, status: statusOfFailure(code), contracts: {} };
  return {
    ...common,
    status: failedStatus,
    contracts: {
      autocalls: { status: failedStatus, messages: Object.values(autocallsFailed) },
      zudu: { status: failedStatus, messages: [...Object.values(zuduFailedStep), zuduFailedChange] },
    },
  };
}

/** One line about an error, without markup. */
export interface Line {
  /** The contract, or the subject; null for what holds everywhere. */
  readonly label: string | null;
  readonly text: string;
}

/** Gives everything that the documentation says about an error. */
export function linesAbout({ status, messages, remedy, contracts }: CatalogueEntry): Line[] {
  const { autocalls, zudu } = contracts;
  return [
    { label: null, text: said(status, messages) },
    ...(autocalls === undefined
      ? []
      : [{ label: 'Autocalls', text: said(autocalls.status, autocalls.messages) }]),
    ...(zudu === undefined ? [] : [{ label: 'Zudu', text: said(zudu.status, zudu.messages) }]),
    { label: 'What to do', text: remedy },
  ];
}

function said(status: number, messages: readonly string[]): string {
  return `${status}: ${messages.map((message) => `“${message}”`).join(', ')}`;
}
