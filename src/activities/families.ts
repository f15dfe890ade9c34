import type { LiveKitSip } from '../livekit/sip-api.js';
import type { DispatchRuleWish, InboundTrunkWish, OutboundTrunkWish } from '../livekit/sip-objects.js';
import type { SetUpPlan } from '../trunks/plan.js';
import { Secret } from '../trunks/secret.js';
import { type Family, madeBy } from './create-or-adopt.js';

/** For removals, which compare no passwords: they must work even when the password cannot be decrypted. */
export const noPassword = new Secret('');

/** The inbound trunks that answer to the plan's number. */
export function inboundTrunks(livekit: LiveKitSip, plan: SetUpPlan, password: Secret): Family {
  const { number, username, inboundAuthorization } = plan.settings;
  const wish: InboundTrunkWish = {
    number: number.value,
    allowedAddresses: inboundAuthorization.allowed,
    digest: inboundAuthorization.digest ? { username, password } : null,
    metadata: metadataOf(plan),
  };
  return {
    kind: 'inbound',
    list: () => livekit.listInboundTrunks(wish),
    create: (name) => livekit.createInboundTrunk(name, wish),
    remove: async (id) => {
      // A rule that outlives its trunk would stay for ever, because nothing lists it by number.
      const operations = [plan.operationId, ...plan.predecessors];
      const rules = await livekit.listRulesOfTrunk(ruleWish(plan, id));
      for (const rule of rules) {
        if (madeBy(rule.name, plan, operations)) await livekit.deleteRule(rule.id);
      }
      await livekit.deleteTrunk(id);
    },
  };
}

/** The outbound trunks that call from the plan's number. */
export function outboundTrunks(livekit: LiveKitSip, plan: SetUpPlan, password: Secret): Family {
  const wish: OutboundTrunkWish = {
    number: plan.settings.number.value,
    address: plan.settings.outboundAddress,
    username: plan.settings.username,
    password,
    metadata: metadataOf(plan),
  };
  return {
    kind: 'outbound',
    list: () => livekit.listOutboundTrunks(wish),
    create: (name) => livekit.createOutboundTrunk(name, wish),
    remove: (id) => livekit.deleteTrunk(id),
  };
}

/** The dispatch rules of one inbound trunk. */
export function rulesOfTrunk(livekit: LiveKitSip, plan: SetUpPlan, inboundTrunkId: string): Family {
  const wish = ruleWish(plan, inboundTrunkId);
  return {
    kind: 'rule',
    list: () => livekit.listRulesOfTrunk(wish),
    create: (name) => livekit.createDispatchRule(name, wish),
    remove: (id) => livekit.deleteRule(id),
  };
}

/** All dispatch rules of the project: an undo must find its own even when it never learnt the trunk's id. */
export function allRules(livekit: LiveKitSip): Pick<Family, 'list' | 'remove'> {
  return {
    list: async () => (await livekit.listAllRules()).map((rule) => ({ ...rule, differs: [] })),
    remove: (id) => livekit.deleteRule(id),
  };
}

function ruleWish(plan: SetUpPlan, inboundTrunkId: string): DispatchRuleWish {
  return { inboundTrunkId, roomPrefix: plan.roomPrefix, agentName: plan.settings.agentName };
}

/** For people who look at the trunk in LiveKit, where the name holds the tag. */
function metadataOf(plan: SetUpPlan): string {
  return plan.settings.nickname === null ? '' : JSON.stringify({ nickname: plan.settings.nickname });
}
