import { ListUpdate } from '@livekit/protocol';
import { describe, expect, it } from 'vitest';
import { objectsOf } from '../support/livekit/objects.js';
import {
  everyId,
  inboundByHand,
  liveKitByHand,
  outboundByHand,
  outlined,
  reconciled,
  recordedIds,
  ruleByHand,
  tag,
} from '../support/reconciling.js';
import { zuduBody } from '../support/requests/tenant.js';
import { oneTrunk, operationIdOf, useWorld } from '../support/world.js';

const number = '+15551234567';
const otherNumber = '+15557654321';
/** By the time a run reads LiveKit, every set-up of a test is older than this. A name from the future is still within it. */
const graceMs = 1;
const world = useWorld({
  RECONCILE_GRACE_MS: String(graceMs),
  RECONCILE_SECOND_PASS_MS: '200',
  RECONCILE_MAX_REMOVALS: '3',
});

/** Gives a trunk a number that another one has. LiveKit refuses to create such a trunk, but accepts the update. */
async function moveTo(id: string, taken: string): Promise<void> {
  await liveKitByHand().updateSipInboundTrunkFields(id, { numbers: new ListUpdate({ set: [taken] }) });
}

/** Creates one orphan of each kind, each with the name of a different unknown set-up. */
async function orphans() {
  const inbound = await inboundByHand(tag(world, 'inbound'), otherNumber);
  const outbound = await outboundByHand(tag(world, 'outbound'), otherNumber);
  const rule = await ruleByHand(tag(world, 'rule'), ['ST_nowhere']);
  return { inbound, outbound, rule };
}

describe('reconciliation', () => {
  it('a run finds nothing when LiveKit matches the records, and reports how much it compared', async () => {
    const tenant = await world.tenant();
    await tenant.zudu(zuduBody(number));

    const { report, findings } = await reconciled(world, { repair: true });

    expect(findings).toEqual([]);
    expect(report).toMatchObject({
      state: 'finished',
      trigger: 'command',
      counts: {},
      compared: { inbound: 1, outbound: 1, rules: 1, records: 1 },
    });
  });

  it('a run without repair reports every difference and changes nothing', async () => {
    const tenant = await world.tenant();
    await tenant.zudu(zuduBody(number));
    const { inbound, outbound, rule } = await orphans();
    const [recorded] = await world.trunkline.rows('select dispatch_rule_id from trunks');
    await liveKitByHand().deleteSipDispatchRule(String(recorded?.dispatch_rule_id));
    const before = await everyId(world);

    const { report, findings } = await reconciled(world);

    expect(new Set(outlined(findings))).toEqual(
      new Set([
        { code: 'missing', id: recorded?.dispatch_rule_id, outcome: 'reported' },
        { code: 'orphan', id: inbound, outcome: 'reported' },
        { code: 'orphan', id: outbound, outcome: 'reported' },
        { code: 'orphan', id: rule, outcome: 'reported' },
      ]),
    );
    expect(report.counts).toEqual({ missing: { reported: 1 }, orphan: { reported: 3 } });
    expect(await everyId(world)).toEqual(before);
  });

  it('a run with repair removes orphans of every kind and keeps the trunks that are in use', async () => {
    const tenant = await world.tenant();
    await tenant.zudu(zuduBody(number));
    const { inbound, outbound, rule } = await orphans();

    const { report, findings } = await reconciled(world, { repair: true });

    expect(new Set(outlined(findings))).toEqual(
      new Set([inbound, outbound, rule].map((id) => ({ code: 'orphan', id, outcome: 'removed' }))),
    );
    expect(report.counts).toEqual({ orphan: { removed: 3 } });
    expect(await everyId(world)).toEqual(await recordedIds(world));
  });

  it('a run removes the orphans of a failed set-up, except those within the grace period', async () => {
    const tenant = await world.tenant();
    world.proxy.plan('CreateSIPDispatchRule', { kind: 'answer', status: 400, code: 'invalid_argument' });
    const operationId = operationIdOf(await tenant.zudu(zuduBody(number)));
    const soon = Date.now() + 60_000;
    const young = await outboundByHand(tag(world, 'outbound', { operationId, acceptedAt: soon }), number);
    const old = await outboundByHand(tag(world, 'outbound', { operationId }), number);

    const { findings } = await reconciled(world, { repair: true });

    expect(findings).toMatchObject([
      {
        code: 'orphan',
        outcome: 'removed',
        object: { id: old },
        evidence: 'Its set-up failed and was compensated.',
      },
    ]);
    expect(await everyId(world)).toEqual([young]);
  });

  it('a run leaves an object alone if only one of its two passes finds it', async () => {
    const { outbound } = await orphans();
    const survey = world.proxy.hold('ListSIPDispatchRule', 'after_livekit');

    const running = reconciled(world, { repair: true });
    await survey.arrived;
    await liveKitByHand().deleteSipTrunk(outbound);
    await survey.release();
    const { findings } = await running;

    expect(outlined(findings)).toContainEqual({ code: 'orphan', id: outbound, outcome: 'gone_by_itself' });
    expect(findings.filter(({ outcome }) => outcome === 'removed')).toHaveLength(2);
  });

  it('a run never touches objects that others created', async () => {
    const elsewhere = { deploymentId: 'another1' };
    const tenant = await world.tenant();
    await tenant.zudu(zuduBody(number));
    const foreign = [
      await inboundByHand('somebody’s trunk', otherNumber),
      await inboundByHand(tag(world, 'inbound', elsewhere), '+15550000001'),
      await outboundByHand('somebody’s trunk', otherNumber),
      await outboundByHand(tag(world, 'outbound', elsewhere), otherNumber),
      await ruleByHand('somebody’s rule', ['ST_theirs']),
      await ruleByHand(tag(world, 'rule', elsewhere), ['ST_theirs too']),
    ];

    const { findings } = await reconciled(world, { repair: true, removeMany: true });

    expect(findings).toEqual([]);
    expect(await everyId(world)).toEqual([...foreign, ...(await recordedIds(world))].sort());
  });

  it('a run reports objects of others that conflict with a trunk or are open to everybody', async () => {
    const tenant = await world.tenant();
    await tenant.zudu(zuduBody(number));
    const [trunk] = await world.trunkline.rows('select inbound_trunk_id from trunks');
    const outbound = await outboundByHand('somebody’s trunk', number);
    const open = await inboundByHand('open', otherNumber, { authUsername: 'half' });
    const anywhere = await inboundByHand('wildcard', [], { allowedAddresses: ['192.0.2.1/32'] });
    const everyCall = await ruleByHand('wildcard', []);
    await moveTo(open, number);
    const rule = await ruleByHand('somebody’s rule', ['ST_x']);
    await liveKitByHand().updateSipDispatchRuleFields(rule, {
      trunkIds: new ListUpdate({ set: [String(trunk?.inbound_trunk_id)] }),
    });

    const { findings } = await reconciled(world, { repair: true });

    const reported = findings.map(({ code, severity, object }) => ({ code, severity, id: object?.id }));
    expect(new Set(reported)).toEqual(
      new Set([
        { code: 'foreign_on_number', severity: 'critical', id: open },
        { code: 'foreign_on_number', severity: 'notice', id: outbound },
        { code: 'foreign_rule_on_trunk', severity: 'critical', id: rule },
        { code: 'open_trunk', severity: 'critical', id: open },
        { code: 'wildcard_rule', severity: 'critical', id: everyCall },
        { code: 'wildcard_trunk', severity: 'warning', id: anywhere },
      ]),
    );
    expect(findings.every(({ outcome }) => outcome === 'reported')).toBe(true);
  });

  it('a run reports an operation that does not end', async () => {
    const tenant = await world.tenant();
    await tenant.zudu(zuduBody(number));
    await world.trunkline.rows(
      `insert into operations (id, kind, organization_id, contract, collision_key, trunk_id, state, accepted_at, dispatch_after)
       select 'op_${'7'.repeat(32)}', 'repair_trunk', organization_id, 'reconciler', collision_key, id, 'running',
         now() - interval '1 hour', now() + interval '1 hour' from trunks`,
    );

    const { findings } = await reconciled(world, { repair: true });

    expect(findings).toMatchObject([
      { code: 'unfinished_operation', operation_id: `op_${'7'.repeat(32)}`, outcome: 'reported' },
    ]);
  });
});

