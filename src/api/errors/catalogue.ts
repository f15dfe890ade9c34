import { type FailureCode, factsOf, failures, type Solver } from '../../domain/failures.js';
import type { Contract, OperationFailure, OperationState } from '../../domain/operation/operation.js';
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
import { type ErrorCode, errorEntries, requestProblems } from './request-problem.js';

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
  /** The action by which the operator can solve it. Tenants are not shown it. */
  readonly operatorRemedy?: string;
  /** Who can remove the cause; null where nothing is wrong. */
  readonly solver: Solver | null;
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

/** The explanation that an answer about trouble has beside its message. */
export interface Help {
  readonly meaning: string;
  /** The action by which the caller can solve it. */
  readonly remedy: string;
  /** The same request can succeed later although nobody changes anything. */
  readonly retryable: boolean;
  /** The address of its documentation. */
  readonly docs: string;
}

/** Explains a failure of an operation to its caller. */
export function helpOfFailure(code: FailureCode): Help {
  const { meaning, remedy, retryable } = factsOf(code);
  return { meaning, remedy, retryable, docs: addressOfFailure(code) };
}

/** Explains an error of a server to its caller; null for an error of the request, whose message says all. */
export function helpOfError(code: ErrorCode): Help | null {
  const { status, message, remedy } = errorEntries[code];
  if (status < 500) return null;
  return { meaning: message, remedy, retryable: code !== 'internal', docs: `${errorsPath}#${code}` };
}

/** Gives what the operator of the service can do about an error; undefined when only its caller can do something. */
export function operatorRemedyAt(docs: unknown): string | undefined {
  operatorRemedies ??= new Map(
    errorCatalogue()
      .flatMap(({ entries }) => entries)
      .map(({ anchor, operatorRemedy }) => [`${errorsPath}#${anchor}`, operatorRemedy]),
  );
  return operatorRemedies.get(docs);
}

let operatorRemedies: Map<unknown, string | undefined> | undefined;

const statesWithoutFailure = {
  running: {
    meaning: 'The operation goes on; nothing has failed.',
    remedy: 'Read the operation until it has ended. The same request joins it.',
  },
  compensating: {
    meaning: 'A step failed, and the operation removes or restores what it worked on.',
    remedy: 'Read the operation until it has ended. Then it shows why it failed.',
  },
  succeeded: { meaning: 'The operation has succeeded.', remedy: 'Nothing needs to be done.' },
} as const;

/** Explains the state of an operation to its caller. */
export function helpOfState(state: OperationState, failure: Pick<OperationFailure, 'code'> | null): Help {
  if (failure !== null) return helpOfFailure(failure.code);
  const known = state === 'failed' ? 'compensating' : state;
  return { ...statesWithoutFailure[known], retryable: false, docs: `${errorsPath}#operation-${known}` };
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
    {
      title: 'Operations without a failure',
      explanation: 'What `meaning` and `remedy` of an operation say while it has no failure.',
      entries: Object.entries(statesWithoutFailure).map(([state, { meaning, remedy }]) => ({
        code: state,
        anchor: `operation-${state}`,
        status: state === 'succeeded' ? 200 : 202,
        messages: [meaning],
        remedy,
        solver: null,
        contracts: {},
      })),
    },
  ];
}

function entriesOf(errors: Readonly<Record<string, ErrorEntry>>): CatalogueEntry[] {
  return Object.entries(errors).map(([code, entry]) => {
    const { status, message, messages, remedy, operatorRemedy } = entry;
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
      ...(operatorRemedy === undefined ? {} : { operatorRemedy }),
      solver: solverOf(entry),
      contracts: { ...own('autocalls'), ...own('zudu') },
    };
  });
}

function solverOf({ solver, operatorRemedy }: Pick<ErrorEntry, 'solver' | 'operatorRemedy'>): Solver {
  return solver ?? (operatorRemedy === undefined ? 'caller' : 'operator');
}

const failureCodes = Object.keys(failures) as FailureCode[];

/** A number that LiveKit refuses has the answer of a number that the database knows to be taken. */
function failureEntry(code: FailureCode): CatalogueEntry {
  const { meaning, remedy, operatorRemedy } = factsOf(code);
  const common = {
    code,
    anchor: failureAnchor(code),
    messages: [meaning],
    remedy,
    ...(operatorRemedy === undefined ? {} : { operatorRemedy }),
    solver: solverOf(factsOf(code)),
  };
  if (code === 'number_in_use') {
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

/**
 * Gives everything that the documentation says about an error.
 * @param forOperators whether operators read it. The page that the service itself shows is for its callers.
 */
export function linesAbout(
  { status, messages, remedy, operatorRemedy, solver, contracts }: CatalogueEntry,
  forOperators: boolean,
): Line[] {
  const { autocalls, zudu } = contracts;
  return [
    { label: null, text: said(status, messages) },
    ...(autocalls === undefined
      ? []
      : [{ label: 'Autocalls', text: said(autocalls.status, autocalls.messages) }]),
    ...(zudu === undefined ? [] : [{ label: 'Zudu', text: said(zudu.status, zudu.messages) }]),
    { label: 'What to do', text: remedy },
    ...(solver === null ? [] : [{ label: 'Who can fix it', text: solvers[solver] }]),
    ...(forOperators && operatorRemedy !== undefined ? [{ label: 'Operators', text: operatorRemedy }] : []),
  ];
}

const solvers: Readonly<Record<Solver, string>> = {
  caller: 'the caller',
  operator: 'the operator of this service',
  either: 'the caller or the operator of this service',
};

function said(status: number, messages: readonly string[]): string {
  return `${status}: ${messages.map((message) => `“${message}”`).join(', ')}`;
}
