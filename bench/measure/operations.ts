import { setTimeout as sleep } from 'node:timers/promises';
import { trunkSettings } from '../arms/steps.js';
import { type Quantiles, quantilesOf } from '../report/statistics.js';
import { nextNumbers } from '../stage/numbers.js';
import { memoryMiBOf } from '../stage/processes.js';
import { queryRows, type Stage } from '../stage/stage.js';
import { TrunklineService } from '../stage/trunkline-service.js';
import { setUpMany } from './load.js';

/** How often each operation is measured. */
export interface Repetitions {
  readonly calls: number;
  readonly importLines: number;
  readonly kills: number;
  readonly starts: number;
  readonly setUpsForMemory: number;
}

/** The durations of everything beside set-ups, in milliseconds and with a delay of 10 ms for each call to LiveKit. */
export interface Operations {
  readonly change: Quantiles;
  readonly delete: Quantiles;
  /** From the request until the answer that everything was removed, when LiveKit refuses the dispatch rule. */
  readonly rollback: Quantiles;
  readonly importLines: number;
  readonly importSeconds: number;
  /** From the death of a worker until the last of 20 running set-ups was answered, with another worker beside it. */
  readonly recovery: Quantiles;
  /** From the start of a process until it is ready. */
  readonly start: Quantiles;
  readonly setUpsForMemory: number;
  readonly memoryMiB: number;
}

const delayMs = 10;
const pollMs = 100;
const setUpsAtKill = 20;
/** The worker dies in the middle of a set-up, whose first calls are delayed by this much. */
const delayAtKillMs = 50;
const killAfterMs = 80;

/** Measures the other operations on a Trunkline of its own. */
export async function measureOperations(stage: Stage, times: Repetitions): Promise<Operations> {
  const databaseUrl = await stage.createDatabase();
  await stage.proxy.delay(delayMs);
  const service = await TrunklineService.start(stage, { DATABASE_URL: databaseUrl });
  const setUp = { setUp: (number: string) => timed(() => service.createTrunk(number)) };
  try {
    await setUpMany(setUp, times.setUpsForMemory, 10);
    await stage.proxy.settled();
    const memoryMiB = memoryMiBOf(service.pid);
    await stage.clearLivekit();

    const numbers = nextNumbers(times.calls);
    for (const number of numbers) await service.createTrunk(number);
    const rows = await queryRows(databaseUrl, 'select id, phone_number from trunks');
    const ids = new Map(rows.map(({ id, phone_number }) => [String(phone_number), String(id)]));
    const change = await each(numbers, (number) =>
      service.json('PUT', `/api/user/phone-numbers/sip-trunks/${ids.get(number)}`, {
        sip_username: 'changed',
      }),
    );
    const removal = await each(numbers, (number) => service.json('DELETE', `/api/phone-numbers/${number}`));
    const rollback = await each(nextNumbers(times.calls), async (number) => {
      await stage.proxy.refuse('CreateSIPDispatchRule', 1);
      await service.createTrunk(number).then(
        () => Promise.reject(new Error('A set-up succeeded without its rule.')),
        () => undefined,
      );
    });
    await requireEmpty(stage);
    const importSeconds = (await timed(() => importLines(service, times.importLines))) / 1_000;
    await stage.clearLivekit();
    const start: number[] = [];
    for (let round = 0; round < times.starts; round += 1) {
      await service.stop();
      await service.startAgain();
      start.push(service.startMs);
    }
    await service.stop();
    return {
      ...{ change, delete: removal, rollback, importLines: times.importLines, importSeconds },
      ...{ recovery: await measureRecovery(stage, times.kills), start: quantilesOf(start) },
      ...{ setUpsForMemory: times.setUpsForMemory, memoryMiB },
    };
  } finally {
    await service.stop();
  }
}

/** Kills one of two workers while set-ups run; the other one must finish them. */
async function measureRecovery(stage: Stage, kills: number): Promise<Quantiles> {
  await stage.proxy.delay(delayAtKillMs);
  const databaseUrl = await stage.createDatabase();
  const gateway = await TrunklineService.start(stage, { DATABASE_URL: databaseUrl, ROLE: 'gateway' });
  const survivor = await gateway.startWorker();
  const recoveries: number[] = [];
  try {
    for (let round = 0; round < kills; round += 1) {
      const victim = await gateway.startWorker();
      const answered = Promise.all(nextNumbers(setUpsAtKill).map((number) => gateway.createTrunk(number)));
      await sleep(killAfterMs);
      const killed = performance.now();
      await victim.kill();
      await answered;
      recoveries.push(performance.now() - killed);
    }
    return quantilesOf(recoveries);
  } finally {
    await Promise.all([survivor.stop(), gateway.stop()]);
    await stage.proxy.settled();
    await stage.clearLivekit();
  }
}

async function importLines(service: TrunklineService, lines: number): Promise<void> {
  const { authUsername, authPassword, address } = trunkSettings;
  const head =
    'phone_number,nickname,sip_username,sip_password,sip_address,sip_calling_format,inbound_authorization_type';
  const file = nextNumbers(lines).map(
    (number) => `${number},Desk,${authUsername},${authPassword},${address},+e164,auth`,
  );
  const { id } = await service.json('POST', '/v1/imports', [head, ...file, ''].join('\n'));
  for (;;) {
    const { state, counts } = await service.json('GET', `/v1/imports/${id}`);
    if (state === 'finished') {
      const done = JSON.stringify(counts);
      if (!done.includes(`"succeeded":${lines}`)) throw new Error(`Not all lines succeeded: ${done}`);
      return;
    }
    await sleep(pollMs);
  }
}

async function requireEmpty(stage: Stage): Promise<void> {
  await stage.proxy.settled();
  const counts = await stage.livekitObjects();
  if (counts > 0) throw new Error(`LiveKit still has ${counts} objects after deletes and rollbacks.`);
}

async function each(
  numbers: readonly string[],
  call: (number: string) => Promise<unknown>,
): Promise<Quantiles> {
  const durations: number[] = [];
  for (const number of numbers) durations.push(await timed(() => call(number)));
  return quantilesOf(durations);
}

/** Runs a call. @returns its duration in milliseconds. */
export async function timed(call: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await call();
  return performance.now() - started;
}
