import type { Database } from '../../database/database.js';
import { findTrunk, findTrunkRecord, listTrunks } from '../../database/trunks/queries.js';
import type { InboundCall } from '../../domain/explain/call.js';
import type { Asker, ExplainCall } from '../../domain/explain/explain.js';
import { type Explanation, withNearestCandidates } from '../../domain/explain/explanation.js';
import { explainInbound } from '../../domain/explain/inbound.js';
import { explainOutbound } from '../../domain/explain/outbound.js';
import type { ReadSipState } from '../../domain/explain/state.js';
import { tenantView } from '../../domain/explain/tenant-view.js';
import { LiveKitProblem } from '../../domain/failures.js';

/** The longest time for a list of LiveKit, in milliseconds. */
const listWithinMs = 8_000;

/** Creates the use case that explains calls from the state of LiveKit at that moment. */
export function explainCallWith(parts: {
  readonly database: Database;
  readonly readSipState: ReadSipState;
}): ExplainCall {
  const { database } = parts;
  const readState = () => parts.readSipState(listWithinMs);

  async function inbound(asker: Asker, call: InboundCall): Promise<Explanation> {
    if (asker === 'operator') return explainInbound(await readState(), call);
    const [state, { trunks }] = await Promise.all([
      readState(),
      listTrunks(database, asker.organizationId, null),
    ]);
    const own = new Set<string | null>(
      trunks.flatMap(({ inboundTrunkId, dispatchRuleId }) => [inboundTrunkId, dispatchRuleId]),
    );
    return tenantView(explainInbound(state, call), state, call, (id) => own.has(id));
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

  return async (asker, asked) => {
    try {
      if (asked.direction === 'inbound') {
        const explanation = await inbound(asker, asked.call);
        return { kind: 'explained', explanation: withNearestCandidates(explanation) };
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
  };
}
