import { beforeEach, describe, expect, it } from 'vitest';
import { createOrAdopt, madeBy, removeOwn, tagOf } from '../../../src/activities/objects/create-or-adopt.js';
import { LiveKitProblem } from '../../../src/domain/failures.js';
import type { TrunkSpec } from '../../../src/domain/trunk/spec.js';
import { objectKinds, parseTag } from '../../../src/domain/trunk/trunk.js';
import type { DeploymentId } from '../../../src/domain/values.js';
import { plan as bare, operationIdOf } from '../../unit/plans.js';
import { InMemoryCollection } from './in-memory-collection.js';

const earlierOperation = operationIdOf('b');
const stranger = operationIdOf('c');
const spec: TrunkSpec = { ...bare, earlierOperations: [earlierOperation] };
const otherDeployment = 'other1' as DeploymentId;

const ownTag = tagOf(spec, 'inbound');
const earlierTag = tagOf({ ...spec, operationId: earlierOperation, acceptedAt: 1 }, 'inbound');
const strangerTag = tagOf({ ...spec, operationId: stranger }, 'inbound');

async function problemOf(attempt: Promise<unknown>): Promise<LiveKitProblem['problem']> {
  const error = await attempt.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof LiveKitProblem)) throw new Error('A LiveKitProblem was expected.', { cause: error });
  return error.problem;
}

const namesIn = (collection: InMemoryCollection) => collection.objects.map(({ name }) => name);

describe('a tag', () => {
  it.each(objectKinds)('the tag of the kind %s names the deployment, the operation and the time', (kind) => {
    expect(parseTag(tagOf(spec, kind))).toEqual({
      deploymentId: spec.deploymentId,
      operationId: spec.operationId,
      kind,
      acceptedAt: spec.acceptedAt,
    });
  });

  it('a tag counts only for the operations that are asked for', () => {
    expect(madeBy(ownTag, spec, [spec.operationId])).toBe(true);
    expect(madeBy(ownTag, spec, [earlierOperation])).toBe(false);
    expect(madeBy(earlierTag, spec, [spec.operationId, earlierOperation])).toBe(true);
  });

  it('a tag of another deployment does not count, even with the same operation', () => {
    expect(
      madeBy(tagOf({ ...spec, deploymentId: otherDeployment }, 'inbound'), spec, [spec.operationId]),
    ).toBe(false);
  });

  it.each(['', 'Main Office', 'tl1:demo1'])('the name "%s" is no tag', (name) => {
    expect(madeBy(name, spec, [spec.operationId])).toBe(false);
  });
});

