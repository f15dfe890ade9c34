import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import {
  expectedInLiveKit,
  type SettingSet,
  settingsInLiveKit,
  settingsInRecord,
} from '../../support/carrier-settings.js';
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
  /** The further numbers. */
  readonly further: readonly string[];
  readonly username: string;
  readonly password: string;
  readonly address: string;
  readonly settings: SettingSet;
  /** Whether the trunk answers to the national form of its number and to the one with 00. */
  readonly acceptsNational: boolean;
  readonly agent: string | null;
  /** Who may call in: these addresses alone; where there are none, whoever has the password. */
  readonly allowed: readonly string[];
}

/** The state of a trunk: exactly the old or the new values, gone without a trace, or an account of anything between. */
export type TrunkState = 'old' | 'new' | 'gone' | object;

/** Reads the state of a trunk from LiveKit's Redis and plain SQL, by its ids and all of its numbers. */
export async function stateOf(
  laboratory: Laboratory,
  trunk: MadeTrunk,
  { before, after }: { readonly before: Values; readonly after: Values },
): Promise<TrunkState> {
  const shown = await shownOf(laboratory, trunk, [before, after]);
  for (const [state, desired] of [
    ['old', desiredOf(trunk, before)],
    ['new', desiredOf(trunk, after)],
    ['gone', nothingShown],
  ] as const) {
    if (isEqual(shown, desired)) return state;
  }
  return shown;
}

const nothingShown = { inbound: [], outbound: [], rules: [], records: [], reservations: [], settings: [] };

const numbersOf = ({ number, further }: Values): readonly string[] => [number, ...further];

/** Everything to which a trunk with North American numbers answers. */
function formsOf(values: Values): readonly string[] {
  const numbers = numbersOf(values);
  const others = numbers.flatMap((number) => [number.slice(2), `00${number.slice(1)}`]);
  return values.acceptsNational ? [...numbers, ...others] : numbers;
}

/** Reads everything that has one of the numbers or one of the trunk's ids. */
async function shownOf({ store, database }: Laboratory, trunk: MadeTrunk, values: readonly Values[]) {
  // The caller of an outbound trunk may have no plus.
  const numbers = values.flatMap((each) => [each.number, each.number.slice(1), ...formsOf(each)]);
  const has = ({ sipTrunkId, numbers: served }: { sipTrunkId: string; numbers: readonly string[] }) =>
    [trunk.inboundTrunkId, trunk.outboundTrunkId].includes(sipTrunkId) ||
    served.some((number) => numbers.includes(number));
  const [inbound, outbound, rules, records, reservations] = await Promise.all([
    store.inboundTrunks(),
    store.outboundTrunks(),
    store.dispatchRules(),
    database.query(
      `select id, phone_number, additional_numbers, username, outbound_address, other_forms, carrier_settings, agent_name, inbound_digest, allowed_addresses,
         inbound_trunk_id, outbound_trunk_id, dispatch_rule_id from trunks where id = $1 or phone_number = any($2)`,
      [trunk.id, numbers],
    ),
    database.query('select collision_key from number_reservations where collision_key = any($1)', [
      numbers.map((number) => `+${number.replace('+', '')}`),
    ]),
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
      .map((each) => [...[each.sipTrunkId, each.address], ...[each.authUsername, each.authPassword]]),
    rules: rules
      .filter(
        ({ sipDispatchRuleId, trunkIds }) =>
          sipDispatchRuleId === trunk.dispatchRuleId || trunkIds.includes(trunk.inboundTrunkId),
      )
      .map((each) => [
        each.sipDispatchRuleId,
        each.trunkIds,
        each.roomConfig?.agents.map(({ agentName }) => agentName) ?? [],
      ]),
    records: records.map(({ carrier_settings: _settings, ...row }) => Object.values(row).map(String)),
    reservations: reservations.map((row) => row.collision_key).toSorted(),
    settings: records.map((row) => [
      settingsInRecord(row),
      settingsInLiveKit(
        inbound.find(({ sipTrunkId }) => sipTrunkId === trunk.inboundTrunkId),
        outbound.find(({ sipTrunkId }) => sipTrunkId === trunk.outboundTrunkId),
        rules.find(({ sipDispatchRuleId }) => sipDispatchRuleId === trunk.dispatchRuleId),
      ),
    ]),
  };
}

function desiredOf(trunk: MadeTrunk, values: Values) {
  const { number, further, username, password, address, settings, acceptsNational, agent, allowed } = values;
  const forms = formsOf(values);
  const byPassword = allowed.length === 0;
  const { id, inboundTrunkId, outboundTrunkId, dispatchRuleId } = trunk;
  return {
    inbound: [[inboundTrunkId, forms, byPassword ? username : '', byPassword ? password : '', allowed]],
    outbound: [
      [
        ...[outboundTrunkId, settings.outbound_enabled === true ? address : 'outbound.invalid:disabled'],
        ...[username, password],
      ],
    ],
    rules: [[dispatchRuleId, [inboundTrunkId], agent === null ? [] : [agent]]],
    records: [
      [
        ...[id, number, further, username, address],
        acceptsNational ? forms.slice(numbersOf(values).length) : null,
        ...[agent, byPassword, allowed],
        ...[inboundTrunkId, outboundTrunkId, dispatchRuleId],
      ].map(String),
    ],
    reservations: forms.map((form) => `+${form.replace('+', '')}`).toSorted(),
    settings: [[settings, expectedInLiveKit(settings, { number, address })]],
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
