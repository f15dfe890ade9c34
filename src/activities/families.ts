import { Secret } from '../domain/secret.js';
import { agentJobMetadata } from '../domain/trunk/agent-job.js';
import type { TrunkSpec } from '../domain/trunk/spec.js';
import type { LiveKitSip } from '../livekit/sip-api.js';
import type {
  DispatchedAgent,
  DispatchRuleSpec,
  InboundTrunkSpec,
  OutboundTrunkSpec,
} from '../livekit/sip-objects.js';
import { madeBy, type RemovableFamily } from './create-or-adopt.js';
import type { MendableFamily } from './mend.js';

/** For removals, which compare no passwords: they must work even when the password cannot be decrypted. */
export const noPassword = new Secret('');

/**
 * The inbound trunks that answer to the plan's number.
 * @param password null where no key opens it: what depends on it is then neither changed nor compared.
 */
export function inboundTrunks(livekit: LiveKitSip, plan: TrunkSpec, password: Secret | null): MendableFamily {
  const spec = inboundSpec(plan, password);
  return {
    kind: 'inbound',
    list: () => livekit.listInboundTrunks(spec),
    find: (id) => livekit.findInboundTrunk(id, spec),
    create: (name) => livekit.createInboundTrunk(name, spec),
    update: (id, name) => livekit.updateInboundTrunk(id, name, spec),
    remove: async (id) => {
      // A rule that outlives its trunk would stay for ever, because nothing lists it by number.
      const operations = [plan.operationId, ...plan.earlierOperations];
      const rules = await livekit.listRulesOfTrunk(ruleSpec(plan, id));
      for (const rule of rules) {
        if (madeBy(rule.name, plan, operations)) await livekit.deleteRule(rule.id);
      }
      await livekit.deleteTrunk(id);
    },
  };
}

/**
 * The outbound trunks that call from the plan's number.
 * @param password see {@link inboundTrunks}.
 */
export function outboundTrunks(
  livekit: LiveKitSip,
  plan: TrunkSpec,
  password: Secret | null,
): MendableFamily {
  const spec = outboundSpec(plan, password);
  return {
    kind: 'outbound',
    list: () => livekit.listOutboundTrunks(spec),
    find: (id) => livekit.findOutboundTrunk(id, spec),
    create: (name) => livekit.createOutboundTrunk(name, spec),
    update: (id, name) => livekit.updateOutboundTrunk(id, name, spec),
    remove: (id) => livekit.deleteTrunk(id),
  };
}

/** The dispatch rules of one inbound trunk. */
export function rulesOfTrunk(livekit: LiveKitSip, plan: TrunkSpec, inboundTrunkId: string): MendableFamily {
  const spec = ruleSpec(plan, inboundTrunkId);
  return {
    kind: 'rule',
    list: () => livekit.listRulesOfTrunk(spec),
    find: (id) => livekit.findDispatchRule(id, spec),
    create: (name) => livekit.createDispatchRule(name, spec),
    update: (id, name) => livekit.updateDispatchRule(id, name, spec),
    remove: (id) => livekit.deleteRule(id),
  };
}

/** All dispatch rules of the project: an undo must find its own even when it never learnt the trunk's id. */
export function allRules(livekit: LiveKitSip): RemovableFamily {
  return {
    list: async () => (await livekit.listAllRules()).map((rule) => ({ ...rule, differs: [] })),
    find: async (id) => (await livekit.listAllRules()).find((rule) => rule.id === id) ?? null,
    remove: (id) => livekit.deleteRule(id),
  };
}

/** What a plan's inbound trunk is to be. */
export function inboundSpec(plan: TrunkSpec, password: Secret | null): InboundTrunkSpec {
  const { number, username, inboundAuthorization } = plan.settings;
  return {
    number: number.value,
    allowedAddresses: inboundAuthorization.allowed,
    digest: inboundAuthorization.digest ? { username, password: password ?? noPassword } : null,
    metadata: metadataOf(plan),
    ...(inboundAuthorization.digest && password === null ? { accessKept: true } : {}),
  };
}

/** What a plan's outbound trunk is to be. */
export function outboundSpec(plan: TrunkSpec, password: Secret | null): OutboundTrunkSpec {
  return {
    number: plan.settings.number.value,
    address: plan.settings.outboundAddress,
    username: plan.settings.username,
    password: password ?? noPassword,
    metadata: metadataOf(plan),
    ...(password === null ? { credentialsKept: true } : {}),
  };
}

/** What a plan's dispatch rule is to be, for an inbound trunk. */
export function ruleSpec(plan: TrunkSpec, inboundTrunkId: string): DispatchRuleSpec {
  return { inboundTrunkId, roomPrefix: plan.roomPrefix, agent: agentOf(plan) };
}

function agentOf({ settings: { agentName }, agentVersion = null }: TrunkSpec): DispatchedAgent | null {
  return agentName === null ? null : { name: agentName, metadata: agentJobMetadata(agentVersion) };
}

/** For people who look at the trunk in LiveKit: whose it is. Nothing that the owner may change stands here. */
function metadataOf({ organizationId }: TrunkSpec): string {
  return JSON.stringify({ organization: organizationId });
}
