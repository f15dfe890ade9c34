import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acceptIntent } from '../../../../src/database/operations/set-up.js';
import { apiKeys, organizations } from '../../../../src/database/schema.js';
import type { StepLog } from '../../../../src/domain/operation/operation.js';
import type { FollowAnswer, OperationView } from '../../../../src/domain/operation/view.js';
import type { OperationId } from '../../../../src/domain/values.js';
import { type FeedLimits, OperationFeed } from '../../../../src/operations/follow/operation-feed.js';
import { OperationCompletions } from '../../../../src/operations/runner/completion.js';
import { operationIdOf } from '../../../unit/plans.js';
import { activate, ada, bob, intentFor, noon, useDatabase } from '../../database/in-memory-database.js';

const objects = { inboundTrunkId: 'ST_in', outboundTrunkId: 'ST_out', dispatchRuleId: 'SDR_1' };
const steps: StepLog = [{ at: 1_000, phase: 'forward', step: 'rule', event: 'started', attempts: 0 }];

const memory = await useDatabase();
let feed: OperationFeed;
let completions: OperationCompletions;
let queried: OperationId[];
let operationId: OperationId;

beforeEach(async () => {
  await memory.database.insert(apiKeys).values({
    publicId: 'sk_ada',
    secretHash: 'hash',
    organizationId: ada,
    label: 'test',
  });
  operationId = await begun('+15551230001');
});

afterEach(() => feed.close());

async function begun(number: string): Promise<OperationId> {
  const intent = intentFor(number);
  await acceptIntent(memory.database, intent);
  return intent.operationId;
}

function open(limits: Partial<FeedLimits> = {}): void {
  queried = [];
  completions = new OperationCompletions();
  feed = new OperationFeed(
    {
      database: memory.database,
      askForSteps: async (id) => {
        queried.push(id);
        return steps;
      },
      askForWaiting: async () => null,
      completions,
      logger: pino({ level: 'silent' }),
    },
    { pollEveryMs: 30, checkKeysEveryMs: 20, ...limits },
  );
}

interface Following {
  readonly shown: OperationView[];
  readonly left: () => boolean;
  readonly answer: FollowAnswer;
}

async function follow(id = operationId, organization = ada): Promise<Following> {
  const shown: OperationView[] = [];
  let left = false;
  const answer = await feed.follow(organization, id, {
    keyId: 'sk_ada',
    show: (operation) => shown.push(operation),
    leave: () => {
      left = true;
    },
  });
  return { shown, left: () => left, answer };
}

function stop({ answer }: Following): void {
  if (answer.kind === 'following') answer.stop();
}

describe('a follower of an operation', () => {
  it('a follower of an operation is shown it at once, with the step log of its workflow', async () => {
    open();
    expect((await follow()).answer).toMatchObject({
      kind: 'following',
      operation: { id: operationId, state: 'running', log: steps },
    });
  });

  it('a follower of an operation is shown it again at each poll', async () => {
    open();
    const { shown } = await follow();
    await expect.poll(() => shown.length).toBeGreaterThan(2);
    expect(shown.at(-1)).toMatchObject({ id: operationId, log: steps });
  });

  it('a follower of an operation is shown a completion that this process notifies without waiting for the next poll', async () => {
    open({ pollEveryMs: 60_000 });
    const { shown } = await follow();
    await activate(memory.database, operationId, objects, noon);
    completions.notify(operationId);
    await expect.poll(() => shown.at(-1)?.state).toBe('succeeded');
  });

  it('a follower of an operation is shown nothing any more after it has stopped', async () => {
    open();
    const [following, another] = [await follow(), await follow()];
    await expect.poll(() => following.shown.length).toBeGreaterThan(0);
    stop(following);
    const [before, sinceThen] = [following.shown.length, another.shown.length];
    await expect.poll(() => another.shown.length).toBeGreaterThan(sinceThen + 2);
    expect(following.shown).toHaveLength(before);
  });

  it('followers of one organization leave room for those of another one', async () => {
    open({ followers: 4, perOrganization: 2 });
    const foreign = intentFor('+15551230009', { organizationId: bob });
    await acceptIntent(memory.database, foreign);
    const first = await follow();
    const ofAda = [first, await follow(), await follow()];
    const ofBob = await follow(foreign.operationId, bob);

    expect(ofAda.map(({ answer }) => answer.kind)).toEqual(['following', 'following', 'too_many']);
    expect(ofBob.answer.kind).toBe('following');
    stop(first);
    expect((await follow()).answer.kind, 'after one has left').toBe('following');
  });

  it('a follower of an operation is let go when the process stops, and nobody can follow after that', async () => {
    open();
    const { left } = await follow();
    feed.close();
    expect(left()).toBe(true);
    expect((await follow()).answer).toMatchObject({ kind: 'too_many' });
  });

  it.each([
    ['does not exist', () => follow(operationIdOf('0'))],
    ["is somebody else's", () => follow(operationId, bob)],
  ])('a follower of an operation is answered not_found when the operation %s', async (_what, spec) => {
    open({ followers: 1 });
    expect((await spec()).answer).toEqual({ kind: 'not_found' });
    expect((await follow()).answer, 'no place is taken').toMatchObject({ kind: 'following' });
  });

  it('a follower of an operation is refused when there are too many followers, until one stops', async () => {
    open({ followers: 1 });
    const [first, second] = await Promise.all([follow(), follow()]);
    const kinds = [first, second].map(({ answer }) => answer.kind);
    expect([...kinds].sort()).toEqual(['following', 'too_many']);
    stop(first.answer.kind === 'following' ? first : second);
    expect((await follow()).answer.kind).toBe('following');
  });
});

describe('a follower whose key is no longer accepted', () => {
  it.each([
    ['revoked', () => memory.database.update(apiKeys).set({ revokedAt: noon })],
    ['expired', () => memory.database.update(apiKeys).set({ expiresAt: noon })],
    ['of a suspended organisation', () => memory.database.update(organizations).set({ suspendedAt: noon })],
  ])('is let go soon after the key is %s', async (_what, end) => {
    open();
    const { left } = await follow();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(left()).toBe(false);
    await end();
    await expect.poll(left).toBe(true);
  });
});

describe('many followers', () => {
  it('many followers of one operation share one query to its workflow at each poll', async () => {
    open({ pollEveryMs: 60_000 });
    const followers = await Promise.all([follow(), follow(), follow()]);
    // Each follower causes two queries at first. The last of these must not be taken for the query of the next poll.
    await expect.poll(() => queried).toHaveLength(2 * followers.length);
    await expect.poll(() => followers.every(({ shown }) => shown.length > 0)).toBe(true);
    queried.length = 0;
    followers.forEach(({ shown }) => {
      shown.length = 0;
    });
    completions.notify(operationId);
    await expect.poll(() => followers.every(({ shown }) => shown.length === 1)).toBe(true);
    expect(queried).toEqual([operationId]);
  });

  it('many followers have their workflows queried in rotation, a limited number at each poll', async () => {
    open({ asksPerPoll: 1, pollEveryMs: 40 });
    const ids = [operationId, await begun('+15551230002'), await begun('+15551230003')];
    await Promise.all(ids.map((id) => follow(id)));
    queried.length = 0;
    await expect.poll(() => new Set(queried)).toEqual(new Set(ids));
  });
});
