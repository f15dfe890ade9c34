import { afterEach, describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/runtime/config/config.js';
import { type Service, startService } from '../../../src/runtime/service.js';
import { at, autocallsBody, zuduBody } from '../support/requests/tenant.js';
import { theStack } from '../support/the-stack.js';
import { ensureBuilt, TrunklineProcess } from '../support/trunkline-process.js';
import { nothing, oneTrunk, operationIdOf, useWorld } from '../support/world.js';

const number = '+15551234567';
const isPostgres = theStack().database === 'postgres';
if (!isPostgres) {
  process.stdout.write('    roles are not tested here: the embedded database serves a single process\n');
}

describe.runIf(isPostgres)('a gateway and a worker in separate services', () => {
  // Beside other organizations, many calls of one wait for a slot; on a busy machine longer than callers usually may.
  const world = useWorld({ ROLE: 'gateway', SET_UP_ADMISSION_WAIT_MS: '60000' });
  const workers: Service[] = [];
  afterEach(() => Promise.all(workers.splice(0).map((worker) => worker.stop())));

  /** Starts a worker beside the gateway of the world. */
  async function startWorker(): Promise<void> {
    const config = parseConfig({ ...world.trunkline.env, ROLE: 'worker' });
    const { workflowBundle } = theStack();
    workers.push(await startService(config, { logger: world.trunkline.logger, workflowBundle }));
  }

  it('a gateway and a worker set up trunks together without an eager start', async () => {
    await startWorker();
    const tenant = await world.tenant();

    const zudu = await tenant.zudu(zuduBody(number));
    const autocalls = await tenant.autocalls(autocallsBody('1000'));

    expect([zudu.status, autocalls.status]).toEqual([200, 201]);
    const { events } = await world.workflow(zudu).fetchHistory();
    const started = events?.find(
      ({ workflowExecutionStartedEventAttributes }) => workflowExecutionStartedEventAttributes,
    );
    expect(started?.workflowExecutionStartedEventAttributes?.eagerExecutionAccepted ?? false).toBe(false);
    expect(await world.remains()).toEqual({ inbound: 2, outbound: 2, rule: 2, records: 2, reservations: 2 });
  });

  it('the worker compensates a failed set-up, and the gateway reports the failure', async () => {
    await startWorker();
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPDispatchRule', { kind: 'answer', status: 400, code: 'invalid_argument' });

    expect(await tenant.zudu(zuduBody(number))).toMatchObject({
      status: 500,
      body: { code: 'livekit_refused' },
    });
    expect(await world.remains()).toEqual(nothing);
  });

  it('a trunk that a gateway accepted without a worker is set up once a worker starts', async () => {
    await world.trunkline.stop();
    await world.trunkline.startAgain({ ROLE: 'gateway', ANSWER_WAIT_MS: '300' });
    const tenant = await world.tenant();

    const answer = await tenant.zudu(zuduBody(number));
    expect(answer.status).toBe(202);
    expect(await world.remains()).toEqual({ ...nothing, reservations: 1 });
    expect((await tenant.operation(operationIdOf(answer))).body).toMatchObject({
      state: 'running',
      steps: ['inbound', 'outbound', 'rule', 'record'].map((name) => ({
        name,
        state: 'pending',
        started_at: null,
        ended_at: null,
        attempts: null,
      })),
    });
    await startWorker();

    await expect
      .poll(() => tenant.operation(operationIdOf(answer)), { timeout: 20_000 })
      .toMatchObject({ body: { state: 'succeeded' } });
    expect(await world.remains()).toEqual(oneTrunk);
    await world.trunkline.stop();
    await world.trunkline.startAgain();
  });

  it('a gateway and a worker end with exit code 0 when they are asked to', async () => {
    await ensureBuilt();
    const running = await Promise.all(
      ['gateway', 'worker'].map((ROLE) => TrunklineProcess.start({ ...world.trunkline.env, ROLE })),
    );

    expect(await Promise.all(running.map((service) => service.stop()))).toEqual([0, 0]);
  });

  it('a gateway and a worker end when they are asked to, also when nobody reads their log any more', async () => {
    await ensureBuilt();
    const running = await Promise.all(
      ['gateway', 'worker'].map((ROLE) =>
        TrunklineProcess.start({ ...world.trunkline.env, ROLE, LOG_LEVEL: 'info' }),
      ),
    );
    for (const service of running) service.stopReading();

    expect(await Promise.all(running.map((service) => service.stop()))).toEqual([0, 0]);
  });

  it('20 identical calls make one trunk when there are two workers', async () => {
    await Promise.all([startWorker(), startWorker()]);
    const tenant = await world.tenant();

    const answers = await Promise.all(Array.from({ length: 20 }, () => tenant.zudu(zuduBody(number))));

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => at(body, 'data'))).size).toBe(1);
    expect(await world.remains()).toEqual(oneTrunk);
  });
});
