/** The part of the system in which a failure arose. */
export const components = ['livekit', 'database', 'temporal', 'trunkline'] as const;
export type Component = (typeof components)[number];

interface FailureEntry {
  readonly component: Component;
  /** Whether the same call can succeed without anybody changing anything. */
  readonly retryable: boolean;
  /** What happened, in a sentence that is safe to show to any caller. */
  readonly meaning: string;
  /** What to do about it. */
  readonly remedy: string;
}

/**
 * Every reason for which a set-up can be taken back, declared once. No text of LiveKit or Temporal is repeated
 * here or to a caller: LiveKit's 401 text contains the access token.
 */
export const failures = {
  livekit_unreachable: {
    component: 'livekit',
    retryable: true,
    meaning: 'LiveKit could not be reached.',
    remedy: 'Check that livekit-server runs at LIVEKIT_URL and send the same request again.',
  },
  livekit_timeout: {
    component: 'livekit',
    retryable: true,
    meaning: 'LiveKit did not answer in time.',
    remedy: 'Check the load of livekit-server and its Redis, then send the same request again.',
  },
  livekit_fault: {
    component: 'livekit',
    retryable: true,
    meaning: 'LiveKit answered with a server error.',
    remedy:
      'Check the log of livekit-server and that its Redis accepts writes, then send the same request again.',
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
    remedy: 'Look at the step in the Temporal UI: the request must change, or Trunkline has a defect.',
  },
  livekit_credentials: {
    component: 'livekit',
    retryable: false,
    meaning: 'LiveKit does not accept the API key of this service.',
    remedy: 'Check LIVEKIT_API_KEY and LIVEKIT_API_SECRET, and that the clocks agree.',
  },
  livekit_wrong_endpoint: {
    component: 'livekit',
    retryable: false,
    meaning: 'The server at LIVEKIT_URL does not offer the LiveKit SIP API.',
    remedy: 'Check LIVEKIT_URL, the version of livekit-server and any proxy in front of it.',
  },
  livekit_without_redis: {
    component: 'livekit',
    retryable: false,
    meaning: 'livekit-server runs without Redis, which its SIP API needs.',
    remedy: 'Configure Redis for livekit-server.',
  },
  livekit_echo_mismatch: {
    component: 'livekit',
    retryable: false,
    meaning: 'LiveKit stored something else than what was asked for.',
    remedy: 'Check that the version of livekit-server is supported.',
  },
  livekit_object_missing: {
    component: 'livekit',
    retryable: false,
    meaning: 'A part of the trunk is no longer in LiveKit, so it cannot be changed.',
    remedy: 'Let the trunk be repaired, then send the same request again.',
  },
  number_taken: {
    component: 'livekit',
    retryable: false,
    meaning: 'Another trunk in the LiveKit project already answers to this number.',
    remedy: 'Remove the other trunk from LiveKit, or use another number.',
  },
  database_fault: {
    component: 'database',
    retryable: true,
    meaning: 'The record could not be written to the database.',
    remedy: 'Check that the database runs and has room, then send the same request again.',
  },
  password_unreadable: {
    component: 'trunkline',
    retryable: false,
    meaning: 'The stored SIP password cannot be decrypted by this worker.',
    remedy: 'Give the worker the same TRUNKLINE_ENCRYPTION_KEYS as the gateway.',
  },
  out_of_time: {
    component: 'trunkline',
    retryable: true,
    meaning: 'The set-up did not finish within its time budget.',
    remedy: 'Send the same request again.',
  },
  cancelled: {
    component: 'trunkline',
    retryable: true,
    meaning: 'The operation was cancelled before it was done.',
    remedy: 'Send the same request again if it is still wanted.',
  },
  internal: {
    component: 'trunkline',
    retryable: false,
    meaning: 'The set-up failed for a reason that Trunkline does not know.',
    remedy: 'Look at the set-up in the Temporal UI and report it.',
  },
} as const satisfies Record<string, FailureEntry>;

export type FailureCode = keyof typeof failures;

/** Tells whether a text, for example an error type out of a history, is a known failure code. */
export function isFailureCode(text: string): text is FailureCode {
  return Object.hasOwn(failures, text);
}
