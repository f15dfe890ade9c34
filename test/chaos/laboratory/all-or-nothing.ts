import { isDeepStrictEqual } from 'node:util';
import type { SIPDispatchRuleInfo, SIPInboundTrunkInfo, SIPOutboundTrunkInfo } from '@livekit/protocol';
import { expectedInLiveKit, settingsInLiveKit, settingsInRecord } from '../../support/carrier-settings.js';
import type { DatabaseRows, Row } from './database-rows.js';

/** LiveKit's objects as its Redis stores them. */
export interface LiveKitObjects {
  readonly inbound: readonly SIPInboundTrunkInfo[];
  readonly outbound: readonly SIPOutboundTrunkInfo[];
  readonly rules: readonly SIPDispatchRuleInfo[];
}

/** The state that the oracles read at one moment. */
export interface Snapshot extends LiveKitObjects, DatabaseRows {}

/** Whether a number is set up completely, not at all, or in between. */
export type OperationStatus = 'whole' | 'nothing' | 'broken';

/** Lists everything that must never be the case, whatever the numbers are, as one sentence each. */
export function violationsOf(snapshot: Snapshot): string[] {
  const { inbound, outbound, rules, operations, trunks } = snapshot;
  const trunkIds = new Set(inbound.map(({ sipTrunkId }) => sipTrunkId));
  const named = rules.flatMap((rule) => rule.trunkIds.map((trunkId) => ({ rule, trunkId })));
  return [
    ...rules
      .filter((rule) => rule.trunkIds.length === 0)
      .map((rule) => `rule ${rule.sipDispatchRuleId} answers every call`),
    ...named
      .filter(({ trunkId }) => !trunkIds.has(trunkId))
      .map(
        ({ rule, trunkId }) =>
          `rule ${rule.sipDispatchRuleId} (${rule.name}) names ${trunkId}, which is gone`,
      ),
    ...[...trunkIds]
      .map((id) => ({ id, rules: named.filter(({ trunkId }) => trunkId === id).length }))
      .filter((trunk) => trunk.rules > 1)
      .map((trunk) => `trunk ${trunk.id} has ${trunk.rules} rules`),
    ...inbound
      .filter((trunk) => trunk.numbers.length === 0)
      .map((trunk) => `inbound trunk ${trunk.sipTrunkId} answers every number`),
    ...inbound.filter(isOpen).map((trunk) => `inbound trunk ${trunk.sipTrunkId} is open to everyone`),
    ...outbound
      .filter((trunk) => trunk.numbers.length === 0)
      .map((trunk) => `outbound trunk ${trunk.sipTrunkId} has no number`),
    ...operations
      .filter(({ finished_at: finishedAt }) => finishedAt === null)
      .map(({ id, state }) => `operation ${id} is still ${state}`),
    ...operations
      .filter(({ id, state }) => (state === 'succeeded') !== trunks.some((row) => row.operation_id === id))
      .map(({ id, state }) => `operation ${id} is ${state}, which its record does not show`),
    ...numbersIn(snapshot)
      .map((number) => operationStatusOf(snapshot, number))
      .filter(({ status }) => status === 'broken')
      .map(({ account }) => account),
  ];
}

/** Every number for which any object or row exists. */
function numbersIn({ inbound, outbound, trunks, reservations }: Snapshot): string[] {
  return [
    ...new Set([
      ...[...inbound, ...outbound].flatMap(({ numbers }) => numbers.map(digitsOf)),
      ...trunks.flatMap((row) => numbersOf(row).map(digitsOf)),
      ...reservations.map((row) => digitsOf(row.collision_key)),
    ]),
  ];
}

/**
 * Decides whether a number is set up completely, not at all, or in between. Complete means one inbound trunk, one outbound
 * trunk, one rule for exactly that inbound trunk, one record that names the three with its settings, and a reservation of the same
 * operation for each form of each number to which the trunk answers.
 */
