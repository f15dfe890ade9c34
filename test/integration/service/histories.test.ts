import { writeFile } from 'node:fs/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { expect, it } from 'vitest';
import { newOperationId } from '../../../src/crypto/secrets.js';
import type { ImportId } from '../../../src/domain/import/import.js';
import type { ImportInput } from '../../../src/workflows/import/run-import.js';
import { linesPendingName } from '../../../src/workflows/names.js';
import type { RepairInput } from '../../../src/workflows/repair/repair-trunk.js';
import { type Course, historyFile, replay } from '../../replay/replaying.js';
import { accounts, importNumber, useCarriers } from '../support/calls/carriers.js';
import { fileOf } from '../support/livekit/estate.js';
import { objectsOf } from '../support/livekit/objects.js';
import { at, autocallsBody, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { theStack } from '../support/the-stack.js';

/*
 * Every history that these tests create is replayed at once. With RECORD_HISTORIES=1 it is also saved for test/replay:
 *   RECORD_HISTORIES=1 npx vitest run --project embedded test/integration/service/histories.test.ts
 * Record the histories again after an intended change of the workflows. First decide what happens to running operations.
 */
const world = useCarriers();
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
  compensation: () => {
    world.proxy.plan('CreateSIPDispatchRule', refusal);
    return setUp();
  },
  cancelled: async () => {
    const held = world.proxy.hold('CreateSIPDispatchRule', 'after_livekit');
    const settingUp = setUp();
    await held.arrived;
    const workflow = world.temporal.workflow.getHandle(`trunk/${await world.onlyOperationId()}`);
    // The rule may be begun before the workflow has started.
    const isCancelled = () =>
      workflow.cancel().then(
        () => true,
        () => false,
      );
    await expect.poll(isCancelled).toBe(true);
    return settingUp;
  },
  change: () => onATrunk('PUT'),
  'change-with-repeated-steps': () =>
    onATrunk('PUT', () => {
      world.proxy.plan('UpdateSIPInboundTrunk', outage, 2);
      world.proxy.plan('UpdateSIPDispatchRule', outage);
    }),
  'change-restored': () => onATrunk('PUT', () => world.proxy.plan('UpdateSIPDispatchRule', refusal)),
  'change-with-skipped-part': changeWithSkippedPart,
  'tear-down': () => onATrunk('DELETE'),
  'tear-down-with-repeated-steps': () =>
    onATrunk('DELETE', () => {
      world.proxy.plan('DeleteSIPDispatchRule', outage, 2);
      world.proxy.plan('DeleteSIPTrunk', outage);
    }),
  repair: () => repairOfATrunk(),
  import: async () => {
    const tenant = await world.tenant('reception');
    return world.workflow(await importNumber(tenant, 'twilio'));
  },
  'import-compensation': async () => {
    const tenant = await world.tenant('reception');
    world.twilio.plan(/^POST \/v1\/Trunks$/, { kind: 'lose_reply' });
    world.twilio.plan(/^POST .*\/IncomingPhoneNumbers/, { kind: 'answer', status: 400 });
    return world.workflow(await importNumber(tenant, 'twilio'));
  },
  'import-tear-down': async () => {
    const tenant = await world.tenant('reception');
    await world.workflow(await importNumber(tenant, 'twilio')).result();
    world.twilio.plan(/^GET .*\/IncomingPhoneNumbers/, { kind: 'answer', status: 503 });
    const answer = await tenant.request('DELETE', `/api/phone-numbers/${accounts.twilio.number}`, {
      headers: { authorization: `Bearer ${tenant.key.secret}` },
    });
    return world.workflow(answer);
  },
  'import-of-many': () => {
    world.proxy.plan('CreateSIPDispatchRule', refusal);
    return importOfMany();
  },
  'import-of-many-goes-on': importThatGoesOn,
  'repair-with-repeated-steps': () => repairOfATrunk(() => world.proxy.plan('CreateSIPInboundTrunk', outage)),
};
const failing: readonly string[] = [
  'compensation',
  'cancelled',
  'change-restored',
  'change-with-skipped-part',
  'import-compensation',
] satisfies Course[];

/** Starts an import of three trunks. */
async function importOfMany(): Promise<WorkflowHandle> {
  const tenant = await world.tenant('reception');
  const begun = await tenant.request('POST', '/v1/imports', {
    body: fileOf(['+15551234501', '+15551234502', '+15551234503']),
    headers: { authorization: `Bearer ${tenant.key.secret}`, 'content-type': 'text/csv' },
  });
  const workflow = world.temporal.workflow.getHandle(`import/${String(at(begun.body, 'id'))}`);
  // The workflow starts after the answer.
  const isBegun = () =>
    workflow.describe().then(
      () => true,
      () => false,
    );
  await expect.poll(isBegun).toBe(true);
  return workflow;
}

