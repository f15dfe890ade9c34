import { setTimeout as sleep } from 'node:timers/promises';
import { SIPTransport } from '@livekit/protocol';
import { expect } from 'vitest';
import { isOpen } from '../laboratory/all-or-nothing.js';
import type { Laboratory } from '../laboratory/laboratory.js';

/** A trunk that a test has set up, by the ids that its first answer named. */
export interface MadeTrunk {
  readonly id: number;
  readonly inboundTrunkId: string;
  readonly outboundTrunkId: string;
  readonly dispatchRuleId: string;
}

/** The values of a trunk that a caller can change. */
export interface Values {
  readonly number: string;
  readonly username: string;
  readonly password: string;
  readonly address: string;
  readonly transport: 'tcp' | 'tls';
  readonly agent: string | null;
  /** Who may call in: these addresses alone; where there are none, whoever has the password. */
  readonly allowed: readonly string[];
  /** Whether calls are on, in both directions. */
  readonly enabled: boolean;
}

/** The state of a trunk: exactly the old or the new values, gone without a trace, or an account of anything between. */
export type TrunkState = 'old' | 'new' | 'gone' | object;

/** Reads the state of a trunk from LiveKit's Redis and plain SQL, by its ids and both of its numbers. */
export async function stateOf(
  laboratory: Laboratory,
  trunk: MadeTrunk,
  { before, after }: { readonly before: Values; readonly after: Values },
): Promise<TrunkState> {
  const shown = await shownOf(laboratory, trunk, [before.number, after.number]);
  for (const [state, desired] of [
    ['old', desiredOf(trunk, before)],
    ['new', desiredOf(trunk, after)],
    ['gone', nothingShown],
  ] as const) {
    if (isEqual(shown, desired)) return state;
  }
  return shown;
}

const nothingShown = { inbound: [], outbound: [], rules: [], records: [], reservations: [] };

/** Reads everything that has one of the numbers or one of the trunk's ids. */
async function shownOf({ store, database }: Laboratory, trunk: MadeTrunk, numbers: readonly string[]) {
  const has = ({ sipTrunkId, numbers: served }: { sipTrunkId: string; numbers: readonly string[] }) =>
    [trunk.inboundTrunkId, trunk.outboundTrunkId].includes(sipTrunkId) ||
    served.some((number) => numbers.includes(number));
  const [inbound, outbound, rules, records, reservations] = await Promise.all([
    store.inboundTrunks(),
    store.outboundTrunks(),
    store.dispatchRules(),
    database.query(
      `select id, phone_number, username, outbound_address, transport, agent_name, inbound_digest, allowed_addresses,
         inbound_enabled, outbound_enabled, inbound_trunk_id, outbound_trunk_id, dispatch_rule_id from trunks where id = $1 or phone_number = any($2)`,
      [trunk.id, numbers],
    ),
    database.query('select collision_key from number_reservations where collision_key = any($1)', [numbers]),
  ]);
  return {
    inbound: inbound
      .filter(has)
      .map((each) => [
        ...[each.sipTrunkId, each.numbers, each.authUsername, each.authPassword],
        each.allowedAddresses,
      ]),
    outbound: outbound
      .filter(has)
      .map((each) => [
        ...[each.sipTrunkId, each.numbers, each.address, SIPTransport[each.transport]],
        ...[each.authUsername, each.authPassword],
      ]),
    rules: rules
      .filter(
        ({ sipDispatchRuleId, trunkIds }) =>
          sipDispatchRuleId === trunk.dispatchRuleId || trunkIds.includes(trunk.inboundTrunkId),
      )
      .map((each) => [
        each.sipDispatchRuleId,
        each.trunkIds,
        each.rule?.rule.case,
        each.roomConfig?.agents.map(({ agentName }) => agentName) ?? [],
      ]),
    records: records.map((row) => Object.values(row).map(String)),
    reservations: reservations.map((row) => row.collision_key),
  };
}

function desiredOf(trunk: MadeTrunk, values: Values) {
  const { number, username, password, address, transport, agent, allowed, enabled } = values;
  const inLiveKit = `SIP_TRANSPORT_${transport.toUpperCase()}`;
  const byPassword = allowed.length === 0;
  const { id, inboundTrunkId, outboundTrunkId, dispatchRuleId } = trunk;
  return {
    inbound: [[inboundTrunkId, [number], byPassword ? username : '', byPassword ? password : '', allowed]],
    outbound: [
      [
        ...[outboundTrunkId, [number], enabled ? address : 'outbound.invalid:disabled', inLiveKit],
        ...[username, password],
      ],
    ],
    rules: [
      [
        ...[dispatchRuleId, [inboundTrunkId]],
        enabled ? 'dispatchRuleIndividual' : 'dispatchRuleDirect',
        agent === null ? [] : [agent],
      ],
    ],
    records: [
      [
        ...[id, number, username, address, transport, agent, byPassword, allowed, enabled, enabled],
        ...[inboundTrunkId, outboundTrunkId, dispatchRuleId],
      ].map(String),
    ],
    reservations: [number],
  };
}

const pollEveryMs = 5;

/**
 * Reads all inbound trunks again and again, because none may be open to everybody even for a moment.
 * @returns a function that stops the watch and returns the ids of the trunks that were open at any time.
 */
export function watchForOpen({ store }: Laboratory): () => Promise<readonly string[]> {
  const open = new Set<string>();
  let isOver = false;
  const watch = (async () => {
    while (!isOver) {
      for (const trunk of await store.inboundTrunks()) if (isOpen(trunk)) open.add(trunk.sipTrunkId);
      await sleep(pollEveryMs);
    }
  })();
  return async () => {
    isOver = true;
    await watch;
    return [...open];
  };
}

function isEqual(one: object, other: object): boolean {
  try {
    expect(one).toEqual(other);
    return true;
  } catch {
    return false;
  }
}
