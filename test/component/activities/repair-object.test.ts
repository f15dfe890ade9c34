import { beforeEach, describe, expect, it } from 'vitest';
import { tagOf } from '../../../src/activities/objects/create-or-adopt.js';
import { type KnownState, repairObject } from '../../../src/activities/repair/steps.js';
import type { LiveKitProblem } from '../../../src/domain/failures.js';
import { operationIdOf, plan as spec } from '../../unit/plans.js';
import { InMemoryCollection } from './in-memory-collection.js';

const own = tagOf(spec, 'inbound');
const elsewhere = own.replace(`:${spec.deploymentId}:`, ':another1:');
const neighbour = tagOf({ ...spec, operationId: operationIdOf('d') }, 'inbound');

let collection: InMemoryCollection;
beforeEach(() => {
  collection = new InMemoryCollection('inbound', { guarded: true });
});

function repaired(recordedId: string, changes: Partial<KnownState> = {}): Promise<string> {
  return repairObject(collection, spec, {
    recordedId,
    doubles: [],
    missing: null,
    checkFirst: false,
    ...changes,
  });
}

const idsLeft = () => collection.objects.map(({ id }) => id);

describe('the repair of an object that exists', () => {
  it('an object that is as the record says is only read', async () => {
    const { id } = collection.put(own);
    expect(await repaired(id)).toBe(id);
    expect(collection.requests).toEqual([`find ${id}`]);
  });

  it('an object that differs is changed in place, and its name as well', async () => {
    const { id } = collection.put(neighbour, ['authPassword']);
    expect(await repaired(id)).toBe(id);
    expect(collection.objects).toEqual([{ id, name: own, differs: [] }]);
  });

  it.each([
    ['no tag', 'by hand'],
    ["another deployment's tag", elsewhere],
  ])('an object with %s is left alone although it differs', async (_what, name) => {
    const { id } = collection.put(name, ['authPassword']);
    expect(await repaired(id)).toBe(id);
    expect(collection.objects).toEqual([{ id, name, differs: ['authPassword'] }]);
  });

  it('the doubles of an object are removed before its change, but nothing that only resembles a double', async () => {
    const { id } = collection.put(own, ['numbers']);
    const double = collection.put(own);
    const others = [collection.put(neighbour), collection.put('by hand')];
    const doubles = [double.id, id, ...others.map((other) => other.id), 'ST_gone'];

    expect(await repaired(id, { doubles })).toBe(id);

    expect(idsLeft()).toEqual([id, ...others.map((other) => other.id)]);
    expect(collection.requests.indexOf(`remove ${double.id}`)).toBeLessThan(
      collection.requests.indexOf(`update ${id}`),
    );
  });

  it('a refused change fails because the number is taken, not with a conflict', async () => {
    const { id } = collection.put(own, ['numbers']);
    collection.refuseUpdates();
    await expect(repaired(id)).rejects.toMatchObject({
      problem: { code: 'number_in_use', transient: false },
    } satisfies { problem: Partial<LiveKitProblem['problem']> });
  });
});

describe('the repair of an object that is missing', () => {
  it('a missing object is created with the tag of its set-up', async () => {
    const id = await repaired('ST_gone');
    expect(collection.objects).toEqual([{ id, name: own, differs: [] }]);
  });

  it('an object with the own tag that is right replaces the missing one', async () => {
    const [wrong, right] = [collection.put(own, ['metadata']), collection.put(own)];
    expect(await repaired('ST_gone', { doubles: [wrong.id, right.id] })).toBe(right.id);
    expect(idsLeft()).toEqual([right.id]);
  });

  it('an object with the own tag that differs is changed to replace the missing one', async () => {
    const { id } = collection.put(own, ['metadata']);
    expect(await repaired('ST_gone')).toBe(id);
    expect(collection.objects).toEqual([{ id, name: own, differs: [] }]);
  });

  it('an object that both passes found missing is created without a third read', async () => {
    await repaired('ST_gone', { missing: 'ST_gone' });
    expect(collection.requests).toEqual(['create']);
  });

  it('the existing objects are checked after an ambiguous attempt, beside doubles, or when the record has changed since', async () => {
    const careful: Partial<KnownState>[] = [
      { missing: 'ST_gone', checkFirst: true },
      { missing: 'ST_gone', doubles: ['ST_double'] },
      { missing: 'ST_before' },
    ];
    for (const changes of careful) {
      collection = new InMemoryCollection('inbound', { guarded: true });
      const { id } = collection.put(own);
      expect(await repaired('ST_gone', changes)).toBe(id);
    }
  });

  it('no object is created for a number that somebody has taken', async () => {
    collection.put('by hand');
    await expect(repaired('ST_gone', { missing: 'ST_gone' })).rejects.toMatchObject({
      problem: { code: 'number_in_use' },
    });
    expect(collection.objects).toHaveLength(1);
  });
});