/** Signals an import until its run continues as new. @returns that run. */
async function importThatGoesOn(): Promise<WorkflowHandle> {
  const { workflowId } = await importOfMany();
  const { config } = world.trunkline;
  const importId = workflowId.replace('import/', '') as ImportId;
  const input: ImportInput = { importId, atOnce: config.importLinesAtOnce };
  const linesPending = async () => {
    const { signaledRunId } = await world.temporal.workflow.signalWithStart('runImport', {
      ...{ workflowId, taskQueue: config.temporal.taskQueue, args: [input] },
      ...{ signal: linesPendingName, signalArgs: [] },
    });
    return signaledRunId;
  };
  let run = await linesPending();
  const goesOn = async () => {
    const next = await linesPending();
    if (next === run) return false;
    const { status } = await world.temporal.workflow.getHandle(workflowId, run).describe();
    if (status.name === 'CONTINUED_AS_NEW') return true;
    run = next;
    return false;
  };
  // A run that ends before it has received enough signals is followed by another one, which receives the next signals.
  await expect.poll(goesOn, { interval: 1 }).toBe(true);
  return world.temporal.workflow.getHandle(workflowId, run);
}

async function setUp(): Promise<WorkflowHandle> {
  const tenant = await world.tenant('reception');
  return world.workflow(await tenant.zudu(zuduBody(number)));
}

/** Sets up a trunk, and waits for the end of its workflow. */
async function aTrunk(): Promise<{ readonly tenant: Tenant; readonly id: number }> {
  const tenant = await world.tenant('reception');
  const made = await tenant.autocalls(autocallsBody(number, { sip_trunk_type: 'number' }));
  await world.workflow(made).result();
  return { tenant, id: Number(at(made.body, 'data', 'id')) };
}

/** Sets up a trunk, plans faults, and then changes or deletes the trunk. */
async function onATrunk(
  method: 'PUT' | 'DELETE',
  planFaults: () => void = () => undefined,
  headers: Record<string, string> = {},
): Promise<WorkflowHandle> {
  const { tenant, id } = await aTrunk();
  planFaults();
  const answer = await tenant.request(method, `/api/user/phone-numbers/sip-trunks/${id}`, {
    headers: { authorization: `Bearer ${tenant.key.secret}`, ...headers },
    ...(method === 'PUT' ? { body: changes } : {}),
  });
  return world.workflow(answer);
}

/** Starts a change of which one part cannot be restored, and skips that part as an operator. */
async function changeWithSkippedPart(): Promise<WorkflowHandle> {
  const workflow = await onATrunk(
    'PUT',
    () => {
      world.proxy.plan('UpdateSIPDispatchRule', refusal);
      world.proxy.plan('UpdateSIPInboundTrunk', outage, { after: 1, times: Infinity });
    },
    { prefer: 'respond-async' },
  );
  const resolution = { part: 'inbound', action: 'skip', by: 'Grace', reason: 'for the record' };
  const isTaken = () =>
    workflow.executeUpdate('resolveCompensation', { args: [resolution] }).then(
      () => true,
      () => false,
    );
  await expect.poll(isTaken).toBe(true);
  return workflow;
}

/** Removes the inbound trunk of a trunk from LiveKit, and repairs it. */
async function repairOfATrunk(planFaults: () => void = () => undefined): Promise<WorkflowHandle> {
  const { id: trunkId } = await aTrunk();
  const { inbound } = await objectsOf(world);
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

it.each(Object.entries(scenarios))(
  'the history of the course %s can be replayed',
  async (course, scenario) => {
    const workflow = await scenario();
    const result = await workflow.result().then(
      () => 'completed',
      () => 'failed',
    );
    expect(result).toBe(failing.includes(course) ? 'failed' : 'completed');

    const history = historyToJSON(await workflow.fetchHistory());

    await replay({ codePath: theStack().workflowBundle }, history);
    if (process.env.RECORD_HISTORIES === '1') {
      await writeFile(historyFile(course as Course), withoutMachine(history));
    }
  },
);

/** Removes stack traces and names of workers, which differ on each machine and are not needed for a replay. */
function withoutMachine(history: string): string {
  const kept = JSON.parse(history, (key, value: unknown) => {
    if (key === 'stackTrace') return undefined;
    // The name of a worker and of its sticky queue contains its process and its machine.
    return typeof value === 'string' && /^\d+@/.test(value) ? 'a-worker' : value;
  });
  return `${JSON.stringify(kept, null, 1)}\n`;
}