describe('reconciliation with more removals than allowed', () => {
  const many = async () => {
    const { inbound, outbound, rule } = await orphans();
    return [inbound, outbound, rule, await outboundByHand(tag(world, 'outbound'), number)].sort();
  };

  it('a run removes nothing and reports that it held the removals back', async () => {
    const ids = await many();

    const { report } = await reconciled(world, { repair: true });

    expect(report.counts).toEqual({ orphan: { held_back: 4 } });
    expect(await everyId(world)).toEqual(ids);
  });

  it('a run removes everything when the request allows many removals', async () => {
    await many();

    const { report } = await reconciled(world, { repair: true, removeMany: true });

    expect(report.counts).toEqual({ orphan: { removed: 4 } });
    expect(await everyId(world)).toEqual([]);
  });

  it('a run keeps a complete trunk that is missing in the database until the request allows many removals', async () => {
    const tenant = await world.tenant();
    // The workflow checks for orphans after the answer, and would take a forgotten trunk for one.
    await world.workflow(await tenant.zudu(zuduBody(number))).result();
    await world.trunkline.forgetSetUps();

    const careful = await reconciled(world, { repair: true });
    expect(careful.report.counts).toEqual({ orphan: { held_back: 3 } });
    expect(await world.store.counts()).toEqual({ inbound: 1, outbound: 1, rule: 1 });
    const allowed = await reconciled(world, { repair: true, removeMany: true });

    expect(allowed.report.counts).toEqual({ orphan: { removed: 3 } });
    expect(await everyId(world)).toEqual([]);
  });
});

describe('reconciliation of duplicates', () => {
  it('a run removes duplicates of every kind, and the trunk keeps the objects that its record names', async () => {
    const tenant = await world.tenant();
    await tenant.zudu(zuduBody(number));
    const { inbound, outbound, rule } = await objectsOf(world);
    const duplicates = [
      await inboundByHand(inbound?.name ?? '', otherNumber),
      await outboundByHand(outbound?.name ?? '', number),
      await ruleByHand(rule?.name ?? '', ['ST_nowhere']),
    ];
    await moveTo(duplicates[0] ?? '', number);

    const { findings } = await reconciled(world, { repair: true });

    expect(new Set(outlined(findings))).toEqual(
      new Set(duplicates.map((id) => ({ code: 'duplicate', id, outcome: 'removed' }))),
    );
    expect(await world.remains()).toEqual(oneTrunk);
    expect(await everyId(world)).toEqual(await recordedIds(world));
  });
});
