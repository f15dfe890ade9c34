import { beforeEach, describe, expect, it } from 'vitest';
import { createOrAdopt, madeBy, removeOwn, tagOf } from '../../../src/activities/parts/create-or-adopt.js';
import type { DeploymentId } from '../../../src/domain/ids.js';
import { LiveKitProblem } from '../../../src/domain/livekit/problem.js';
import type { TrunkSpec } from '../../../src/domain/trunk/spec.js';
import { objectKinds, parseTag } from '../../../src/domain/trunk/tag.js';
import { plan as bare, operationIdOf } from '../plans.js';
import { InMemoryFamily } from './in-memory-family.js';

const earlierOperation = operationIdOf('b');
const stranger = operationIdOf('c');
const plan: TrunkSpec = { ...bare, earlierOperations: [earlierOperation] };
const otherDeployment = 'other1' as DeploymentId;

const ownTag = tagOf(plan, 'inbound');
const earlierTag = tagOf({ ...plan, operationId: earlierOperation, acceptedAt: 1 }, 'inbound');
const strangerTag = tagOf({ ...plan, operationId: stranger }, 'inbound');

async function problemOf(attempt: Promise<unknown>): Promise<LiveKitProblem['problem']> {
  const error = await attempt.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof LiveKitProblem)) throw new Error('A LiveKitProblem was expected.', { cause: error });
  return error.problem;
}

const namesIn = (family: InMemoryFamily) => family.objects.map(({ name }) => name);

describe('a tag', () => {
  it.each(objectKinds)('of the kind %s says whose object it is', (kind) => {
    expect(parseTag(tagOf(plan, kind))).toEqual({
      deploymentId: plan.deploymentId,
      operationId: plan.operationId,
      kind,
      acceptedAt: plan.acceptedAt,
    });
  });

  it('counts for the operations that are asked for', () => {
    expect(madeBy(ownTag, plan, [plan.operationId])).toBe(true);
    expect(madeBy(ownTag, plan, [earlierOperation])).toBe(false);
    expect(madeBy(earlierTag, plan, [plan.operationId, earlierOperation])).toBe(true);
  });

  it('of another deployment does not count, even with the same operation', () => {
    expect(
      madeBy(tagOf({ ...plan, deploymentId: otherDeployment }, 'inbound'), plan, [plan.operationId]),
    ).toBe(false);
  });

  it.each(['', 'Main Office', 'tl1:demo1'])('is not seen in the name "%s"', (name) => {
    expect(madeBy(name, plan, [plan.operationId])).toBe(false);
  });
});

/** Inbound trunks and rules have LiveKit's guard against doubles; outbound trunks have none. */
describe.each([
  { kind: 'inbound', guarded: true },
  { kind: 'rule', guarded: true },
  { kind: 'outbound', guarded: false },
] as const)('an object of the kind $kind', ({ kind, guarded }) => {
  let family: InMemoryFamily;
  const own = tagOf(plan, kind);

  beforeEach(() => {
    family = new InMemoryFamily(kind, { guarded });
  });

  it('is created with one request when there is no doubt', async () => {
    const id = await createOrAdopt(family, plan, false);
    expect(family.requests).toEqual(['create']);
    expect(family.objects).toEqual([{ id, name: own, differs: [] }]);
  });

  it('is looked for before it is created after a doubt', async () => {
    const id = await createOrAdopt(family, plan, true);
    expect(family.requests).toEqual(['list', 'create']);
    expect(family.objects).toEqual([{ id, name: own, differs: [] }]);
  });

  it('that is there already is adopted after a doubt', async () => {
    const { id } = family.put(own);
    expect(await createOrAdopt(family, plan, true)).toBe(id);
    expect(family.requests).toEqual(['list']);
  });

  it('whose answer was lost is adopted by the next attempt', async () => {
    family.behave('loses the answer');
    await problemOf(createOrAdopt(family, plan, false));
    const id = await createOrAdopt(family, plan, true);
    expect(family.objects).toEqual([{ id, name: own, differs: [] }]);
  });

  it('that was never written is created by the next attempt', async () => {
    family.behave('fails');
    await problemOf(createOrAdopt(family, plan, false));
    expect(await createOrAdopt(family, plan, true)).toBe(family.objects[0]?.id);
    expect(family.objects).toHaveLength(1);
  });

  it('of which there are doubles is adopted, always the same one; the others wait for the end of the set-up', async () => {
    const doubles = [family.put(own), family.put(own), family.put(own)];
    family.objects.reverse();
    expect(await createOrAdopt(family, plan, true)).toBe(doubles[0]?.id);
    expect(family.objects).toHaveLength(doubles.length);
    expect(await createOrAdopt(family, plan, true)).toBe(doubles[0]?.id);
  });

  it('of which one is damaged and one is whole is adopted whole', async () => {
    const damaged = family.put(own, ['authPassword']);
    const whole = family.put(own);
    expect(await createOrAdopt(family, plan, true)).toBe(whole.id);
    expect(family.objects).not.toContain(damaged);
  });

  it('that is damaged is removed and created anew', async () => {
    const damaged = family.put(own, ['authPassword']);
    const id = await createOrAdopt(family, plan, true);
    expect(id).not.toBe(damaged.id);
    expect(family.objects).toEqual([{ id, name: own, differs: [] }]);
  });

  it('that LiveKit stored otherwise than asked is refused for good, and removed at once', async () => {
    family.behave('stores something else');
    expect(await problemOf(createOrAdopt(family, plan, false))).toEqual({
      kind: 'failure',
      code: 'livekit_echo_mismatch',
      transient: false,
      mayHaveApplied: true,
    });
    expect(family.objects).toEqual([]);
  });

  it("takes a predecessor's leftover out of the way after a doubt", async () => {
    family.put(tagOf({ ...plan, operationId: earlierOperation }, kind));
    const id = await createOrAdopt(family, plan, true);
    expect(family.objects).toEqual([{ id, name: own, differs: [] }]);
  });

  it('leaves objects alone that others have made, in another deployment or by hand', async () => {
    const unguarded = new InMemoryFamily(kind, { guarded: false });
    const foreign = [
      unguarded.put('Main Office'),
      unguarded.put(tagOf({ ...plan, operationId: stranger }, kind)),
      unguarded.put(tagOf({ ...plan, deploymentId: otherDeployment }, kind)),
    ];
    await createOrAdopt(unguarded, plan, true);
    await removeOwn(unguarded, plan);
    expect(unguarded.objects).toEqual(foreign);
  });

  it('fails as LiveKit does when there is no conflict', async () => {
    family.behave('fails');
    expect(await problemOf(createOrAdopt(family, plan, false))).toMatchObject({
      kind: 'failure',
      code: 'livekit_timeout',
    });
    expect(family.requests).toEqual(['create']);
  });
});

