import { randomBytes } from 'node:crypto';
import { SIPTransport } from '@livekit/protocol';
import { SipClient } from 'livekit-server-sdk';
import type { FindingJson, ReportJson } from '../../../src/domain/reconcile/report.js';
import type { StartedReconciliation } from '../../../src/domain/reconcile/run.js';
import type { ObjectKind } from '../../../src/domain/trunk/trunk.js';
import { openReconciler } from '../../../src/runtime/administration/open.js';
import { theStack } from './the-stack.js';
import type { World } from './world.js';

/** The result of a run. */
export interface Reconciled {
  readonly started: StartedReconciliation;
  readonly report: ReportJson;
  readonly findings: readonly FindingJson[];
}

/** Starts a run as the command does, once the workflows of the set-ups have ended, and waits for its completion. */
export async function reconciled(
  world: World,
  { repair = false, removeMany = false } = {},
): Promise<Reconciled> {
  await world.setUpsEnded();
  const reconciler = await openReconciler(world.trunkline.config.home);
  const started = await reconciler.start({ repair, removeMany });
  for (;;) {
    const report = await reconciler.report(started.id);
    if (report !== null && report.state !== 'running') {
      const { findings } = await reconciler.findings(started.id, -1);
      return { started, report, findings };
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The fields of each finding that distinguish it from others. */
export function outlined(findings: readonly FindingJson[]) {
  return findings.map(({ code, object, outcome }) => ({ code, id: object?.id, outcome }));
}

/** LiveKit's own client, as somebody uses it who does not use Trunkline. */
export function liveKitByHand(): SipClient {
  const { livekitUrl, livekitApiKey, livekitApiSecret } = theStack();
  return new SipClient(livekitUrl.replace(/^ws/, 'http'), livekitApiKey, livekitApiSecret);
}

const anHour = 3_600_000;

/** A name as a set-up gives it. By default it belongs to this deployment, is an hour old, and its set-up is unknown. */
export function tag(
  { trunkline }: World,
  kind: ObjectKind,
  {
    deploymentId = trunkline.config.deploymentId as string,
    operationId = `op_${randomBytes(16).toString('hex')}`,
    acceptedAt = Date.now() - anHour,
  } = {},
): string {
  return `tl1:${deploymentId}:${operationId}:${kind}:${acceptedAt}`;
}

/** Creates an inbound trunk directly in LiveKit. @returns its id. */
export async function inboundByHand(
  name: string,
  number: string | readonly string[],
  options: Parameters<SipClient['createSipInboundTrunk']>[2] = { authUsername: 'u', authPassword: 'p' },
): Promise<string> {
  const { sipTrunkId } = await liveKitByHand().createSipInboundTrunk(name, [number].flat(), options);
  return sipTrunkId;
}

/** Creates an outbound trunk directly in LiveKit. @returns its id. */
export async function outboundByHand(name: string, number: string): Promise<string> {
  const { sipTrunkId } = await liveKitByHand().createSipOutboundTrunk(name, 'sip.example.com', [number], {
    transport: SIPTransport.SIP_TRANSPORT_AUTO,
    authUsername: 'u',
    authPassword: 'p',
  });
  return sipTrunkId;
}

/** Creates a dispatch rule directly in LiveKit. @returns its id. */
export async function ruleByHand(name: string, trunkIds: readonly string[]): Promise<string> {
  const { sipDispatchRuleId } = await liveKitByHand().createSipDispatchRule(
    { type: 'individual', roomPrefix: 'by-hand-' },
    { name, trunkIds: [...trunkIds] },
  );
  return sipDispatchRuleId;
}

/** The ids of all objects in LiveKit, once the workflows of the set-ups have ended. */
export async function everyId(world: World): Promise<string[]> {
  await world.setUpsEnded();
  const { store } = world;
  const [inbound, outbound, rules] = await Promise.all([
    store.inboundTrunks(),
    store.outboundTrunks(),
    store.dispatchRules(),
  ]);
  return [
    ...inbound.map(({ sipTrunkId }) => sipTrunkId),
    ...outbound.map(({ sipTrunkId }) => sipTrunkId),
    ...rules.map(({ sipDispatchRuleId }) => sipDispatchRuleId),
  ].sort();
}

/** The LiveKit ids in all records, read by plain SQL. */
export async function recordedIds({ trunkline }: World): Promise<string[]> {
  const rows = await trunkline.rows(
    'select inbound_trunk_id, outbound_trunk_id, dispatch_rule_id from trunks',
  );
  return rows.flatMap((row) => Object.values(row).map(String)).sort();
}