/** LiveKit guards inbound trunks and rules against doubles, but not outbound trunks. */
describe.each([
  { kind: 'inbound', guarded: true },
  { kind: 'rule', guarded: true },
  { kind: 'outbound', guarded: false },
] as const)('an object of the kind $kind', ({ kind, guarded }) => {
  let collection: InMemoryCollection;
  const own = tagOf(spec, kind);

  beforeEach(() => {
    collection = new InMemoryCollection(kind, { guarded });
  });

  it('an object is created with one request when no attempt was ambiguous', async () => {
    const id = await createOrAdopt(collection, spec, false);
    expect(collection.requests).toEqual(['create']);
    expect(collection.objects).toEqual([{ id, name: own, differs: [] }]);
  });

  it('the existing objects are listed before the creation after an ambiguous attempt', async () => {
    const id = await createOrAdopt(collection, spec, true);
    expect(collection.requests).toEqual(['list', 'create']);
    expect(collection.objects).toEqual([{ id, name: own, differs: [] }]);
  });

  it('an object that exists already is adopted after an ambiguous attempt', async () => {
    const { id } = collection.put(own);
    expect(await createOrAdopt(collection, spec, true)).toBe(id);
    expect(collection.requests).toEqual(['list']);
  });

  it('an object whose answer was lost is adopted by the next attempt', async () => {
    collection.behave('loses the answer');
    await problemOf(createOrAdopt(collection, spec, false));
    const id = await createOrAdopt(collection, spec, true);
    expect(collection.objects).toEqual([{ id, name: own, differs: [] }]);
  });

  it('an object that was never written is created by the next attempt', async () => {
    collection.behave('fails');
    await problemOf(createOrAdopt(collection, spec, false));
    expect(await createOrAdopt(collection, spec, true)).toBe(collection.objects[0]?.id);
    expect(collection.objects).toHaveLength(1);
  });

  it('every attempt adopts the same one of several doubles, and the others stay until the set-up has ended', async () => {
    const doubles = [collection.put(own), collection.put(own), collection.put(own)];
    collection.objects.reverse();
    expect(await createOrAdopt(collection, spec, true)).toBe(doubles[0]?.id);
    expect(collection.objects).toHaveLength(doubles.length);
    expect(await createOrAdopt(collection, spec, true)).toBe(doubles[0]?.id);
  });

  it('the undamaged one of two objects is adopted, and the damaged one is removed', async () => {
    const damaged = collection.put(own, ['authPassword']);
    const whole = collection.put(own);
    expect(await createOrAdopt(collection, spec, true)).toBe(whole.id);
    expect(collection.objects).not.toContain(damaged);
  });

  it('a damaged object is removed and created anew', async () => {
    const damaged = collection.put(own, ['authPassword']);
    const id = await createOrAdopt(collection, spec, true);
    expect(id).not.toBe(damaged.id);
    expect(collection.objects).toEqual([{ id, name: own, differs: [] }]);
  });

  it('an object that LiveKit stored with other values fails the step for good and is removed at once', async () => {
    collection.behave('stores something else');
    expect(await problemOf(createOrAdopt(collection, spec, false))).toEqual({
      kind: 'failure',
      code: 'livekit_echo_mismatch',
      transient: false,
      mayHaveApplied: true,
    });
    expect(collection.objects).toEqual([]);
  });

  it('the orphan of an earlier operation is removed after an ambiguous attempt', async () => {
    collection.put(tagOf({ ...spec, operationId: earlierOperation }, kind));
    const id = await createOrAdopt(collection, spec, true);
    expect(collection.objects).toEqual([{ id, name: own, differs: [] }]);
  });

  it('objects that others made, in another deployment or by hand, are left alone', async () => {
    const unguarded = new InMemoryCollection(kind, { guarded: false });
    const foreign = [
      unguarded.put('Main Office'),
      unguarded.put(tagOf({ ...spec, operationId: stranger }, kind)),
      unguarded.put(tagOf({ ...spec, deploymentId: otherDeployment }, kind)),
    ];
    await createOrAdopt(unguarded, spec, true);
    await removeOwn(unguarded, spec);
    expect(unguarded.objects).toEqual(foreign);
  });

  it('a failure of LiveKit that is no conflict fails the step unchanged', async () => {
    collection.behave('fails');
    expect(await problemOf(createOrAdopt(collection, spec, false))).toMatchObject({
      kind: 'failure',
      code: 'livekit_timeout',
    });
    expect(collection.requests).toEqual(['create']);
  });
});

