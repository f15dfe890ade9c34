import type { Call, CallDirection, CallOutcome } from './call.js';
import type { CheckResult, HealthReason } from './state.js';

/** The health of a trunk. Its state follows from the reason. */
export interface TrunkHealth {
  readonly reason: HealthReason;
  /** Since when; null if nothing was ever known about the trunk. */
  readonly since: Date | null;
}

/** A change of the health of a trunk. */
export interface HealthChange {
  readonly at: Date;
  readonly reason: HealthReason;
}

/** The calls of a trunk in one direction. */
export interface DirectionHealth {
  readonly currentCalls: number;
  readonly lastCall: Call | null;
  /** The calls that ended within the last day, by outcome. */
  readonly ended: Partial<Record<CallOutcome, number>>;
}

/** The health of a trunk over the last day. */
export interface HealthReport extends TrunkHealth {
  /** Oldest first. The first one may be older than a day: it held when the day began. */
  readonly changes: readonly HealthChange[];
  readonly directions: Readonly<Record<CallDirection, DirectionHealth>>;
  /** The last failed calls, newest first. */
  readonly failures: readonly Call[];
  readonly check: CheckResult | null;
  /** Since when a foreign inbound trunk has the number; null if none has it. */
  readonly foreignOnNumberSince: Date | null;
}

/** Reads the health of trunks. */
export interface TrunkHealths {
  /** Reads the health of some trunks. The caller may see all of them. */
  of(trunkIds: readonly number[]): Promise<(trunkId: number) => TrunkHealth>;
  /** Reads the health of a trunk over the last day. */
  report(trunkId: number): Promise<HealthReport>;
}

/** The result of a webhook. */
type WebhookResult = 'recorded' | 'ignored' | 'refused';

/** Records what a webhook of LiveKit says about a call. A repeated webhook changes nothing. */
export type ReceiveWebhook = (body: string, authorization: string) => Promise<WebhookResult>;
