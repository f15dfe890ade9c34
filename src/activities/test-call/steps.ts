import { setTimeout as pause } from 'node:timers/promises';
import { UnreadableSecretError } from '../../crypto/secrets.js';
import type { TestCallRow } from '../../database/test-calls/test-calls.js';
import { endTestCall, noteEvent, takeRightToDial } from '../../database/test-calls/test-calls.js';
import { findTrunk } from '../../database/trunks/queries.js';
import { LiveKitProblem } from '../../domain/failures.js';
import type { OutgoingCall } from '../../domain/livekit/calls.js';
import {
  longestSeconds,
  roomOf,
  type TestCallId,
  type TestCallResult,
  testCallPasswordContext,
} from '../../domain/test-call/test-call.js';
import { type CallReport, type Verdict, verdictOf } from '../../domain/test-call/verdict.js';
import { callingNumber } from '../../domain/trunk/numbers/dialling.js';
import type { TrunkSettings } from '../../domain/trunk/trunk.js';
import type { ActivityDependencies } from '../dependencies.js';
import { noPassword, outboundSpec } from '../objects/object-parts.js';
import { fromDatabase, retriedFailure } from '../step-failure.js';

/** How long the call without credentials may ring, in seconds. It is ended as soon as it rings at all. */
const probeSeconds = 5;

/** The trunk of a test call: how LiveKit names it, and its settings. */
interface Line {
  readonly over: OutgoingCall['over'];
  readonly settings: TrunkSettings;
}

/** Returns the activities of a test call. */
export function testCallActivities({
  database,
  calls,
  keyRing,
  checkTarget,
  logger,
}: Pick<ActivityDependencies, 'database' | 'calls' | 'keyRing' | 'checkTarget' | 'logger'>) {
  /** Finds the trunk of a test call. @returns the verdict if there is none that may be called over */
  async function lineOf({ id, organizationId, trunkId, request }: TestCallRow): Promise<Line | Verdict> {
    if (trunkId !== null) {
      const trunk = await findTrunk(database, organizationId, trunkId);
      if (trunk === null) return 'trunk_missing';
      return { over: { kind: 'trunk', id: trunk.outboundTrunkId }, settings: trunk };
    }
    if (request === null) return 'interrupted';
    const { settings, sealedPassword } = request;
    try {
      await checkTarget(settings.outboundAddress);
      const password = keyRing.open(sealedPassword, testCallPasswordContext({ organizationId, id }));
      return {
        over: { kind: 'inline', spec: outboundSpec({ settings, organizationId }, password) },
        settings,
      };
    } catch (error) {
      if (error instanceof LiveKitProblem) return 'target_refused';
      if (error instanceof UnreadableSecretError) return 'livekit_failed';
      throw error;
    }
  }

  /**
   * Finds out whether the carrier asks for a password before it decides, by a call without one. It is placed only after the same call with
   * a password was refused, and it is ended if it rings.
   */
  async function asksForPassword(call: OutgoingCall, row: TestCallRow, settings: TrunkSettings) {
    const withoutCredentials = { ...settings, username: '' };
    const spec = outboundSpec(
      { settings: withoutCredentials, organizationId: row.organizationId },
      noPassword,
    );
    const probe = { ...call, over: { kind: 'inline', spec }, ringSeconds: probeSeconds } as const;
    const report = await calls.place(probe, () => void calls.hangUp(call.room).catch(() => undefined));
    return verdictOf(report, { rang: false, challenges: null }) === 'credentials_missing';
  }

  async function placeOver({ over, settings }: Line, row: TestCallRow): Promise<TestCallResult> {
    const { id, called, ringSeconds, talkSeconds } = row;
    let rang = false;
    const call: OutgoingCall = {
      room: roomOf(id),
      over,
      to: callingNumber(called, settings.callingFormat, settings),
      ringSeconds,
      longestSeconds: longestSeconds(row),
    };
    const note = (event: 'ringing' | 'answered') => noteEvent(database, id, { event, at: Date.now() });
    let noted: Promise<void> = Promise.resolve();
    const report = await calls.place(call, () => {
      rang = true;
      // The call goes on if the database cannot be reached.
      noted = note('ringing').catch(() => undefined);
    });
    await noted;
    if (report.kind === 'answered') {
      await note('answered');
      await pause(talkSeconds * 1_000);
    }
    const refused = report.kind === 'sip_status' && report.code === 403 && settings.username !== '';
    const challenges = refused ? await asksForPassword(call, row, settings) : null;
    return { verdict: verdictOf(report, { rang, challenges }), sip: statusIn(report) };
  }

  return {
    /**
     * Dials, waits until the call is answered or over, and talks for as long as requested. The caller must hang up in any case.
     * @returns null if this attempt may not dial
     */
    async dialTestCall(id: TestCallId): Promise<TestCallResult | null> {
      return fromDatabase(logger, 'final', async () => {
        const row = await takeRightToDial(database, id, new Date());
        if (row === null) return null;
        const line = await lineOf(row);
        if (typeof line === 'string') return { verdict: line, sip: null };
        const result = await placeOver(line, row);
        logger.info({ testCallId: id, ...result }, 'a test call was placed');
        return result;
      });
    },

    /** Ends the call, in whatever state it is. It is repeated until LiveKit has confirmed that. */
    async hangUpTestCall(id: TestCallId): Promise<void> {
      try {
        await calls.hangUp(roomOf(id));
      } catch (error) {
        throw retriedFailure(error);
      }
    },

    /** Stores the outcome of a call that is hung up. @param result null if the attempt that dialled was lost @returns what stands */
    endTestCall(id: TestCallId, result: TestCallResult | null): Promise<TestCallResult> {
      return fromDatabase(logger, 'retried', () => endTestCall(database, id, result, new Date()));
    },
  };
}

function statusIn(report: CallReport): TestCallResult['sip'] {
  return report.kind === 'sip_status' ? { code: report.code, reason: report.reason } : null;
}