describe('a create that LiveKit refuses as a conflict', () => {
  let collection: InMemoryCollection;

  beforeEach(() => {
    collection = new InMemoryCollection('inbound', { guarded: true });
  });

  it('a conflict with an own late write is a success', async () => {
    collection.behave('lands late');
    await problemOf(createOrAdopt(collection, spec, false));
    collection.landLate();
    expect(await createOrAdopt(collection, spec, false)).toBe(collection.objects[0]?.id);
    expect(collection.objects).toHaveLength(1);
  });

  it('a conflict with an orphan of an earlier operation removes the orphan and creates once more', async () => {
    collection.put(earlierTag);
    await createOrAdopt(collection, spec, false);
    expect(collection.requests).toEqual(['create', 'list', 'remove ST_0001', 'create']);
    expect(namesIn(collection)).toEqual([ownTag]);
  });

  it('a conflict with an own damaged object removes that object and creates once more', async () => {
    collection.put(ownTag, ['numbers']);
    await createOrAdopt(collection, spec, false);
    expect(collection.objects).toMatchObject([{ name: ownTag, differs: [] }]);
  });

  it.each([
    ['a trunk that somebody made by hand', 'Main Office'],
    ['another operation of this deployment', strangerTag],
  ])('a conflict with %s means that the number is taken, and nothing is touched', async (_whose, name) => {
    collection.put(name);
    expect(await problemOf(createOrAdopt(collection, spec, false))).toEqual({
      kind: 'failure',
      code: 'number_in_use',
      transient: false,
      mayHaveApplied: false,
    });
    expect(namesIn(collection)).toEqual([name]);
  });

  it('a conflict with an orphan and a foreign trunk removes the orphan and means that the number is taken', async () => {
    collection.put(earlierTag);
    collection.put('Main Office');
    expect(await problemOf(createOrAdopt(collection, spec, false))).toMatchObject({ code: 'number_in_use' });
    expect(namesIn(collection)).toEqual(['Main Office']);
  });
});

describe('the removal of what a set-up has made', () => {
  it('a removal removes all own objects and counts them', async () => {
    const collection = new InMemoryCollection('outbound', { guarded: false });
    for (let count = 0; count < 3; count += 1) collection.put(ownTag);
    expect(await removeOwn(collection, spec)).toBe(3);
    expect(collection.objects).toEqual([]);
  });

  it('a removal ends with a list that shows no own object', async () => {
    const collection = new InMemoryCollection('outbound', { guarded: false });
    collection.put(ownTag);
    await removeOwn(collection, spec);
    expect(collection.requests.at(-1)).toBe('list');
  });

  it('a removal deletes the recorded object, whatever its number is by now, until a read by its id does not find it', async () => {
    const collection = new InMemoryCollection('outbound', { guarded: false });
    const named = collection.put('Renamed by hand');
    let refusals = 1;
    const stubborn = {
      // Lists go by the number, so they do not show it.
      list: async () => [],
      find: (id: string) => collection.find(id),
      remove: async (id: string) => {
        if (refusals-- <= 0) await collection.remove(id);
      },
    };
    await removeOwn(stubborn, spec, { also: named.id });
    expect(collection.objects).toEqual([]);
    expect(collection.requests.at(-1)).toBe(`find ${named.id}`);
  });

  it('a removal also removes late writes that appear while it runs', async () => {
    const collection = new InMemoryCollection('outbound', { guarded: false }).behave('lands late');
    await problemOf(createOrAdopt(collection, spec, false));
    collection.put(ownTag);
    const landing = {
      list: () => collection.list(),
      find: (id: string) => collection.find(id),
      remove: async (id: string) => {
        await collection.remove(id);
        collection.landLate();
      },
    };
    expect(await removeOwn(landing, spec)).toBe(2);
    expect(collection.objects).toEqual([]);
  });

  it('a removal keeps the one object that belongs to the trunk', async () => {
    const collection = new InMemoryCollection('outbound', { guarded: false });
    const [, kept] = [collection.put(ownTag), collection.put(ownTag), collection.put(ownTag)];
    expect(await removeOwn(collection, spec, { keep: kept?.id ?? null })).toBe(2);
    expect(collection.objects).toEqual([kept]);
  });

  it('a removal that finds nothing removes nothing', async () => {
    expect(await removeOwn(new InMemoryCollection('rule', { guarded: true }), spec)).toBe(0);
  });

  it('a removal does not touch what an earlier or another operation has made', async () => {
    const collection = new InMemoryCollection('inbound', { guarded: false });
    collection.put(earlierTag);
    collection.put(strangerTag);
    expect(await removeOwn(collection, spec)).toBe(0);
    expect(namesIn(collection)).toEqual([earlierTag, strangerTag]);
  });
});
