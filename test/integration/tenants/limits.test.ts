import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { at, autocallsBody, zuduBody } from '../support/requests/tenant.js';
import { StatementRecorder } from '../support/statements.js';
import { operationIdOf, useWorld } from '../support/world.js';

describe('guesses of keys', () => {
  const world = useWorld({ RATE_OF_FAILURES: '60/86400' });

  it('of a thousand guesses sixty are looked up, and the owner of a key goes on from the same address', async () => {
    const tenant = await world.tenant();
    expect((await tenant.get('/v1/trunks')).status).toBe(200);
    const guess = (secret: number) =>
      fetch(`${world.trunkline.url}/v1/trunks`, { headers: { authorization: `Bearer s3cr3t_${secret}` } });

    const statuses = await Promise.all(
      Array.from({ length: 1_000 }, async (_, secret) => (await guess(secret)).status),
    );
    const recorder = new StatementRecorder();
    const { answer, statements } = await recorder.during(() => guess(1_000), 'authentication');
    recorder.end();

    expect(statuses.filter((status) => status === 401)).toHaveLength(60);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(statements, 'a guess costs no statement').toEqual([]);
    expect((await tenant.get('/v1/trunks')).status).toBe(200);
  });
});

describe('a client that comes back at once though the answer says when', () => {
  const world = useWorld({ RATE_PER_KEY: '50/86400' });

  it('is refused twenty times at once and forty times a second, however many connections it has, and others are not delayed', async () => {
    const [flooding, other] = [await world.tenant(), await world.tenant()];
    const since = performance.now();
    let [refusals, isOver] = [0, false];
    const connection = async () => {
      while (!isOver) if ((await flooding.get('/v1/trunks')).status === 429) refusals += 1;
    };
    const flood = Promise.all(Array.from({ length: 64 }, connection));
    const waits: number[] = [];
    while (waits.length < 20 || performance.now() < since + 2_000) {
      const sentAt = performance.now();
      expect((await other.get('/v1/trunks')).status).toBe(200);
      waits.push(performance.now() - sentAt);
      // Its own key is not used up in two seconds.
      await sleep(50);
    }
    isOver = true;
    const seconds = (performance.now() - since) / 1_000;
    await flood;

    // Those that were on their way at the end are among them.
    expect(refusals).toBeLessThan(20 + seconds * 40 + 64 + 10);
    // With 64 connections a refusal waits for more than a second.
    expect(waits.toSorted((left, right) => left - right).at(waits.length / 2)).toBeLessThan(500);
  });
});

describe('the load of one organization', () => {
  const world = useWorld({
    SET_UPS_AT_ONCE: '4',
    SLOTS_PER_ORGANIZATION: '1',
    SET_UP_ADMISSION_WAIT_MS: '60000',
    ANSWER_WAIT_MS: '60000',
  });

  it('set-ups of one organization leave slots to another one', async () => {
    const [greedy, other] = [await world.tenant(), await world.tenant()];
    expect((await other.zudu(zuduBody('+15551230000'))).status).toBe(200);
    const held = world.proxy.hold('CreateSIPOutboundTrunk', 'before_livekit');
    const flood = Array.from({ length: 12 }, (_, index) => greedy.autocalls(autocallsBody(`70${index}`)));
    await held.arrived;

    const answer = await other.zudu(zuduBody('+15551230001'));
    const begun = await world.trunkline.rows(
      `select id from operations where organization_id = '${greedy.organization.id}'`,
    );

    expect(answer.status).toBe(200);
    expect(begun, 'the others of the flood wait').toHaveLength(1);
    await held.release();
    expect(new Set((await Promise.all(flood)).map(({ status }) => status))).toEqual(new Set([201]));
  });

  it('Temporal gets priorities: deletes before set-ups, and the organization as the key of fairness', async () => {
    const tenant = await world.tenant();
    const setUp = await tenant.autocalls(autocallsBody('7100'));
    const path = `/api/user/phone-numbers/sip-trunks/${at(setUp.body, 'data', 'id')}`;
    const headers = { authorization: `Bearer ${tenant.key.secret}` };
    const deleted = await tenant.request('DELETE', path, { headers });
    const priorities = await Promise.all(
      [setUp, deleted].map(async (answer) => {
        const handle = world.temporal.workflow.getHandle(`trunk/${operationIdOf(answer)}`);
        return (await handle.describe()).priority;
      }),
    );

    const { id: fairnessKey } = tenant.organization;
    expect(priorities).toMatchObject([
      { priorityKey: 2, fairnessKey },
      { priorityKey: 1, fairnessKey },
    ]);
  });
});
