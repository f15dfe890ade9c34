import { answers, type Fault, type SipMethod } from '../../integration/support/livekit/fault.js';
import { Random } from './random.js';

/** The Trunkline processes of a soak, named by their roles. */
export const processNames = ['all', 'worker', 'gateway'] as const;
export type ProcessName = (typeof processNames)[number];

/** The servers that are killed and restarted. */
export type MortalServer = 'temporal' | 'postgres' | 'redis';

/** One call of a client, at a planned time. */
export interface PlannedCall {
  readonly kind: 'call';
  readonly atMs: number;
  readonly via: 'all' | 'gateway';
  readonly contract: 'zudu' | 'autocalls';
  readonly number: string;
  /** Two calls with the same number but different variants request different trunks. */
  readonly variant: 0 | 1;
  readonly idempotencyKey: string | null;
}

/** A fault, a restart, or a cancellation by an operator. */
export type Disturbance = { readonly atMs: number } & (
  | { readonly kind: 'fault'; readonly method: SipMethod; readonly fault: Fault; readonly times: number }
  | { readonly kind: 'refuse'; readonly forMs: number }
  | { readonly kind: 'kill' | 'restart'; readonly process: ProcessName; readonly downMs: number }
  | { readonly kind: 'kill_server'; readonly server: MortalServer; readonly downMs: number }
  | { readonly kind: 'pause_writes'; readonly forMs: number }
  | { readonly kind: 'cancel'; readonly number: string }
);

/** The actions of one round, in the order of time. */
export interface Round {
  readonly index: number;
  readonly actions: readonly (PlannedCall | Disturbance)[];
}

/** The time in milliseconds during which a round acts. After it the faults end, the work settles, and the state is checked. */
export const actingMs = 15_000;

const callsPerRound = 90;
const numbersPerRound = 40;
const callsPerKill = 6;
const justBeforeMs = 120;
const creates = ['CreateSIPInboundTrunk', 'CreateSIPOutboundTrunk', 'CreateSIPDispatchRule'] as const;
const compensations = [
  'DeleteSIPTrunk',
  'DeleteSIPDispatchRule',
  'ListSIPInboundTrunk',
  'ListSIPOutboundTrunk',
  'ListSIPDispatchRule',
] as const;

/** The faults of a soak. None delays a request beyond the last follow-up check of the soak. */
const requestFaults: readonly Fault[] = [
  ...Object.values(answers),
  { kind: 'reset' },
  { kind: 'swallow' },
  { kind: 'swallow_reply' },
  { kind: 'lose_reply' },
  { kind: 'cut_reply' },
  { kind: 'twice', reply: 'first' },
  { kind: 'twice', reply: 'second' },
  { kind: 'twice_at_once' },
  { kind: 'delay', ms: 700 },
  { kind: 'late', ms: 1_000 },
];

/** Plans one round. The same seed and index plan the same. */
export function planRound(seed: number, index: number): Round {
  const random = new Random(Math.imul(seed, 1_000_003) + index);
  const numbers = Array.from(
    { length: numbersPerRound },
    (_, place) => `+1556${String((index * numbersPerRound + place) % 10_000_000).padStart(7, '0')}`,
  );
  // Some calls repeat a number of the round before.
  const known = index === 0 ? numbers : [...numbers, ...numbers.slice(0, 4).map((number) => earlier(number))];
  const disturbances = Array.from({ length: random.between(7, 12) }, () => planDisturbance(random, numbers));
  const actions = [
    ...disturbances,
    ...Array.from({ length: callsPerRound }, () => planCall(random, known, index)),
    // A kill without running calls would prove nothing.
    ...disturbances.filter(isKill).flatMap(({ atMs }) =>
      Array.from({ length: callsPerKill }, () => ({
        ...planCall(random, numbers, index),
        atMs: Math.max(0, atMs - random.between(0, justBeforeMs)),
      })),
    ),
  ];
  return { index, actions: actions.sort((one, other) => one.atMs - other.atMs) };
}

function isKill({ kind }: Disturbance): boolean {
  return kind === 'kill' || kind === 'kill_server';
}

function earlier(number: string): string {
  return `+${BigInt(number.slice(1)) - BigInt(numbersPerRound)}`;
}

function planCall(random: Random, numbers: readonly string[], round: number): PlannedCall {
  const number = random.oneOf(numbers);
  // Each number has a usual contract, so that most calls for the same number are repetitions.
  const usual = Number(number.slice(-1)) % 2 === 0 ? 'zudu' : 'autocalls';
  const other = usual === 'zudu' ? 'autocalls' : 'zudu';
  return {
    kind: 'call',
    atMs: random.between(0, actingMs),
    via: random.oneOf(['all', 'gateway']),
    contract: random.chance(0.9) ? usual : other,
    number,
    variant: random.chance(0.85) ? 0 : 1,
    idempotencyKey: random.chance(0.2) ? `key-${round}-${random.between(1, 6)}` : null,
  };
}

function planDisturbance(random: Random, numbers: readonly string[]): Disturbance {
  const atMs = random.between(0, actingMs - 2_000);
  const percentile = random.between(1, 100);
  if (percentile <= 50) {
    const method = random.oneOf(random.chance(0.65) ? creates : compensations);
    return { atMs, kind: 'fault', method, fault: random.oneOf(requestFaults), times: random.between(1, 5) };
  }
  if (percentile <= 55) return { atMs, kind: 'refuse', forMs: random.between(200, 4_000) };
  if (percentile <= 70) {
    return { atMs, kind: 'kill', process: random.oneOf(processNames), downMs: random.between(0, 3_000) };
  }
  if (percentile <= 76) {
    return { atMs, kind: 'restart', process: random.oneOf(processNames), downMs: random.between(0, 2_000) };
  }
  if (percentile <= 84) {
    const server = random.oneOf(['temporal', 'postgres', 'redis'] as const);
    return { atMs, kind: 'kill_server', server, downMs: random.between(0, 4_000) };
  }
  if (percentile <= 90) return { atMs, kind: 'pause_writes', forMs: random.between(500, 5_000) };
  return { atMs, kind: 'cancel', number: random.oneOf(numbers) };
}
