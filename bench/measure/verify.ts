import { SIPDispatchRuleInfo, SIPInboundTrunkInfo, SIPOutboundTrunkInfo } from '@livekit/protocol';
import type { RunningArm } from '../arms/arm.js';
import { trunkSettings } from '../arms/steps.js';
import { livekitHashes, queryRows, type Stage } from '../stage/stage.js';

/** The final states of the trunks of an arm: who is responsible, and for which numbers. */
export interface Expected {
  readonly letter: string;
  readonly arm: RunningArm;
  readonly numbers: readonly string[];
}

/**
 * Checks that every number has exactly one complete trunk: one record that names one inbound trunk, one outbound trunk and one rule, all
 * with the same settings in every arm. Then removes everything from LiveKit. It reads LiveKit's Redis and the databases directly.
 * @throws {Error} that names the first difference.
 */
export async function verifyAndClear(stage: Stage, expected: readonly Expected[]): Promise<void> {
  await stage.proxy.settled();
  const values = (kind: keyof typeof livekitHashes) => stage.redis.hvalsBuffer(livekitHashes[kind]);
  const [inbound, outbound, rules] = await Promise.all([
    values('inbound').then((all) => all.map((bytes) => SIPInboundTrunkInfo.fromBinary(bytes))),
    values('outbound').then((all) => all.map((bytes) => SIPOutboundTrunkInfo.fromBinary(bytes))),
    values('rule').then((all) => all.map((bytes) => SIPDispatchRuleInfo.fromBinary(bytes))),
  ]);
  let trunks = 0;
  for (const { letter, arm, numbers } of expected) {
    trunks += numbers.length;
    const records = new Map(
      (await queryRows(arm.databaseUrl, arm.recordsQuery)).map((row) => [String(row.number), row]),
    );
    for (const number of numbers) {
      const record = records.get(number);
      const mine = {
        inbound: inbound.filter(({ numbers: [own] }) => own === number),
        outbound: outbound.filter(({ numbers: [own] }) => own === number),
        rule: rules.filter(({ trunkIds: [own] }) => own === record?.inbound),
      };
      const found = JSON.stringify([
        mine.inbound.map((each) => [each.sipTrunkId, each.authUsername, each.authPassword]),
        mine.outbound.map((each) => [each.sipTrunkId, each.address, each.authUsername, each.authPassword]),
        mine.rule.map((each) => [each.sipDispatchRuleId, roomPrefixOf(each), agentOf(each)]),
      ]);
      const { authUsername, authPassword, address, roomPrefix, agentName } = trunkSettings;
      const right = JSON.stringify([
        [[record?.inbound, authUsername, authPassword]],
        [[record?.outbound, address, authUsername, authPassword]],
        [[record?.rule, roomPrefix, agentName]],
      ]);
      if (found !== right) throw new Error(`Arm ${letter} left ${found} for ${number} instead of ${right}.`);
    }
  }
  const objects = inbound.length + outbound.length + rules.length;
  if (objects !== trunks * 3) throw new Error(`LiveKit has ${objects} objects for ${trunks} trunks.`);
  await stage.clearLivekit();
}

function roomPrefixOf({ rule }: SIPDispatchRuleInfo): string | undefined {
  return rule?.rule.case === 'dispatchRuleIndividual' ? rule.rule.value.roomPrefix : undefined;
}

function agentOf({ roomConfig }: SIPDispatchRuleInfo): string | undefined {
  return roomConfig?.agents[0]?.agentName;
}