export function operationStatusOf(
  snapshot: Snapshot,
  number: string,
): { readonly status: OperationStatus; readonly account: string } {
  const requested = digitsOf(number);
  const serves = ({ numbers }: { readonly numbers: readonly string[] }) =>
    numbers.some((other) => digitsOf(other) === requested);
  const inbound = snapshot.inbound.filter(serves);
  const inboundIds = inbound.map(({ sipTrunkId }) => sipTrunkId);
  const rules = snapshot.rules.filter(({ trunkIds }) => trunkIds.some((id) => inboundIds.includes(id)));
  const records = snapshot.trunks.filter((row) => serves({ numbers: numbersOf(row) }));
  const all = new Set([number, ...records.flatMap(numbersOf)].map(digitsOf));
  const reservations = snapshot.reservations.filter((row) => all.has(digitsOf(row.collision_key)));
  // Calls go out from the first number of a trunk.
  const first = digitsOf(records[0]?.phone_number ?? number);
  const outbound = snapshot.outbound.filter(({ numbers }) => numbers.map(digitsOf).includes(first));
  const found = [inbound, outbound, rules, records];
  if ([...found, reservations].every(({ length }) => length === 0)) {
    return { status: 'nothing', account: `${number} is free` };
  }
  const isWhole =
    found.every(({ length }) => length === 1) &&
    agree(inbound[0], outbound[0], rules[0], records[0], reservations);
  const account = [
    `${number}:`,
    `inbound [${inbound.map(({ sipTrunkId, name }) => `${sipTrunkId} ${name}`).join(', ')}]`,
    `outbound [${outbound.map(({ sipTrunkId, name }) => `${sipTrunkId} ${name}`).join(', ')}]`,
    `rules [${rules.map(({ sipDispatchRuleId, name }) => `${sipDispatchRuleId} ${name}`).join(', ')}]`,
    `records ${JSON.stringify(records)} reservations ${JSON.stringify(reservations)}`,
  ].join(' ');
  return { status: isWhole ? 'whole' : 'broken', account };
}

/** The first number of a trunk's record, and the further ones. */
function numbersOf({ phone_number: first, additional_numbers: further }: Row): string[] {
  return [first, ...(Array.isArray(further) ? further : [])].map(String);
}

function agree(
  inbound: SIPInboundTrunkInfo | undefined,
  outbound: SIPOutboundTrunkInfo | undefined,
  rule: SIPDispatchRuleInfo | undefined,
  record: Row | undefined,
  reservations: readonly Row[],
): boolean {
  if (record === undefined) return false;
  const forms = [...numbersOf(record), ...(Array.isArray(record.other_forms) ? record.other_forms : [])];
  const trunk = { number: String(record.phone_number), address: String(record.outbound_address) };
  return (
    rule?.trunkIds.length === 1 &&
    inbound !== undefined &&
    rule.trunkIds[0] === inbound.sipTrunkId &&
    record.inbound_trunk_id === inbound.sipTrunkId &&
    record.outbound_trunk_id === outbound?.sipTrunkId &&
    record.dispatch_rule_id === rule.sipDispatchRuleId &&
    isDeepStrictEqual(inbound.numbers, forms) &&
    reservations.length === forms.length &&
    reservations.every((row) => row.operation_id === record.operation_id) &&
    isDeepStrictEqual(
      settingsInLiveKit(inbound, outbound, rule),
      expectedInLiveKit(settingsInRecord(record), trunk),
    )
  );
}

/** Whether LiveKit lets everybody call in through a trunk: it checks no password and no address. */
export function isOpen({ authUsername, authPassword, allowedAddresses }: SIPInboundTrunkInfo): boolean {
  return (authUsername === '' || authPassword === '') && allowedAddresses.length === 0;
}

/** The digits of a number in its international form. The national form and the one with 00 of a number here are those of +1. */
function digitsOf(number: unknown): string {
  const digits = String(number).replaceAll(/\D/g, '').replace(/^00/, '');
  return digits.length === 10 ? `1${digits}` : digits;
}
