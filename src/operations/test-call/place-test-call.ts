import { type KeyedHash, type KeyRing, newTestCallId } from '../../crypto/secrets.js';
import type { Database } from '../../database/database.js';
import { problemOfClaim } from '../../database/numbers/claims.js';
import { keyedRequest, onceByKey, testCallOfKey } from '../../database/operations/acceptance.js';
import type { StoredRequest } from '../../database/schema.js';
import {
  type CallsAtOnce,
  findTestCall,
  listTestCalls,
  writeTestCall,
} from '../../database/test-calls/test-calls.js';
import { findTrunk } from '../../database/trunks/queries.js';
import type { RateLimits, RateState, Slots } from '../../domain/limits.js';
import { asReplay } from '../../domain/operation/operation.js';
import type { SetUpRequest } from '../../domain/set-up/set-up.js';
import {
  type TestCallAnswer,
  type TestCallCommand,
  type TestCallId,
  type TestCalls,
  type TestCallView,
  testCallPasswordContext,
} from '../../domain/test-call/test-call.js';
import {
  type CallsFrom,
  type DestinationPolicy,
  problemOfDestination,
} from '../../domain/trunk/numbers/destinations.js';
import type { NumberRules } from '../../domain/trunk/numbers/number-rules.js';
import { calledPartOf, type TrunkSettings } from '../../domain/trunk/trunk.js';
import {
  acceptInSlot,
  type BackgroundCalls,
  inBackground,
  orUnavailable,
  retryAfterSeconds,
} from '../runner/run-operation.js';
import type { TemporalReachability } from '../runner/temporal-reachability.js';
import type { WorkflowStarter } from '../runner/workflow-starter.js';
import { canonicalRequest } from '../set-up/set-up-trunk.js';

/** The dependencies of test calls. */
export interface TestCallParts extends BackgroundCalls {
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly keyedHash: KeyedHash;
  readonly starter: Pick<WorkflowStarter, 'startTestCall' | 'testCallEnded'>;
  readonly reachability: Pick<TemporalReachability, 'reachable' | 'reportFailure'>;
  readonly rateLimits: RateLimits;
  /** The slots in which calls are stored. */
  readonly slots: Slots;
  readonly atOnce: CallsAtOnce;
  readonly destinations: DestinationPolicy;
  /** The rules about the numbers that organizations may take. */
  readonly rules: Pick<NumberRules, 'ownership'>;
  /** How long a caller waits for the end at most, in milliseconds. */
  readonly answerWaitMs: number;
}

/** Why a request for a test call is not stored. */
type Refused = Exclude<TestCallAnswer, { kind: 'placed' | 'idempotency_key_reused' | 'unavailable' }>;

