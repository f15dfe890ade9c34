import { writeFile } from 'node:fs/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { expect, inject, it } from 'vitest';
import { newOperationId } from '../../src/security/random-ids.js';
import type { RepairInput } from '../../src/workflows/repair-trunk.js';
import { type Course, historyFile, replay } from '../replay/replaying.js';
import { at, autocallsBody, type Tenant, zuduBody } from './support/tenant.js';
import { useWorld } from './support/world.js';

/*
 * Every history that is made here is replayed at once. With RECORD_HISTORIES=1 it is also kept for test/replay:
 *   RECORD_HISTORIES=1 npx vitest run --project embedded test/integration/histories.test.ts
 * Record anew when the workflow has changed on purpose, and only after asking what becomes of operations that run.
 */
const world = useWorld();
const number = '+15551234567';
const outage = { kind: 'answer', status: 500 } as const;
const refusal = { kind: 'answer', status: 400, code: 'invalid_argument' } as const;

const changes = { phone_number: '+15557654321', sip_password: 'another-password', agent_name: 'night desk' };

const scenarios: Readonly<Record<Course, () => Promise<WorkflowHandle>>> = {
  success: setUp,
  'repeated-steps': () => {
    world.proxy.plan('CreateSIPInboundTrunk', outage, 2);
    world.proxy.plan('CreateSIPOutboundTrunk', outage);
    world.proxy.plan('CreateSIPDispatchRule', outage);
    return setUp();
  },
  rollback: () => {
    world.proxy.plan('CreateSIPDispatchRule', refusal);
    return setUp();
  },
  cancelled: async () => {
    const held = world.proxy.hold('CreateSIPDispatchRule', 'after_livekit');
    const settingUp = setUp();
    await held.arrived;
    await world.temporal.workflow.getHandle(`trunk/${await world.onlyOperationId()}`).cancel();
    return settingUp;
  },
  change: () => onATrunk('PUT'),
  'change-with-repeated-steps': () =>
    onATrunk('PUT', () => {
      world.proxy.plan('UpdateSIPInboundTrunk', outage, 2);
      world.proxy.plan('UpdateSIPDispatchRule', outage);
    }),
  'change-put-back': () => onATrunk('PUT', () => world.proxy.plan('UpdateSIPDispatchRule', refusal)),
  'tear-down': () => onATrunk('DELETE'),
  'tear-down-with-repeated-steps': () =>
    onATrunk('DELETE', () => {
      world.proxy.plan('DeleteSIPDispatchRule', outage, 2);
      world.proxy.plan('DeleteSIPTrunk', outage);
    }),
  repair: () => repairOfATrunk(),
  'repair-with-repeated-steps': () => repairOfATrunk(() => world.proxy.plan('CreateSIPInboundTrunk', outage)),
};
const failing: readonly string[] = ['rollback', 'cancelled', 'change-put-back'] satisfies Course[];

async function setUp(): Promise<WorkflowHandle> {
  const tenant = await world.tenant('reception');
  return world.workflow(await tenant.zudu(zuduBody(number)));
}

/** Sets a trunk up, and lets its workflow come to its end. */
async function aTrunk(): Promise<{ readonly tenant: Tenant; readonly id: number }> {
  const tenant = await world.tenant('reception');
  const made = await tenant.autocalls(autocallsBody(number, { sip_trunk_type: 'number' }));
  await world.workflow(made).result();
  return { tenant, id: Number(at(made.body, 'data', 'id')) };
}

/** Changes or deletes a trunk, under the faults that are planned when it is there. */
async function onATrunk(
  method: 'PUT' | 'DELETE',
  planFaults: () => void = () => undefined,
): Promise<WorkflowHandle> {
  const { tenant, id } = await aTrunk();
  planFaults();
  const answer = await tenant.request(method, `/api/user/phone-numbers/sip-trunks/${id}`, {
    headers: { authorization: `Bearer ${tenant.key.secret}` },
    ...(method === 'PUT' ? { body: changes } : {}),
  });
  return world.workflow(answer);
}

/** Repairs a trunk whose inbound trunk LiveKit has lost. */
async function repairOfATrunk(planFaults: () => void = () => undefined): Promise<WorkflowHandle> {
  const { id: trunkId } = await aTrunk();
  const [inbound] = await world.store.inboundTrunks();
  await world.store.redis.hdel('sip_inbound_trunk', inbound?.sipTrunkId ?? '');
  planFaults();
  const { config } = world.trunkline;
  const operationId = newOperationId();
  return world.temporal.workflow.start('repairTrunk', {
    workflowId: `trunk/${operationId}`,
    taskQueue: config.temporal.taskQueue,
    args: [
      {
        operationId,
        trunkId,
        deploymentId: config.deploymentId,
        roomPrefix: config.roomPrefix,
        recover: false,
      } satisfies RepairInput,
    ],
  });
}

it.each(Object.entries(scenarios))('the course %s is replayed as it went', async (course, scenario) => {
  const workflow = await scenario();
  const result = await workflow.result().then(
    () => 'completed',
    () => 'failed',
  );
  expect(result).toBe(failing.includes(course) ? 'failed' : 'completed');

  const history = historyToJSON(await workflow.fetchHistory());

  await replay({ codePath: inject('stack').workflowBundle }, history);
  if (process.env.RECORD_HISTORIES === '1') {
    await writeFile(historyFile(course as Course), withoutMachine(history));
  }
});

/** Leaves out what tells of the machine: replaying needs neither stack traces nor names of workers. */
function withoutMachine(history: string): string {
  const kept = JSON.parse(history, (key, value: unknown) => {
    if (key === 'stackTrace') return undefined;
    // A worker is named by its process and its machine, and its sticky queue after it.
    return typeof value === 'string' && /^\d+@/.test(value) ? 'a-worker' : value;
  });
  return `${JSON.stringify(kept, null, 1)}\n`;
}