describe('a create that LiveKit refuses as a conflict', () => {
  let family: InMemoryFamily;

  beforeEach(() => {
    family = new InMemoryFamily('inbound', { guarded: true });
  });

  it('with an own object that landed late is a success', async () => {
    family.behave('lands late');
    await problemOf(createOrAdopt(family, plan, false));
    family.landLate();
    expect(await createOrAdopt(family, plan, false)).toBe(family.objects[0]?.id);
    expect(family.objects).toHaveLength(1);
  });

  it("with a predecessor's leftover removes that and tries once more", async () => {
    family.put(earlierTag);
    await createOrAdopt(family, plan, false);
    expect(family.requests).toEqual(['create', 'list', 'remove ST_0001', 'create']);
    expect(namesIn(family)).toEqual([ownTag]);
  });

  it('with an own damaged object removes that and tries once more', async () => {
    family.put(ownTag, ['numbers']);
    await createOrAdopt(family, plan, false);
    expect(family.objects).toMatchObject([{ name: ownTag, differs: [] }]);
  });

  it.each([
    ['a trunk that somebody made by hand', 'Main Office'],
    ['another operation of this deployment', strangerTag],
  ])('with %s says that the number is taken, and touches nothing', async (_whose, name) => {
    family.put(name);
    expect(await problemOf(createOrAdopt(family, plan, false))).toEqual({
      kind: 'failure',
      code: 'number_taken',
      transient: false,
      mayHaveApplied: false,
    });
    expect(namesIn(family)).toEqual([name]);
  });

  it('twice, with a leftover and with a foreign trunk, says that the number is taken', async () => {
    family.put(earlierTag);
    family.put('Main Office');
    expect(await problemOf(createOrAdopt(family, plan, false))).toMatchObject({ code: 'number_taken' });
    expect(namesIn(family)).toEqual(['Main Office']);
  });
});

describe('removing what a set-up has made', () => {
  it('removes all of its own, and tells how many there were', async () => {
    const family = new InMemoryFamily('outbound', { guarded: false });
    for (let count = 0; count < 3; count += 1) family.put(ownTag);
    expect(await removeOwn(family, plan)).toBe(3);
    expect(family.objects).toEqual([]);
  });

  it('ends with a list that shows none', async () => {
    const family = new InMemoryFamily('outbound', { guarded: false });
    family.put(ownTag);
    await removeOwn(family, plan);
    expect(family.requests.at(-1)).toBe('list');
  });

  it('removes what the record names, whoever gave it another number, until a look by its id does not find it', async () => {
    const family = new InMemoryFamily('outbound', { guarded: false });
    const named = family.put('Renamed by hand');
    let refusals = 1;
    const stubborn = {
      // By its number nobody sees it.
      list: async () => [],
      find: (id: string) => family.find(id),
      remove: async (id: string) => {
        if (refusals-- <= 0) await family.remove(id);
      },
    };
    await removeOwn(stubborn, plan, { also: named.id });
    expect(family.objects).toEqual([]);
    expect(family.requests.at(-1)).toBe(`find ${named.id}`);
  });

  it('also removes what lands while it removes', async () => {
    const family = new InMemoryFamily('outbound', { guarded: false }).behave('lands late');
    await problemOf(createOrAdopt(family, plan, false));
    family.put(ownTag);
    const landing = {
      list: () => family.list(),
      find: (id: string) => family.find(id),
      remove: async (id: string) => {
        await family.remove(id);
        family.landLate();
      },
    };
    expect(await removeOwn(landing, plan)).toBe(2);
    expect(family.objects).toEqual([]);
  });

  it('keeps the one object that belongs to the trunk', async () => {
    const family = new InMemoryFamily('outbound', { guarded: false });
    const [, kept] = [family.put(ownTag), family.put(ownTag), family.put(ownTag)];
    expect(await removeOwn(family, plan, { keep: kept?.id ?? null })).toBe(2);
    expect(family.objects).toEqual([kept]);
  });

  it('of which nothing is there removes nothing', async () => {
    expect(await removeOwn(new InMemoryFamily('rule', { guarded: true }), plan)).toBe(0);
  });

  it("does not touch what a predecessor or another kind's namesake has made", async () => {
    const family = new InMemoryFamily('inbound', { guarded: false });
    family.put(earlierTag);
    family.put(strangerTag);
    expect(await removeOwn(family, plan)).toBe(0);
    expect(namesIn(family)).toEqual([earlierTag, strangerTag]);
  });
});