/** Creates the use cases around test calls. A call is stored before it is placed, so that its hang-up cannot be forgotten. */
export function testCallsWith(parts: TestCallParts): TestCalls {
  const { database, keyRing, keyedHash, starter, reachability } = parts;

  /** Returns the settings of the trunk; null if the organization has no such trunk. */
  async function settingsFor({ over, organizationId }: TestCallCommand): Promise<TrunkSettings | null> {
    return over.kind === 'new' ? over.request.settings : findTrunk(database, organizationId, over.id);
  }

  /** The numbers of a trunk that is not set up are only claimed. @returns null if the organization may not take them */
  async function callsFrom(
    { over, organizationId }: TestCallCommand,
    settings: TrunkSettings,
  ): Promise<CallsFrom | null> {
    if (over.kind === 'trunk') return settings;
    const problem = await problemOfClaim(database, organizationId, calledPartOf(settings), parts.rules);
    return problem === null ? settings : null;
  }

  function usedUp({ requestedBy, organizationId }: TestCallCommand): RateState | null {
    const subjects = [
      ['test_calls_of_organization', organizationId],
      ['test_calls_of_key', requestedBy.keyId],
    ] as const;
    const full = subjects.map(([name, subject]) => parts.rateLimits.check(name, subject));
    const state = full.find((each) => each?.allowed === false) ?? null;
    if (state === null) for (const [name, subject] of subjects) parts.rateLimits.count(name, subject);
    return state;
  }

  async function refusalOf(command: TestCallCommand): Promise<Refused | null> {
    const settings = await settingsFor(command);
    if (settings === null) return { kind: 'not_found' };
    if (settings.outboundEnabled === false) return { kind: 'outbound_disabled' };
    const from = await callsFrom(command, settings);
    const problem = problemOfDestination(command.called, from, parts.destinations);
    if (problem !== null) return { kind: 'destination_not_allowed', problem };
    const state = usedUp(command);
    return state === null ? null : { kind: 'too_many_calls', state };
  }

  function fingerprintOf({ over, called, ringSeconds, talkSeconds }: TestCallCommand) {
    const line = over.kind === 'trunk' ? over.id : canonicalRequest('native', over.request);
    return keyedHash.fingerprintOf('test-call', JSON.stringify([line, called, ringSeconds, talkSeconds]));
  }

  async function accept(command: TestCallCommand) {
    const { organizationId, requestedBy, over, called, ringSeconds, talkSeconds } = command;
    const keyed = keyedRequest(command, () => fingerprintOf(command));
    const write = async () => {
      const refusal = await refusalOf(command);
      if (refusal !== null) return refusal;
      const id = newTestCallId();
      const call = { id, organizationId, requestedBy, called, ringSeconds, talkSeconds, keyed };
      return writeTestCall(
        database,
        {
          ...call,
          createdAt: new Date(),
          trunkId: over.kind === 'trunk' ? over.id : null,
          request: over.kind === 'trunk' ? null : sealed(over.request, { organizationId, id }),
        },
        parts.atOnce,
      );
    };
    const find = () => testCallOfKey(database, keyed);
    return acceptInSlot(
      parts.slots,
      organizationId,
      reachability,
      () => onceByKey(find, write, 'placed'),
      find,
    );
  }

  function sealed(
    { settings, password }: SetUpRequest,
    call: Parameters<typeof testCallPasswordContext>[0],
  ): StoredRequest {
    return { settings, sealedPassword: keyRing.seal(password, testCallPasswordContext(call)) };
  }

  async function mustFind({ organizationId }: TestCallCommand, id: TestCallId): Promise<TestCallView> {
    const view = await findTestCall(database, organizationId, id);
    if (view === null) throw new Error(`Test call ${id} has gone.`);
    return view;
  }

  /** Makes sure that a call happens, and waits until it is over. @returns it as it is then, or when the time is up */
  async function follow(command: TestCallCommand, id: TestCallId) {
    const { organizationId, waitMs } = command;
    const view = await mustFind(command, id);
    if (view.state === 'finished') return { kind: 'placed', view } as const;
    // A repeated request may come before the first one has started the workflow. A second start changes nothing.
    const starting = starter.startTestCall({ ...view, organizationId });
    inBackground(parts, starting, { testCallId: id }, 'starting the test call');
    const most = Math.min(parts.answerWaitMs, waitMs ?? parts.answerWaitMs);
    if (most > 0) await starting.then(() => starter.testCallEnded(id, most)).catch(() => undefined);
    return { kind: 'placed', view: await mustFind(command, id) } as const;
  }

  async function place(command: TestCallCommand): Promise<TestCallAnswer> {
    const acceptance = await accept(command);
    switch (acceptance.kind) {
      case 'placed':
        return orUnavailable(follow(command, acceptance.id));
      case 'repeated':
        return asReplay(await orUnavailable(follow(command, acceptance.testCallId)));
      case 'line_busy':
        return { kind: 'line_busy', retryAfterSeconds };
      default:
        return acceptance;
    }
  }

  return {
    place,
    find: (organizationId, id) => findTestCall(database, organizationId, id),
    list: (organizationId, part) => listTestCalls(database, organizationId, part),
  };
}
