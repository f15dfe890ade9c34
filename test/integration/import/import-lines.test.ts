import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { fileOf } from '../support/livekit/estate.js';
import { at, type Tenant } from '../support/requests/tenant.js';
import { useWorld, type World } from '../support/world.js';

/** Starts an import of these numbers. @returns its path. */
async function begin(tenant: Tenant, numbers: readonly string[]): Promise<string> {
  const begun = await tenant.request('POST', '/v1/imports', {
    body: fileOf(numbers),
    headers: { authorization: `Bearer ${tenant.key.secret}`, 'content-type': 'text/csv' },
  });
  expect(begun.status).toBe(202);
  return begun.headers.get('location') ?? '';
}

/** How many operations were running when each of them was accepted, with itself. */
async function underWayAtEachBeginning({ trunkline }: World): Promise<number[]> {
  const rows = await trunkline.rows(
    'select (select count(*) from operations other where other.accepted_at <= operations.accepted_at ' +
      'and other.finished_at > operations.accepted_at) as others from operations',
  );
  return rows.map(({ others }) => Number(others));
}

/** How many lines of an import a worker has taken. Some of them wait for their slots. */
async function linesTaken({ temporal }: World, path: string): Promise<number> {
  const { raw } = await temporal.workflow.getHandle(`import/${path.split('/').at(-1)}`).describe();
  return (raw.pendingActivities ?? []).filter(({ lastWorkerIdentity }) => Boolean(lastWorkerIdentity)).length;
}

describe('the lines of two imports', () => {
  const inAll = 2;
  const world = useWorld({ IMPORT_LINES_AT_ONCE: '4', IMPORT_LINES_IN_ALL: String(inAll) });

  it('two imports share the slots of a worker, and both complete', async () => {
    const [one, other] = await Promise.all([world.tenant(), world.tenant()]);
    const numbers = (block: string) => Array.from({ length: 4 }, (_, index) => `+1415555${block}0${index}`);
    const begun = await Promise.all([begin(one, numbers('01')), begin(other, numbers('02'))]);
    const views = async () =>
      (await Promise.all([one.get(begun[0]), other.get(begun[1])])).map(({ body }) => body);

    await expect
      .poll(async () => (await views()).map((body) => at(body, 'state')))
      .toEqual(['finished', 'finished']);

    expect((await views()).map((body) => at(body, 'counts', 'succeeded'))).toEqual([4, 4]);
    expect(Math.max(...(await underWayAtEachBeginning(world)))).toBeLessThanOrEqual(inAll);
  });
});

describe('a line that waits for its slot', () => {
  // While another organization sends requests, so many lines of one organization begin.
  const share = Math.max(1, Math.floor(availableParallelism() / 2));
  const atOnce = share + 3;
  const world = useWorld({ IMPORT_LINES_AT_ONCE: String(atOnce), IMPORT_LINES_IN_ALL: String(atOnce) });

  it('it does not begin after its import was cancelled', async () => {
    const [importing, reading] = await Promise.all([world.tenant(), world.tenant()]);
    const numbers = Array.from({ length: atOnce + 1 }, (_, index) => `+1415555${6000 + index}`);
    const finished = async (path: string) =>
      await expect.poll(async () => at((await importing.get(path)).body, 'state')).toBe('finished');
    expect((await reading.get('/v1/trunks')).status).toBe(200);
    // The worker learns of the other one with the first line.
    await finished(await begin(importing, numbers.slice(0, 1)));
    const held = Array.from({ length: share }, () =>
      world.proxy.hold('CreateSIPDispatchRule', 'before_livekit'),
    );
    const path = await begin(importing, numbers.slice(1));
    await Promise.all(held.map(({ arrived }) => arrived));
    await expect.poll(() => linesTaken(world, path)).toBe(atOnce);

    const cancelled = await importing.request('POST', `${path}/cancel`, {
      headers: { authorization: `Bearer ${importing.key.secret}` },
    });
    await Promise.all(held.map((request) => request.release()));

    expect(cancelled.body).toMatchObject({ counts: { running: share, cancelled: 3 } });
    await finished(path);
    expect((await importing.get(path)).body).toMatchObject({ counts: { succeeded: share, cancelled: 3 } });
  });
});

describe('an import of one organization', () => {
  const world = useWorld();

  it('beside another organization that only reads, one line in two processors is set up at a time', async () => {
    const [importing, reading] = await Promise.all([world.tenant(), world.tenant()]);
    const numbers = (block: string, count: number) =>
      Array.from({ length: count }, (_, index) => `+1415555${block}${String(index).padStart(2, '0')}`);
    const finished = async (path: string) =>
      await expect.poll(async () => at((await importing.get(path)).body, 'state')).toBe('finished');
    expect((await reading.get('/v1/trunks')).status).toBe(200);
    // The worker learns of the other one with the first line.
    await finished(await begin(importing, numbers('03', 1)));

    await finished(await begin(importing, numbers('04', 8)));

    const underWay = await underWayAtEachBeginning(world);
    expect(underWay).toHaveLength(9);
    expect(Math.max(...underWay)).toBeLessThanOrEqual(Math.max(1, Math.floor(availableParallelism() / 2)));
  });
});
