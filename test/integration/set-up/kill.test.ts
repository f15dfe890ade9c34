import { beforeAll, describe, expect, it } from 'vitest';
import { KeyRing, newOperationId } from '../../../src/crypto/secrets.js';
import { acceptIntent, type Intent } from '../../../src/database/operations/set-up.js';
import { passwordContext } from '../../../src/domain/trunk/spec.js';
import { collisionKeyOf, type E164, type SipAddress } from '../../../src/domain/trunk/trunk.js';
import { Secret } from '../../../src/domain/values.js';
import { type Tenant, zuduBody } from '../support/requests/tenant.js';
import { ensureBuilt, TrunklineProcess } from '../support/trunkline-process.js';
import { oneTrunk, useWorld } from '../support/world.js';

const world = useWorld();
const number = '+15551234567' as E164;

beforeAll(() => ensureBuilt());

/** Repeats a call under a key, and prints how long the caller waits. */
async function askAgain(tenant: Tenant, number: string, when: string): Promise<number> {
  const askedAt = performance.now();
  const { status } = await tenant.zudu(zuduBody(number), { 'Idempotency-Key': when });
  const waitedMs = Math.round(performance.now() - askedAt);
  process.stdout.write(`    killed ${when}: the next call was answered ${status} after ${waitedMs} ms\n`);
  return status;
}

describe('a killed process', { timeout: 90_000 }, () => {
  it('an operation that was accepted but not started before the kill is found and finished', async () => {
    const tenant = await world.tenant();
    const organizationId = tenant.organization.id;
    const operationId = newOperationId();
    const intent: Intent = {
      operationId,
      organizationId,
      contract: 'zudu',
      requestedBy: null,
      collisionKey: collisionKeyOf(number),
      request: {
        settings: {
          number: { kind: 'number', value: number },
          nickname: null,
          username: 'sip_user',
          outboundAddress: 'sip.gateway.com' as SipAddress,
          callingFormat: '+e164',
          inboundAuthorization: { digest: true, allowed: [] },
          outboundProxy: false,
          countryCode: null,
          agentName: null,
        },
        sealedPassword: new KeyRing(world.trunkline.config.encryptionKeys).seal(
          new Secret('sip_password'),
          passwordContext({ organizationId, operationId }),
        ),
      },
      requestHash: 'any hash',
      keyed: null,
      acceptedAt: new Date(),
    };
    await acceptIntent(world.trunkline.connection.database, intent);

    await expect
      .poll(() => tenant.operation(operationId), { timeout: 30_000 })
      .toMatchObject({ body: { state: 'succeeded' } });
    expect(await world.remains()).toEqual(oneTrunk);
  });

  it('each of three set-ups that a kill interrupts at different points ends with one trunk or none', async () => {
    const [whileCompensating, whileRepeating, whileQuick] = [
      '+15551234501',
      '+15551234502',
      '+15551234503',
    ] as const;
    const tenant = await world.tenant();
    const { proxy, trunkline } = world;
    await trunkline.stop();
    const victim = await TrunklineProcess.start(trunkline.env);
    const answers: Promise<unknown>[] = [];
    const begin = (what: string) => {
      const answer = tenant.via(victim.url).zudu(zuduBody(what));
      answers.push(answer.catch(() => 'no answer'));
    };
    try {
      proxy.plan('CreateSIPDispatchRule', { kind: 'answer', status: 400, code: 'invalid_argument' });
      const removal = proxy.hold('DeleteSIPTrunk', 'before_livekit');
      begin(whileCompensating);
      await removal.arrived;
      proxy.plan('CreateSIPDispatchRule', { kind: 'answer', status: 500 });
      const repetition = proxy.hold('CreateSIPDispatchRule', 'after_livekit');
      begin(whileRepeating);
      await repetition.arrived;
      const quick = proxy.hold('CreateSIPOutboundTrunk', 'after_livekit');
      begin(whileQuick);
      await quick.arrived;
    } finally {
      await victim.kill();
      proxy.heal();
      // The compensation cannot end before its caller has asked again, however long the start takes.
      proxy.plan('DeleteSIPTrunk', { kind: 'answer', status: 500 }, Infinity);
      await trunkline.startAgain();
    }
    expect(await Promise.all(answers)).toEqual(['no answer', 'no answer', 'no answer']);

    const asked = Promise.all([
      askAgain(tenant, whileCompensating, 'during a compensation'),
      askAgain(tenant, whileRepeating, 'during a retried step'),
      askAgain(tenant, whileQuick, 'during a quick attempt'),
    ]);
    const joined = () =>
      trunkline.rows("select key from idempotency_keys where key = 'during a compensation'");
    await expect.poll(joined).toHaveLength(1);
    proxy.heal();
    const [removed, repeated, finished] = await asked;

    expect([removed, finished]).toEqual([500, 200]);
    expect([200, 500]).toContain(repeated);
    const trunks = repeated === 200 ? 2 : 1;
    expect(await world.remains()).toEqual({
      inbound: trunks,
      outbound: trunks,
      rule: trunks,
      records: trunks,
      reservations: trunks,
    });
    expect(await tenant.zudu(zuduBody(whileCompensating)), 'its number is free').toMatchObject({
      status: 200,
    });
  });
});
