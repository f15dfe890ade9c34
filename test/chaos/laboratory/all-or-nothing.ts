import type { SIPDispatchRuleInfo, SIPInboundTrunkInfo, SIPOutboundTrunkInfo } from '@livekit/protocol';
import type { DatabaseRows, Row } from './database-rows.js';

/** LiveKit's objects as they stand in its Redis. */
export interface LiveKitObjects {
  readonly inbound: readonly SIPInboundTrunkInfo[];
  readonly outbound: readonly SIPOutboundTrunkInfo[];
  readonly rules: readonly SIPDispatchRuleInfo[];
}

/** All that the oracles see at one moment. */
export interface Sight extends LiveKitObjects, DatabaseRows {}

/** What is there of one number. */
export type OperationStatus = 'whole' | 'nothing' | 'broken';

/** What is wrong with the world as a whole, one sentence each: whatever the numbers, none of this may ever be. */
export function wrongsOf(sight: Sight): string[] {
  const { inbound, outbound, rules, operations, trunks } = sight;
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
    ...numbersIn(sight)
      .map((number) => operationStatusOf(sight, number))
      .filter(({ status }) => status === 'broken')
      .map(({ account }) => account),
  ];
}

/** Every number of which anything is there. */
function numbersIn({ inbound, outbound, trunks, reservations }: Sight): string[] {
  return [
    ...new Set([
      ...[...inbound, ...outbound].flatMap(({ numbers }) => numbers.map(digitsOf)),
      ...trunks.map((row) => digitsOf(row.phone_number)),
      ...reservations.map((row) => digitsOf(row.collision_key)),
    ]),
  ];
}

/**
 * Tells whether a number is set up whole (one inbound trunk, one outbound trunk, one rule for exactly that inbound
 * trunk, one record that names the three, one reservation of the same operation), not at all, or in between.
 */
export function operationStatusOf(
  sight: Sight,
  number: string,
): { readonly status: OperationStatus; readonly account: string } {
  const requested = digitsOf(number);
  const serves = ({ numbers }: { readonly numbers: readonly string[] }) =>
    numbers.some((other) => digitsOf(other) === requested);
  const inbound = sight.inbound.filter(serves);
  const outbound = sight.outbound.filter(serves);
  const inboundIds = inbound.map(({ sipTrunkId }) => sipTrunkId);
  const rules = sight.rules.filter(({ trunkIds }) => trunkIds.some((id) => inboundIds.includes(id)));
  const records = sight.trunks.filter((row) => digitsOf(row.phone_number) === requested);
  const reservations = sight.reservations.filter((row) => digitsOf(row.collision_key) === requested);
  const found = [inbound, outbound, rules, records, reservations];
  if (found.every(({ length }) => length === 0)) {
    return { status: 'nothing', account: `${number} is free` };
  }
  const isWhole =
    found.every(({ length }) => length === 1) &&
    agree(inbound[0], outbound[0], rules[0], records[0], reservations[0]);
  const account = [
    `${number}:`,
    `inbound [${inbound.map(({ sipTrunkId, name }) => `${sipTrunkId} ${name}`).join(', ')}]`,
    `outbound [${outbound.map(({ sipTrunkId, name }) => `${sipTrunkId} ${name}`).join(', ')}]`,
    `rules [${rules.map(({ sipDispatchRuleId, name }) => `${sipDispatchRuleId} ${name}`).join(', ')}]`,
    `records ${JSON.stringify(records)} reservations ${JSON.stringify(reservations)}`,
  ].join(' ');
  return { status: isWhole ? 'whole' : 'broken', account };
}

function agree(
  inbound: SIPInboundTrunkInfo | undefined,
  outbound: SIPOutboundTrunkInfo | undefined,
  rule: SIPDispatchRuleInfo | undefined,
  record: Row | undefined,
  reservation: Row | undefined,
): boolean {
  return (
    rule?.trunkIds.length === 1 &&
    rule.trunkIds[0] === inbound?.sipTrunkId &&
    record?.inbound_trunk_id === inbound?.sipTrunkId &&
    record?.outbound_trunk_id === outbound?.sipTrunkId &&
    record?.dispatch_rule_id === rule.sipDispatchRuleId &&
    record?.operation_id === reservation?.operation_id
  );
}

/** Whether LiveKit lets everybody call in through a trunk: it asks for no password, and no address is named. */
export function isOpen({ authUsername, authPassword, allowedAddresses }: SIPInboundTrunkInfo): boolean {
  return (authUsername === '' || authPassword === '') && allowedAddresses.length === 0;
}

/** What LiveKit compares: `+1000`, `1000` and `1-000` are one number. */
function digitsOf(number: unknown): string {
  return String(number).replaceAll(/\D/g, '');
}
