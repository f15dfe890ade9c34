import { beforeEach, describe, expect, it } from 'vitest';
import { type MendOrder, mend } from '../../../src/activities/mend.js';
import { tagOf } from '../../../src/activities/parts/create-or-adopt.js';
import type { LiveKitProblem } from '../../../src/domain/livekit/problem.js';
import { operationIdOf, plan } from '../plans.js';
import { InMemoryFamily } from './in-memory-family.js';

const own = tagOf(plan, 'inbound');
const elsewhere = own.replace(`:${plan.deploymentId}:`, ':another1:');
const neighbour = tagOf({ ...plan, operationId: operationIdOf('d') }, 'inbound');

let family: InMemoryFamily;
beforeEach(() => {
  family = new InMemoryFamily('inbound', { guarded: true });
});

function repaired(recordedId: string, changes: Partial<MendOrder> = {}): Promise<string> {
  return mend(family, plan, { recordedId, doubles: [], missing: null, checkFirst: false, ...changes });
}

const idsLeft = () => family.objects.map(({ id }) => id);

describe('an object that is there', () => {
  it('and as the record says is left alone', async () => {
    const { id } = family.put(own);
    expect(await repaired(id)).toBe(id);
    expect(family.requests).toEqual([`find ${id}`]);
  });

  it('and differs is changed in place, its name as well', async () => {
    const { id } = family.put(neighbour, ['authPassword']);
    expect(await repaired(id)).toBe(id);
    expect(family.objects).toEqual([{ id, name: own, differs: [] }]);
  });

  it.each([
    ['no tag', 'by hand'],
    ["another deployment's tag", elsewhere],
  ])('with %s is left alone although it differs', async (_what, name) => {
    const { id } = family.put(name, ['authPassword']);
    expect(await repaired(id)).toBe(id);
    expect(family.objects).toEqual([{ id, name, differs: ['authPassword'] }]);
  });

  it('loses its doubles before it is changed, and nothing that only looks like one', async () => {
    const { id } = family.put(own, ['numbers']);
    const double = family.put(own);
    const others = [family.put(neighbour), family.put('by hand')];
    const doubles = [double.id, id, ...others.map((other) => other.id), 'ST_gone'];

    expect(await repaired(id, { doubles })).toBe(id);

    expect(idsLeft()).toEqual([id, ...others.map((other) => other.id)]);
    expect(family.requests.indexOf(`remove ${double.id}`)).toBeLessThan(
      family.requests.indexOf(`update ${id}`),
    );
  });

  it('and is refused to be changed fails with the reason, not with a conflict', async () => {
    const { id } = family.put(own, ['numbers']);
    family.refuseUpdates();
    await expect(repaired(id)).rejects.toMatchObject({
      problem: { code: 'number_taken', transient: false },
    } satisfies { problem: Partial<LiveKitProblem['problem']> });
  });
});

describe('an object that is missing', () => {
  it('is made with the tag of its set-up', async () => {
    const id = await repaired('ST_gone');
    expect(family.objects).toEqual([{ id, name: own, differs: [] }]);
  });

  it('is the one with the own tag, if there is one that is right', async () => {
    const [wrong, right] = [family.put(own, ['metadata']), family.put(own)];
    expect(await repaired('ST_gone', { doubles: [wrong.id, right.id] })).toBe(right.id);
    expect(idsLeft()).toEqual([right.id]);
  });

  it('is the one with the own tag, made right, if there is only a wrong one', async () => {
    const { id } = family.put(own, ['metadata']);
    expect(await repaired('ST_gone')).toBe(id);
    expect(family.objects).toEqual([{ id, name: own, differs: [] }]);
  });

  it('is made without another look when two looks have shown that it is missing', async () => {
    await repaired('ST_gone', { missing: 'ST_gone' });
    expect(family.requests).toEqual(['create']);
  });

  it('is looked for all the same after a doubt, beside doubles, or when the record has changed since', async () => {
    const careful: Partial<MendOrder>[] = [
      { missing: 'ST_gone', checkFirst: true },
      { missing: 'ST_gone', doubles: ['ST_double'] },
      { missing: 'ST_before' },
    ];
    for (const changes of careful) {
      family = new InMemoryFamily('inbound', { guarded: true });
      const { id } = family.put(own);
      expect(await repaired('ST_gone', changes)).toBe(id);
    }
  });

  it('of a number that somebody has taken is not made', async () => {
    family.put('by hand');
    await expect(repaired('ST_gone', { missing: 'ST_gone' })).rejects.toMatchObject({
      problem: { code: 'number_taken' },
    });
    expect(family.objects).toHaveLength(1);
  });
});
