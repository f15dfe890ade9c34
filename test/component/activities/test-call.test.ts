import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { KeyRing, newTestCallId } from '../../../src/crypto/secrets.js';
import {
  findTestCall,
  type NewTestCall,
  takeDueTestCalls,
  writeTestCall,
} from '../../../src/database/test-calls/test-calls.js';
import type { OutgoingCall } from '../../../src/domain/livekit/calls.js';
import { type TestCallId, testCallPasswordContext } from '../../../src/domain/test-call/test-call.js';
import type { CallReport } from '../../../src/domain/test-call/verdict.js';
import type { E164 } from '../../../src/domain/trunk/trunk.js';
import { Secret } from '../../../src/domain/values.js';
import { settings } from '../../unit/plans.js';
import { ada, bob, useDatabase } from '../database/in-memory-database.js';
import { activitiesOn } from './activities-on.js';
import { InMemoryLiveKit } from './in-memory-livekit.js';

const { database } = await useDatabase();
const keyRing = new KeyRing([{ id: 'k1', material: randomBytes(32) }]);
const most = { inAll: 3, perOrganization: 2 };
const refused403: CallReport = { kind: 'sip_status', code: 403, reason: 'Forbidden' };
const asksForPassword: CallReport = {
  ...{ kind: 'refused', code: 'failed_precondition' },
  message: 'sip server required auth, but no username or password was provided',
};

/** The reports that LiveKit gives to the next calls. */
let reports: CallReport[];
let placed: OutgoingCall[];
let hungUp: string[];

const activities = activitiesOn({
  database,
  openLiveKit: () => new InMemoryLiveKit(),
  keyRing,
  calls: {
    place: async (call) => {
      placed.push(call);
      return reports.shift() ?? { kind: 'answered' };
    },
    hangUp: async (room) => void hungUp.push(room),
  },
});

beforeEach(() => {
  reports = [];
  placed = [];
  hungUp = [];
});

function newCall(changes: Partial<NewTestCall> = {}, username = 'sip_user'): NewTestCall {
  const id = newTestCallId();
  const organizationId = changes.organizationId ?? ada;
  const password = keyRing.seal(new Secret('secret'), testCallPasswordContext({ organizationId, id }));
  return {
    ...{ id, organizationId, requestedBy: null, trunkId: null, keyed: null },
    ...{ called: '+15557654321' as E164, ringSeconds: 5, talkSeconds: 0, createdAt: new Date() },
    request: { settings: { ...settings, username }, sealedPassword: password },
    ...changes,
  };
}

async function stored(changes: Partial<NewTestCall> = {}, username?: string): Promise<TestCallId> {
  const call = newCall(changes, username);
  expect(await writeTestCall(database, call, most)).toEqual({ kind: 'placed', id: call.id });
  return call.id;
}

describe('a test call', () => {
  it('is dialled once, however often it is attempted', async () => {
    const id = await stored();
    expect(await activities.dialTestCall(id)).toMatchObject({ verdict: 'answered' });
    expect(await activities.dialTestCall(id)).toBeNull();
    expect(placed).toHaveLength(1);
  });

  it('is not dialled when it is older than half a minute', async () => {
    const id = await stored({ createdAt: new Date(Date.now() - 31_000) });
    expect(await activities.dialTestCall(id)).toBeNull();
    expect(placed).toEqual([]);
    expect(await activities.endTestCall(id, null)).toMatchObject({ verdict: 'not_placed' });
  });

  it.each([
    ['credentials_rejected', 'asks for a password', asksForPassword],
    ['forbidden', 'refuses without a password as well', refused403],
  ] as const)('has the verdict %s after a 403 if the carrier %s', async (verdict, _what, second) => {
    reports = [refused403, second];
    const result = await activities.dialTestCall(await stored());
    expect(result).toEqual({ verdict, sip: { code: 403, reason: 'Forbidden' } });
    const usernames = placed.map(({ over }) => (over.kind === 'inline' ? over.spec.username : null));
    expect(usernames).toEqual(['sip_user', '']);
  });

  it('places no second call after the 403 of a trunk without credentials, or after another status', async () => {
    reports = [refused403, { kind: 'sip_status', code: 486, reason: 'Busy Here' }];
    const [without, busy] = [await stored({}, ''), await stored()];
    expect(await activities.dialTestCall(without)).toMatchObject({ verdict: 'forbidden' });
    expect(await activities.dialTestCall(busy)).toMatchObject({ verdict: 'busy' });
    expect(placed).toHaveLength(2);
  });

  it('whose attempt was lost keeps what this attempt has recorded, and an end that is repeated changes nothing', async () => {
    const [lost, answered] = [await stored(), await stored()];
    reports = [{ kind: 'no_report', timedOut: false }];
    await activities.dialTestCall(lost);
    await activities.dialTestCall(answered);
    expect(await activities.endTestCall(lost, null)).toEqual({ verdict: 'interrupted', sip: null });
    expect(await activities.endTestCall(answered, null)).toEqual({ verdict: 'answered', sip: null });
    const before = await findTestCall(database, ada, lost);
    await activities.endTestCall(lost, { verdict: 'busy', sip: null });
    expect(await findTestCall(database, ada, lost)).toEqual(before);
  });

  it('forgets the password of its trunk at its end, and nobody dispatches it any more', async () => {
    const id = await stored();
    const later = new Date(Date.now() + 60_000);
    expect((await takeDueTestCalls(database, later, 0)).map((call) => call.id)).toEqual([id]);
    await activities.hangUpTestCall(id);
    await activities.endTestCall(id, { verdict: 'answered', sip: null });
    expect(hungUp).toEqual([`trunkline-test-call-${id}`]);
    expect(await findTestCall(database, ada, id)).toMatchObject({ state: 'finished', request: null });
    expect(await takeDueTestCalls(database, later, 0)).toEqual([]);
  });

  it('is refused while too many of its organization, or of all, go on', async () => {
    const kindsOf = async (calls: readonly NewTestCall[]) => {
      const answers = [];
      for (const call of calls) answers.push((await writeTestCall(database, call, most)).kind);
      return answers;
    };
    const first = newCall();
    expect(await kindsOf([first, newCall(), newCall()])).toEqual(['placed', 'placed', 'line_busy']);
    const ofBob = [newCall({ organizationId: bob }), newCall({ organizationId: bob })];
    expect(await kindsOf(ofBob)).toEqual(['placed', 'line_busy']);
    await activities.endTestCall(first.id, null);
    expect(await kindsOf([newCall({ organizationId: bob })])).toEqual(['placed']);
  });
});
