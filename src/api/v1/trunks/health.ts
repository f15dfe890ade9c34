import { z } from 'zod';
import { checkNames, checkOutcomes } from '../../../domain/checks/check.js';
import {
  type Call,
  type CallOutcome,
  callDirections,
  callOutcomeNames,
  callOutcomes,
} from '../../../domain/health/call.js';
import type { DirectionHealth, HealthChange, HealthReport } from '../../../domain/health/health.js';
import { healthReasonNames, healthReasons } from '../../../domain/health/state.js';
import { healthStates } from '../../../domain/trunk/trunk.js';
import { objectOf, time, trunkId } from '../../http/endpoint.js';
import { forOrganization } from '../../http/route.js';
import { healthExample, healthObject, healthSchema } from '../../http/trunk/health.js';
import { byTrunk, ownTrunk } from './trunk.js';

const outcome = z.enum(callOutcomeNames);

/** A call, without its numbers: they are not stored. */
const call = objectOf<Call>()({
  direction: [z.enum(callDirections), ({ direction }) => direction],
  started_at: [time, ({ startedAt }) => startedAt.toISOString()],
  ended_at: [
    time.nullable().meta({ description: 'Null for a current call.' }),
    ({ endedAt }) => endedAt?.toISOString() ?? null,
  ],
  outcome: [outcome.nullable(), (each) => each.outcome],
  meaning: [
    z.string().nullable(),
    (each) => (each.outcome === null ? null : callOutcomes[each.outcome].meaning),
  ],
});
const callSchema = z.strictObject(call.shape).meta({ id: 'Call' });

const change = objectOf<HealthChange>()({
  at: [time, ({ at }) => at.toISOString()],
  state: [z.enum(healthStates), ({ reason }) => healthReasons[reason].state],
  reason: [z.enum(healthReasonNames), ({ reason }) => reason],
});

const direction = objectOf<DirectionHealth>()({
  current_calls: [z.int().min(0), ({ currentCalls }) => currentCalls],
  last_call: [callSchema.nullable(), ({ lastCall }) => lastCall && call.of(lastCall)],
  ended: [
    z
      .partialRecord(outcome, z.int().min(1))
      .meta({ description: 'The calls that ended within the last day, by outcome.' }),
    ({ ended }) => ended as Record<CallOutcome, number>,
  ],
});
const directionSchema = z.strictObject(direction.shape);

const report = objectOf<{ readonly id: number; readonly health: HealthReport }>()({
  trunk_id: [trunkId, ({ id }) => id],
  health: [healthSchema, ({ health }) => healthObject(health)],
  changes: [
    z.array(z.strictObject(change.shape)).meta({
      description: 'How the health changed, oldest first. The first change may be older than a day.',
    }),
    ({ health }) => health.changes.map(change.of),
  ],
  inbound: [directionSchema, ({ health }) => direction.of(health.directions.inbound)],
  outbound: [directionSchema, ({ health }) => direction.of(health.directions.outbound)],
  failures: [
    z.array(callSchema).meta({ description: 'The last failed calls of the day, newest first.' }),
    ({ health }) => health.failures.map(call.of),
  ],
  check: [
    z
      .strictObject({
        at: time,
        outcome: z.enum(checkOutcomes),
        names: z.array(z.enum(checkNames)).meta({ description: 'The checks with this outcome.' }),
      })
      .nullable()
      .meta({ description: 'The last check of the trunk.' }),
    ({ health: { check } }) =>
      check && { at: check.at.toISOString(), outcome: check.outcome, names: [...check.names] },
  ],
  foreign_on_number_since: [
    time.nullable().meta({
      description: 'Since when reconciliations find another inbound trunk in LiveKit on the number.',
    }),
    ({ health }) => health.foreignOnNumberSince?.toISOString() ?? null,
  ],
});
const reportSchema = z.strictObject(report.shape).meta({ id: 'TrunkHealthReport' });

/** Reads the health of a trunk over the last day. */
export const readTrunkHealth = forOrganization(
  {
    ...byTrunk,
    method: 'get',
    path: '/v1/trunks/{id}/health',
    id: 'readTrunkHealth',
    summary: 'Read the health of a trunk',
    description:
      'What LiveKit’s webhooks, checks and reconciliations have shown within the last day. Calls that LiveKit refuses before it ' +
      'opens a room leave no trace here.',
    answers: {
      200: {
        description: 'The health, its changes, and the calls behind it.',
        schema: reportSchema,
        examples: {
          new: {
            trunk_id: 42,
            health: healthExample,
            changes: [],
            inbound: { current_calls: 0, last_call: null, ended: {} },
            outbound: { current_calls: 0, last_call: null, ended: {} },
            failures: [],
            check: null,
            foreign_on_number_since: null,
          },
        },
      },
    },
    errors: ['trunk_not_found'],
  },
  async (visit) => {
    const { id } = await ownTrunk(visit);
    return { status: 200, body: report.of({ id, health: await visit.api.trunkHealths.report(id) }) };
  },
);
