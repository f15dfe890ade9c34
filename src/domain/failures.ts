/** The part of the system in which a failure occurred. */
export const components = ['livekit', 'carrier', 'database', 'temporal', 'trunkline'] as const;
export type Component = (typeof components)[number];

/** Classifies a failed request to another system. It decides whether the request is sent again. */
export interface FailedRequest {
  readonly code: FailureCode;
  /** The same request can succeed later although nobody changes anything. */
  readonly transient: boolean;
  /** The outcome is ambiguous: the request may have been carried out although it failed. */
  readonly mayHaveApplied: boolean;
}

/**
 * The time within which another system must answer, in milliseconds. An attempt may get less, because the time budget of its
 * operation runs out. Its time-out then says nothing about the other system, so the operation reports the cause of an earlier
 * attempt.
 */
export const fairAttemptMs = 2_000;

/** Who can remove the cause of an error: its caller, the operator of the service, or either. */
export type Solver = 'caller' | 'operator' | 'either';

/** The facts about a failure. */
export interface FailureEntry {
  readonly component: Component;
  /** Whether the same request can succeed later although nobody changes anything. */
  readonly retryable: boolean;
  /** Set if the request itself is wrong, so that its sender must change it. */
  readonly ofRequest?: true;
  /** A sentence that says what happened. Any caller may see it. */
  readonly meaning: string;
  /** A sentence that says what the caller can do. It names no setting of the service. */
  readonly remedy: string;
  /** A sentence that says what the operator of the service can do; absent if only the caller can do something. */
  readonly operatorRemedy?: string;
  /** Given where it is not the operator if there is an `operatorRemedy`, and else the caller. */
  readonly solver?: Solver;
}

const sendAgain = 'Send the same request again, with the same Idempotency-Key if it had one.';
const waitForOperator =
  'Ask the operator of this service to repair it, then retry the operation: POST /v1/operations/{id}/retry.';

/**
 * Every reason for which an operation can fail, declared once. No text of LiveKit or Temporal is repeated here or to a caller,
 * because the text of LiveKit's 401 contains the access token.
 */
