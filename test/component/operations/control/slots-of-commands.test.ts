import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeyRing, newOperationId } from '../../../../src/crypto/secrets.js';
import { beginCompensation, releaseNumber } from '../../../../src/database/operations/operations.js';
import { acceptIntent } from '../../../../src/database/operations/set-up.js';
import { noNumberRules } from '../../../../src/domain/trunk/numbers/number-rules.js';
import type { E164 } from '../../../../src/domain/trunk/trunk.js';
import type { OperationId } from '../../../../src/domain/values.js';
import { cancelOperationWith, retryOperationWith } from '../../../../src/operations/control/control.js';
import type { Admission } from '../../../../src/operations/runner/admission.js';
import { testCallsWith } from '../../../../src/operations/test-call/place-test-call.js';
import { ada, afterNoon, aTrunk, intentFor, useDatabase } from '../../database/in-memory-database.js';
import { admissionWith, endSlots, limits, runnerOn } from '../operations-on.js';

const memory = await useDatabase();
const number = '+15551230001';
const noCapacity = { kind: 'unavailable', component: 'capacity', retryAfterSeconds: 1 };
const command = {
  organizationId: ada,
  requestedBy: { keyId: 'sk_owner', address: null },
  idempotencyKey: null,
  waitMs: 60_000,
};

/** The commands that wait for something after they are accepted. */
async function commandsOn() {
  const callEnded = new EventEmitter();
  const base = await runnerOn(memory);
  const runner = {
    ...base,
    admission: admissionWith(limits),
    keyRing: new KeyRing([{ id: 'k1', material: randomBytes(32) }]),
    askForSteps: async () => null,
    askForWaiting: async () => null,
  };
  const cancel = cancelOperationWith({ ...runner, starter: { cancel: async () => true } });
  const retry = retryOperationWith(runner);
  const { place } = testCallsWith({
    ...runner,
    slots: runner.admission.read,
    starter: {
      startTestCall: async () => undefined,
      testCallEnded: async () => void (await once(callEnded, 'ended')),
    },
    rateLimits: { count: () => null, check: () => null },
    atOnce: { inAll: 8, perOrganization: 2 },
    destinations: { own: true, countries: 'all', premium: false, satellite: false },
  });
  return {
    callEnded,
    read: runner.admission.read,
    admission: runner.admission,
    begin: {
      cancel: (operationId: OperationId) => cancel({ ...command, operationId }),
      retry: (operationId: OperationId) => retry({ ...command, operationId }),
      testCall: (trunkId: number) =>
        place({
          ...{ ...command, over: { kind: 'trunk', id: trunkId }, called: '+15551239999' as E164 },
          ...{ ringSeconds: 5, talkSeconds: 1 },
        }),
    },
  };
}

let commands: Awaited<ReturnType<typeof commandsOn>>;

beforeEach(async () => {
  commands = await commandsOn();
});

afterEach(() => endSlots(commands.admission));

async function begun(): Promise<OperationId> {
  const intent = intentFor(number, { operationId: newOperationId() });
  expect(await acceptIntent(memory.database, intent, noNumberRules)).toMatchObject({ kind: 'accepted' });
  return intent.operationId;
}

async function taken(read: Admission) {
  const slot = await read.acquire(ada);
  if (slot.kind !== 'admitted') throw new Error('The slot is free.');
  return slot;
}

describe('a command that waits for something', () => {
  it('a command that waits for something sends no statement to the database without a slot', async () => {
    const operationId = await begun();
    const { begin, read } = commands;
    const slot = await taken(read);
    const before = memory.statements.length;

    expect(await begin.cancel(operationId)).toEqual(noCapacity);
    expect(await begin.retry(operationId)).toEqual(noCapacity);
    expect(await begin.testCall(7)).toEqual(noCapacity);

    expect(memory.statements.slice(before)).toEqual([]);
    slot.release();
  });

  it('a command that waits for something has freed its slot while it waits', async () => {
    const operationId = await begun();
    const { id: trunkId } = await aTrunk(memory.database, '+15551230002');
    const { begin, read, callEnded } = commands;
    const removed = { inbound: 0, outbound: 0, rule: 0 };

    for (const [start, accepted, end] of [
      [
        () => begin.cancel(operationId),
        /insert into "audit"/,
        async () => {
          await beginCompensation(memory.database, operationId, {
            step: 'rule',
            code: 'livekit_refused',
            removed,
          });
          await releaseNumber(memory.database, operationId, { removed }, afterNoon(2_000));
        },
      ],
      [() => begin.testCall(trunkId), /insert into "test_calls"/, () => callEnded.emit('ended')],
    ] as const) {
      const before = memory.statements.length;
      const answers: string[] = [];
      const waiting = start().then(({ kind }) => answers.push(kind));
      await expect.poll(() => accepted.test(memory.statements.slice(before).join())).toBe(true);
      await expect.poll(() => read.active).toBe(0);
      expect(answers).toEqual([]);
      await end();
      await waiting;
    }
  });
});
