import type { RateState } from '../limits.js';
import type { Unavailable } from '../operation/operation.js';
import type { SetUpRequest } from '../set-up/set-up.js';
import type { E164 } from '../trunk/trunk.js';
import type { Branded, OrganizationId, TextForm } from '../values.js';
import type { Verdict } from './verdict.js';

/** The id of a test call: `tc_` and 128 random bits. */
export type TestCallId = Branded<string, 'TestCallId'>;

const testCallIdShape = /^tc_[0-9a-f]{32}$/;

/** Describes the id of a test call. */
export const testCallIdForm = {
  pattern: testCallIdShape.source,
  examples: ['tc_0123456789abcdef0123456789abcdef'],
} as const satisfies TextForm;

/** Tells whether a text from outside has the form of a test call's id. */
export function isTestCallId(text: string): text is TestCallId {
  return testCallIdShape.test(text);
}

/** Returns the room of a test call. Its hang-up deletes this room. */
export function roomOf(id: TestCallId): string {
  return `trunkline-test-call-${id}`;
}

/** How long a call rings and how long it lasts after the answer, in seconds. */
export interface CallLength {
  readonly ringSeconds: number;
  readonly talkSeconds: number;
}

/** Returns after how many seconds LiveKit ends a call by itself, counted from the dialling. */
export function longestSeconds({ ringSeconds, talkSeconds }: CallLength): number {
  return ringSeconds + talkSeconds + 10;
}

/** Returns the context to which the password in a request for a test call is bound when it is sealed. */
export function testCallPasswordContext(call: {
  readonly organizationId: OrganizationId;
  readonly id: TestCallId;
}): string {
  return `${call.organizationId}/${call.id}/sip-password`;
}

/** The bounds of a call, and what counts without a choice. LiveKit itself lets a call ring for 80 seconds at most. */
export const ringBounds = { minimum: 3, maximum: 45, usual: 20 } as const;
export const talkBounds = { minimum: 0, maximum: 10, usual: 2 } as const;

/** A call that has not begun so long after its request, in milliseconds, is not placed: nobody expects a phone to ring by then. */
export const placedWithinMs = 30_000;

/** The state of a test call. `finished`: it is hung up, and its verdict stands. */
export const testCallStates = ['running', 'finished'] as const;
export type TestCallState = (typeof testCallStates)[number];

/** The events of a test call, in their order. */
export const testCallEvents = ['accepted', 'dialling', 'ringing', 'answered', 'hung_up'] as const;

/** Something that happened in a test call. */
export interface TestCallEvent {
  readonly event: (typeof testCallEvents)[number];
  /** When, in milliseconds since 1970. */
  readonly at: number;
}

/** The outcome of a test call. */
export interface TestCallResult {
  readonly verdict: Verdict;
  /** The final SIP status of the carrier; null if it sent none. */
  readonly sip: { readonly code: number; readonly reason: string } | null;
}

/** A test call as it can be read at any time. */
export interface TestCallView extends CallLength {
  readonly id: TestCallId;
  readonly state: TestCallState;
  /** Null for a call over a trunk that was not set up. */
  readonly trunkId: number | null;
  readonly called: E164;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  /** Null while the call goes on. */
  readonly result: TestCallResult | null;
  readonly events: readonly TestCallEvent[];
}

/** The trunk of a test call: one that is set up, or the request for one that is not. */
export type CalledOver =
  | { readonly kind: 'trunk'; readonly id: number }
  | { readonly kind: 'new'; readonly request: SetUpRequest };

/** One request for a test call. */
export interface TestCallCommand extends CallLength {
  readonly organizationId: OrganizationId;
  /** The public id of the caller's API key. */
  readonly requestedBy: string;
  readonly over: CalledOver;
  readonly called: E164;
  readonly idempotencyKey: string | null;
  /** How long the caller waits for the end at most, in milliseconds; null leaves it to the service. */
  readonly waitMs: number | null;
}

/** The answer to a request for a test call. */
export type TestCallAnswer =
  | { readonly kind: 'placed'; readonly view: TestCallView }
  | { readonly kind: 'not_found' }
  /** Calls from the trunk are off. */
  | { readonly kind: 'outbound_disabled' }
  /** The number may not be called. `problem` completes a sentence whose subject is the number. */
  | { readonly kind: 'destination_not_allowed'; readonly problem: string }
  /** The key or the organization has placed as many calls as it may for now. */
  | { readonly kind: 'too_many_calls'; readonly state: RateState }
  /** As many calls go on as may. */
  | { readonly kind: 'line_busy'; readonly retryAfterSeconds: number }
  | { readonly kind: 'idempotency_key_reused' }
  | Unavailable;

/** The position of a test call in the list. It stays the same when newer ones are added. */
export type TestCallPlace = Pick<TestCallView, 'createdAt' | 'id'>;

/** The use cases around test calls. */
export interface TestCalls {
  place(command: TestCallCommand): Promise<TestCallAnswer>;
  /** Finds a test call; null also for one of another organization. */
  find(organizationId: OrganizationId, id: TestCallId): Promise<TestCallView | null>;
  /** Lists the test calls of an organization, newest first. */
  list(
    organizationId: OrganizationId,
    part: { readonly after: TestCallPlace | null; readonly limit: number },
  ): Promise<{ readonly calls: readonly TestCallView[]; readonly more: boolean }>;
}
