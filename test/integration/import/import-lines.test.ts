import { describe, expect, it } from 'vitest';
import { fileOf } from '../support/livekit/estate.js';
import { at, type Tenant } from '../support/requests/tenant.js';
import { useWorld } from '../support/world.js';

const inAll = 2;
const world = useWorld({ IMPORT_LINES_AT_ONCE: '4', IMPORT_LINES_IN_ALL: String(inAll) });

/** Starts an import of these numbers. @returns its path. */
async function begin(tenant: Tenant, numbers: readonly string[]): Promise<string> {
  const begun = await tenant.request('POST', '/v1/imports', {
    body: fileOf(numbers),
    headers: { authorization: `Bearer ${tenant.key.secret}`, 'content-type': 'text/csv' },
  });
  expect(begun.status).toBe(202);
  return begun.headers.get('location') ?? '';
}

/** How many operations were running when each of them was accepted. */
async function underWayAtEachBeginning(): Promise<number[]> {
  const rows = await world.trunkline.rows(
    'select (select count(*) from operations other where other.accepted_at <= operations.accepted_at ' +
      'and other.finished_at > operations.accepted_at) as others from operations',
  );
  return rows.map(({ others }) => Number(others));
}

describe('the lines of two imports', () => {
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
    expect(Math.max(...(await underWayAtEachBeginning()))).toBeLessThanOrEqual(inAll);
  });
});