export const failures = {
  livekit_unreachable: {
    component: 'livekit',
    retryable: true,
    meaning: 'LiveKit could not be reached.',
    remedy: sendAgain,
    operatorRemedy: 'Check that livekit-server runs at LIVEKIT_URL.',
  },
  livekit_timeout: {
    component: 'livekit',
    retryable: true,
    meaning: 'LiveKit did not answer in time.',
    remedy: sendAgain,
    operatorRemedy: 'Check the load of livekit-server and its Redis.',
  },
  livekit_fault: {
    component: 'livekit',
    retryable: true,
    meaning: 'LiveKit answered with a server error.',
    remedy: sendAgain,
    operatorRemedy: 'Check the log of livekit-server and that its Redis accepts writes.',
  },
  livekit_throttled: {
    component: 'livekit',
    retryable: true,
    meaning: 'LiveKit refused the request because of its rate limit.',
    remedy: 'Wait a little and send the same request again.',
  },
  livekit_refused: {
    component: 'livekit',
    retryable: false,
    meaning: 'LiveKit refused the request as invalid.',
    remedy: waitForOperator,
    operatorRemedy: 'Open the step in the Temporal UI: the request must change, or Trunkline has a defect.',
  },
  livekit_credentials: {
    component: 'livekit',
    retryable: false,
    meaning: 'LiveKit does not accept the API key of this service.',
    remedy: waitForOperator,
    operatorRemedy: 'Check LIVEKIT_API_KEY and LIVEKIT_API_SECRET, and that the clocks agree.',
  },
  livekit_wrong_endpoint: {
    component: 'livekit',
    retryable: false,
    meaning: 'The server at LIVEKIT_URL does not offer the LiveKit SIP API.',
    remedy: waitForOperator,
    operatorRemedy: 'Check LIVEKIT_URL, the version of livekit-server and any proxy in front of it.',
  },
  livekit_without_redis: {
    component: 'livekit',
    retryable: false,
    meaning: 'livekit-server runs without Redis, which its SIP API needs.',
    remedy: waitForOperator,
    operatorRemedy: 'Configure Redis for livekit-server.',
  },
  livekit_echo_mismatch: {
    component: 'livekit',
    retryable: false,
    meaning: 'LiveKit stored an object that does not match the request.',
    remedy: waitForOperator,
    operatorRemedy: 'Check that the version of livekit-server is supported.',
  },
  livekit_object_missing: {
    component: 'livekit',
    retryable: false,
    meaning: 'A part of the trunk is no longer in LiveKit, so it cannot be changed.',
    remedy: 'Ask the operator of this service to repair the trunk, then send the same request again.',
    operatorRemedy: 'Run a reconciliation that repairs: trunkline reconcile --repair.',
  },
  number_in_use: {
    component: 'livekit',
    retryable: false,
    meaning: 'Another trunk in the LiveKit project already answers to this number.',
    remedy: 'Use another number, or delete the trunk that has this one.',
    operatorRemedy: 'Remove the other trunk from LiveKit. A reconciliation names it.',
    solver: 'either',
  },
  target_not_public: {
    component: 'trunkline',
    retryable: false,
    meaning: 'The SIP server is in a private network, where this service does not call.',
    remedy: 'Name a SIP server with a public address.',
    operatorRemedy: 'Set ALLOW_PRIVATE_TARGETS if the private network may be called.',
    solver: 'either',
  },
  target_unresolved: {
    component: 'trunkline',
    retryable: true,
    meaning: 'The address of the SIP server could not be found.',
    remedy: 'Check the host name of the SIP server, then send the same request again.',
    operatorRemedy: 'Check the DNS server of the worker.',
    solver: 'either',
  },
  carrier_credentials_refused: {
    component: 'carrier',
    retryable: false,
    ofRequest: true,
    meaning: "The carrier does not accept the account's credentials.",
    remedy:
      "Check account_sid and auth_token in the carrier's console, and that the account is neither suspended nor closed, then send the request again.",
  },
  carrier_number_not_found: {
    component: 'carrier',
    retryable: false,
    ofRequest: true,
    meaning: 'The phone number does not belong to the account at the carrier.',
    remedy:
      'Check the number and the account: a subaccount has its own numbers. Then send the request again.',
  },
  carrier_number_without_voice: {
    component: 'carrier',
    retryable: false,
    ofRequest: true,
    meaning: 'The carrier says that the phone number cannot be used for calls.',
    remedy: 'Use a number that can be called.',
  },
  carrier_refused: {
    component: 'carrier',
    retryable: false,
    meaning: 'The carrier refused to connect the phone number.',
    remedy: 'Check that the account may use SIP trunks (Twilio: Elastic SIP Trunking, Plivo: Zentrunk).',
    operatorRemedy: "Open the step in the Temporal UI, which shows the carrier's code.",
    solver: 'either',
  },
  carrier_unexpected_answer: {
    component: 'carrier',
    retryable: false,
    meaning: 'The carrier sent an answer that Trunkline does not understand.',
    remedy: waitForOperator,
    operatorRemedy:
      "Check the addresses of the carrier's API in the configuration, and any proxy in front of it.",
  },
  carrier_unreachable: {
    component: 'carrier',
    retryable: true,
    meaning: 'The carrier could not be reached, did not answer in time or answered with a server error.',
    remedy: "Check the carrier's status page, then send the same request again.",
    operatorRemedy: 'Check that this service may reach the API of the carrier.',
  },
  carrier_throttled: {
    component: 'carrier',
    retryable: true,
    meaning: 'The carrier refused the request because of its rate limit.',
    remedy: 'Wait a little and send the same request again.',
  },
  carrier_off: {
    component: 'carrier',
    retryable: false,
    meaning: 'The worker that ran the operation is not allowed to reach the carrier.',
    remedy: waitForOperator,
    operatorRemedy: 'Name the carrier in CARRIERS for every gateway and every worker.',
  },
  database_fault: {
    component: 'database',
    retryable: true,
    meaning: 'The record could not be written to the database.',
    remedy: sendAgain,
    operatorRemedy: 'Check that the database runs and has free space.',
  },
  password_unreadable: {
    component: 'trunkline',
    retryable: false,
    meaning: 'The stored SIP password cannot be decrypted by this worker.',
    remedy: 'Send the request again with its password.',
    operatorRemedy: 'Give the worker the same TRUNKLINE_ENCRYPTION_KEYS as the gateway.',
    solver: 'either',
  },
  out_of_time: {
    component: 'trunkline',
    retryable: true,
    meaning: 'The operation did not finish within its time budget.',
    remedy: sendAgain,
    operatorRemedy: 'Check the load of LiveKit, of the database and of the workers.',
  },
  cancelled: {
    component: 'trunkline',
    retryable: true,
    meaning: 'The operation was cancelled before it completed.',
    remedy: 'Send the same request again if you still need it.',
  },
  internal: {
    component: 'trunkline',
    retryable: false,
    meaning: 'The operation failed for a reason that Trunkline does not know.',
    remedy: 'Report it to the operator of this service, with the id of the operation.',
    operatorRemedy: 'Open its workflow in the Temporal UI and report the defect.',
  },
} as const satisfies Record<string, FailureEntry>;

/** The code of a failure, as operations report it. */
export type FailureCode = keyof typeof failures;

/** Returns the facts about a failure. */
export function factsOf(code: FailureCode): FailureEntry {
  return failures[code];
}

/** Tells whether a text, for example the type of an error in a workflow's history, is a known failure code. */
export function isFailureCode(text: string): text is FailureCode {
  return Object.hasOwn(failures, text);
}

/** Classifies a failed request to a carrier. */
export type CarrierProblemKind =
  /** The requested object does not exist. */
  { readonly kind: 'gone' } | ({ readonly kind: 'failure' } & FailedRequest);

/**
 * A failed and classified request to a carrier. Its message holds no text of the carrier, because that may repeat parts of the
 * request.
 */
export class CarrierProblem extends Error {
  override readonly name = 'CarrierProblem';

  constructor(
    readonly problem: CarrierProblemKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** The failure code that an operation reports. */
  get code(): FailureCode {
    return this.problem.kind === 'failure' ? this.problem.code : 'carrier_refused';
  }
}

/**
 * Classifies a failed request to LiveKit. `conflict`: another object prevents it, perhaps one that the same operation created.
 * `gone`: the object does not exist. Everything else has a failure code. It also says whether another attempt can succeed, and
 * whether the outcome is ambiguous.
 */
export type ProblemKind =
  | { readonly kind: 'conflict' }
  | { readonly kind: 'gone' }
  | ({ readonly kind: 'failure' } & FailedRequest);

/** A failed and classified request to LiveKit. Its message is safe to log: the text of LiveKit's 401 holds a token and is left out. */
export class LiveKitProblem extends Error {
  override readonly name = 'LiveKitProblem';

  constructor(
    readonly problem: ProblemKind,
    message: string,
  ) {
    super(message);
  }
}
