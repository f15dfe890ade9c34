import type { Database } from '../../database/database.js';
import { mayTake } from '../../database/numbers/claims.js';
import { findTrunk, findTrunkRecord, listTrunks } from '../../database/trunks/queries.js';
import type { InboundCall } from '../../domain/explain/call.js';
import type { Asker, CallToExplain, ExplainAnswer, ExplainCall } from '../../domain/explain/explain.js';
import { withNearestCandidates } from '../../domain/explain/explanation.js';
import { explainInbound } from '../../domain/explain/inbound.js';
import { explainOutbound } from '../../domain/explain/outbound.js';
import type { ReadSipState } from '../../domain/explain/state.js';
import { holderOf, tenantView, withheldView } from '../../domain/explain/tenant-view.js';
import { LiveKitProblem } from '../../domain/failures.js';
import { type ConflictBudget, inSlot, type Slots } from '../../domain/limits.js';
import type { NumberRules } from '../../domain/trunk/numbers/number-rules.js';
import { collisionKeyOf } from '../../domain/trunk/trunk.js';
import type { OrganizationId } from '../../domain/values.js';
import { type TenantId, tenantOf } from '../runner/presence.js';

/** The longest time for a list of LiveKit, in milliseconds. */
const listWithinMs = 8_000;

/** Creates the use case that explains calls from the state of LiveKit at that moment. */
export function explainCallWith(parts: {
  readonly database: Database;
  readonly readSipState: ReadSipState;
  readonly rules: Pick<NumberRules, 'ownership'>;
  readonly conflicts: ConflictBudget;
  /** Limits how many calls are explained at once, because each reads all objects in LiveKit. */
  readonly slots: Slots<TenantId>;
}): ExplainCall {
  const { database } = parts;
  const readState = () => parts.readSipState(listWithinMs);

  async function inbound(asker: Asker, call: InboundCall): Promise<ExplainAnswer> {
    if (asker === 'operator')
      return { kind: 'explained', explanation: explainInbound(await readState(), call) };
    return explainToTenant(asker.organizationId, call);
  }

  /** An answer reveals no more about the numbers of others than a set-up: what may be taken and the budget limit it. */
  async function explainToTenant(organizationId: OrganizationId, call: InboundCall): Promise<ExplainAnswer> {
    const [state, { trunks }, isAllowed] = await Promise.all([
      readState(),
      listTrunks(database, organizationId, null),
      mayTake(database, organizationId, collisionKeyOf(call.to), parts.rules),
    ]);
    const own = new Set<string | null>(
      trunks.flatMap(({ inboundTrunkId, dispatchRuleId }) => [inboundTrunkId, dispatchRuleId]),
    );
    const owns = (id: string) => own.has(id);
    const holder = holderOf(state, call, owns);
    if (holder !== 'tenant') {
      if (!isAllowed) return { kind: 'explained', explanation: withheldView(state, call, owns) };
      const spent = parts.conflicts.spent(organizationId);
      const tooMany = spent ?? (holder === 'others' ? parts.conflicts.spend(organizationId, 1) : null);
      if (tooMany !== null) return tooMany;
    }
    return {
      kind: 'explained',
      explanation: tenantView(explainInbound(state, call), state, call, owns),
    };
  }

  /** Returns the id of an outbound trunk in LiveKit; null if the asker may not name the trunk. */
  async function outboundTrunkId(asker: Asker, trunk: number | string): Promise<string | null> {
    if (asker === 'operator') {
      return typeof trunk === 'string'
        ? trunk
        : ((await findTrunkRecord(database, trunk))?.outboundTrunkId ?? null);
    }
    const { organizationId } = asker;
    if (typeof trunk === 'number')
      return (await findTrunk(database, organizationId, trunk))?.outboundTrunkId ?? null;
    const { trunks } = await listTrunks(database, organizationId, null);
    return trunks.some(({ outboundTrunkId }) => outboundTrunkId === trunk) ? trunk : null;
  }

  async function explained(asker: Asker, asked: CallToExplain): Promise<ExplainAnswer> {
    try {
      if (asked.direction === 'inbound') {
        const answer = await inbound(asker, asked.call);
        if (answer.kind !== 'explained') return answer;
        return { ...answer, explanation: withNearestCandidates(answer.explanation) };
      }
      const trunkId = await outboundTrunkId(asker, asked.trunk);
      if (trunkId === null) return { kind: 'trunk_not_found' };
      return {
        kind: 'explained',
        explanation: explainOutbound(await readState(), { trunkId, to: asked.to }),
      };
    } catch (error) {
      if (error instanceof LiveKitProblem) return { kind: 'livekit_unavailable' };
      throw error;
    }
  }

  const busy = () => ({ kind: 'busy' }) as const;
  return (asker, asked) => inSlot(parts.slots, tenantOf(asker), () => explained(asker, asked), busy);
}
