import { writeFile } from 'node:fs/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { expect, inject, it } from 'vitest';
import { type Course, historyFile, replay } from '../replay/replaying.js';
import { zuduBody } from './support/tenant.js';
import { useWorld } from './support/world.js';

/*
 * Every history that is made here is replayed at once. With RECORD_HISTORIES=1 it is also kept for test/replay:
 *   RECORD_HISTORIES=1 npx vitest run --project embedded test/integration/histories.test.ts
 * Record anew when the workflow has changed on purpose, and only after asking what becomes of set-ups that run.
 */
const world = useWorld();
const number = '+15551234567';
const outage = { kind: 'answer', status: 500 } as const;
const refusal = { kind: 'answer', status: 400, code: 'invalid_argument' } as const;

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
};

async function setUp(): Promise<WorkflowHandle> {
  const tenant = await world.tenant('reception');
  return world.workflow(await tenant.zudu(zuduBody(number)));
}

it.each(Object.entries(scenarios))('a set-up with %s is replayed as it went', async (course, scenario) => {
  const workflow = await scenario();
  const result = await workflow.result().then(
    () => 'completed',
    () => 'failed',
  );
  expect(result).toBe(course === 'success' || course === 'repeated-steps' ? 'completed' : 'failed');

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
