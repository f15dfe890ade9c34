import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CreatedApiKey } from '../../../src/domain/administration.js';
import {
  administrationThrough,
  readChannelAddress,
} from '../../../src/runtime/administration/channel-client.js';
import { Deferred } from '../support/deferred.js';
import { liveKitByHand, outboundByHand, reconciled, tag } from '../support/reconciling.js';
import { at, type Tenant, zuduBody } from '../support/requests/tenant.js';
import { TestTrunkline } from '../support/trunkline.js';
import { ensureBuilt } from '../support/trunkline-process.js';
import { useWorld } from '../support/world.js';

const number = '+15551234567';
const world = useWorld({ RECONCILE_GRACE_MS: '1', RECONCILE_SECOND_PASS_MS: '300' });

/** How many events the history of the latest run has. */
async function historyLengthOf(workflowId: string): Promise<number> {
  const { events } = await world.temporal.workflow.getHandle(workflowId).fetchHistory();
  return events?.length ?? 0;
}

const workflowId = () => `reconcile/${world.trunkline.config.deploymentId}`;

describe('two reconciliation requests', () => {
  it('two requests at the same time share one run', async () => {
    await outboundByHand(tag(world, 'outbound'), number);

    const [one, other] = await Promise.all([
      reconciled(world, { repair: true }),
      reconciled(world, { repair: true }),
    ]);

    expect(one.report).toEqual(other.report);
    expect([one.started.attached, other.started.attached].sort()).toEqual([false, true]);
    expect(one.report.counts).toEqual({ orphan: { removed: 1 } });
    const rows = await world.trunkline.rows(`select id from reconciliations where id = '${one.report.id}'`);
    expect(rows).toHaveLength(1);
  });

  it('two requests one after the other start two runs', async () => {
    const first = await reconciled(world);
    const second = await reconciled(world);

    expect(second.report.id).not.toBe(first.report.id);
    expect(second.started.attached).toBe(false);
  });
});

describe('a reconciliation workflow', () => {
  it('the result of a run has the counts and the address of the report, and its history has no finding', async () => {
    const id = await outboundByHand(tag(world, 'outbound'), number);

    const { report } = await reconciled(world, { repair: true });

    const handle = world.temporal.workflow.getHandle(workflowId());
    expect(await handle.result()).toEqual({
      reconciliationId: report.id,
      counts: { orphan: { removed: 1 } },
      summary: expect.stringContaining(`GET /v1/reconciliations/${report.id}`),
    });
    expect(JSON.stringify(await handle.fetchHistory())).not.toContain(id);
    expect((await handle.describe()).memo).toEqual({ reconciliationId: report.id });
    expect(await historyLengthOf(workflowId())).toBeLessThan(60);
  });

  it('a cancelled run completes its report as failed, and the next run can start', async () => {
    await outboundByHand(tag(world, 'outbound'), number);
    const held = world.proxy.hold('ListSIPDispatchRule', 'before_livekit');
    const running = reconciled(world, { repair: true });
    await held.arrived;
    await world.temporal.workflow.getHandle(workflowId()).cancel();
    await held.release();

    const { report, findings } = await running;

    expect(report).toMatchObject({ state: 'failed', failure: 'The run was cancelled.' });
    expect(findings.filter(({ outcome }) => outcome !== 'reported')).toEqual([]);
    expect((await reconciled(world, { repair: true })).report.counts).toEqual({ orphan: { removed: 1 } });
  });

  it('the next run marks the report of a terminated run as ended from outside', async () => {
    const held = world.proxy.hold('ListSIPDispatchRule', 'before_livekit');
    const abandoned = reconciled(world);
    await held.arrived;
    await world.temporal.workflow.getHandle(workflowId()).terminate();
    await held.release();

    await reconciled(world);

    expect((await abandoned).report).toMatchObject({
      state: 'failed',
      failure: 'The run was ended from outside.',
    });
  });
});

async function operatorsKey(): Promise<CreatedApiKey> {
  const address = await readChannelAddress(world.trunkline.config.home);
  if (address === null) throw new Error('The service has left no address.');
  const spec = { organizationId: null, label: 'operator', scopes: ['operator'] } as const;
  return administrationThrough(address).createKey(spec);
}

describe('the reconcile command', () => {
  beforeAll(() => ensureBuilt(), 120_000);

  const bin = fileURLToPath(new URL('../../../bin/trunkline.js', import.meta.url));
  const command = (
    home: string,
    options: readonly string[] = [],
    onStderr: (text: string) => void = () => undefined,
    remote: Readonly<Record<string, string>> = {},
  ) =>
    new Promise<{ code: number; out: string; stderr: string }>((resolve) => {
      const env = { PATH: process.env.PATH, TRUNKLINE_HOME: home, ...remote };
      const child = execFile(
        process.execPath,
        [bin, 'reconcile', ...options],
        { env },
        (_error, out, stderr) => resolve({ code: child.exitCode ?? -1, out, stderr }),
      );
      child.stderr?.on('data', (text) => onStderr(String(text)));
    });
  const reconcile = (...options: readonly string[]) => command(world.trunkline.config.home, options);

  it('the command reports that nothing differs', async () => {
    const { code, out } = await reconcile();

    expect(out).toMatch(
      /^Compared 0 inbound trunks, 0 outbound trunks and 0 dispatch rules in LiveKit with 0 trunks in the database\.\nNothing differs\.\nReport rec_[0-9a-f]{32}\n$/,
    );
    expect(code).toBe(0);
  });

  it('the command lists its findings with their remedies, and applies the remedies with --repair', async () => {
    const tenant = await world.tenant();
    await world.workflow(await tenant.zudu(zuduBody(number))).result();
    const [trunk] = await world.trunkline.rows('select outbound_trunk_id as id from trunks');
    await liveKitByHand().deleteSipTrunk(String(trunk?.id));
    const orphan = await outboundByHand(tag(world, 'outbound'), number);

    const dry = await reconcile();
    const fixed = await reconcile('--repair');
    const after = await reconcile();

    expect(dry.out).toMatch(/CODE +OBJECT +NUMBER +EVIDENCE +OUTCOME OR REMEDY\n/);
    expect(dry.out).toMatch(new RegExp(`missing +${trunk?.id} +•••67 .+ --repair repairs it\n`));
    expect(dry.out).toMatch(new RegExp(`orphan +${orphan} +- .+ --repair removes it\n`));
    expect(fixed.out).toMatch(new RegExp(`missing +${trunk?.id} .+ repaired: It is ST_\\w+ now\\.\n`));
    expect(fixed.out).toMatch(new RegExp(`orphan +${orphan} .+ removed\n`));
    expect(after.out).toContain('Nothing differs.');
    expect([dry.code, fixed.code, after.code]).toEqual([3, 0, 0]);
  });

  it('the command works on a remote Trunkline with the key of an operator, and the audit log names the key', async () => {
    const orphan = await outboundByHand(tag(world, 'outbound'), number);
    const key = await operatorsKey();
    const remote = { TRUNKLINE_URL: world.trunkline.url, TRUNKLINE_KEY: key.secret };
    const nowhere = path.join(world.trunkline.config.home, 'nobody');
    const fixed = await command(nowhere, ['--repair'], undefined, remote);
    expect(fixed.out).toMatch(new RegExp(`orphan +${orphan} +- .+ removed\n`));
    expect(fixed.code).toBe(0);
    const acts = await world.trunkline.rows("select actor from audit where action = 'begin_reconciliation'");
    expect(acts.map(({ actor }) => actor)).toContain(key.publicId);
    const tenant = await world.tenant();
    const refused = await command(nowhere, [], undefined, { ...remote, TRUNKLINE_KEY: tenant.key.secret });
    expect(refused).toMatchObject({ code: 1, out: '' });
  });

  it('the command prints JSON to stdout, and says on stderr that it has joined a run', async () => {
    const orphan = await outboundByHand(tag(world, 'outbound'), number);
    const held = world.proxy.hold('ListSIPDispatchRule', 'before_livekit');
    const running = reconciled(world);
    await held.arrived;
    const joined = new Deferred<string>();
    const joining = command(world.trunkline.config.home, ['--repair', '--json'], joined.resolve);
    expect(await joined.promise).toContain('A reconciliation is running already');
    await held.release();

    const [{ report }, { code, out, stderr }] = await Promise.all([running, joining]);

    expect(JSON.parse(out)).toMatchObject({
      id: report.id,
      repair: false,
      findings: [{ code: 'orphan', object: { kind: 'outbound', id: orphan }, outcome: 'reported' }],
    });
    expect(stderr).toBe(
      'A reconciliation is running already; this is its report.\nThat run only reported. Run the command again to repair.\n',
    );
    expect(code).toBe(3);
  });

  it('the command says that no stack is here when it runs in another folder', async () => {
    const { code, stderr } = await command(path.join(world.trunkline.config.home, 'nobody'));

    expect(stderr).toContain('No stack is here');
    expect(code).toBe(1);
  });

  it('the command refuses --remove-many without --repair', async () => {
    expect(await reconcile('--remove-many')).toMatchObject({ code: 2 });
  });
});

describe('reconciliation reports', () => {
  async function operator(
    tenant: Tenant,
  ): Promise<(path: string) => Promise<{ status: number; body: unknown }>> {
    const key = await operatorsKey();
    const headers = { authorization: `Bearer ${key.secret}` };
    return (where) => tenant.request('GET', where, { headers });
  }

  it('only operators can read the reports', async () => {
    const tenant = await world.tenant();
    const { report } = await reconciled(world);
    const read = await operator(tenant);

    const list = await read('/v1/reconciliations');
    expect(at(list.body, 'data', '0')).toEqual(JSON.parse(JSON.stringify(report)));
    for (const where of ['/v1/reconciliations', `/v1/reconciliations/${report.id}`]) {
      expect(await tenant.get(where)).toMatchObject({ status: 403, body: { code: 'operators_only' } });
    }
    expect(await read('/v1/reconciliations/rec_1')).toMatchObject({ status: 404 });
  });

  it('a report gives the evidence, the meaning and the outcome of each finding', async () => {
    const id = await outboundByHand(tag(world, 'outbound'), number);
    const { report } = await reconciled(world, { repair: true });
    const read = await operator(await world.tenant());

    const { body } = await read(`/v1/reconciliations/${report.id}`);

    expect(body).toMatchObject({
      id: report.id,
      state: 'finished',
      next: null,
      findings: [
        {
          code: 'orphan',
          severity: 'warning',
          object: { kind: 'outbound', id },
          evidence: 'Its set-up is unknown to the database.',
          meaning: 'An object of this deployment in LiveKit belongs to no trunk.',
          outcome: 'removed',
        },
      ],
    });
  });
});

describe('the reconciliation schedule', () => {
  it('the schedule starts runs that repair, follows the setting, and is removed when it is switched off', async () => {
    const trunkline = await TestTrunkline.start({
      RECONCILE_EVERY_MS: '1000',
      RECONCILE_SECOND_PASS_MS: '100',
      RECONCILE_GRACE_MS: '1',
    });
    const schedule = world.temporal.schedule.getHandle(
      `trunkline-reconcile-${trunkline.config.deploymentId}`,
    );
    try {
      const runs = () =>
        trunkline.rows(
          "select id from reconciliations where trigger = 'schedule' and state = 'finished' and repair",
        );
      await expect.poll(async () => (await runs()).length, { timeout: 20_000 }).toBeGreaterThan(1);
      expect((await schedule.describe()).spec.intervals).toMatchObject([{ every: 1_000 }]);

      await trunkline.stop();
      await trunkline.startAgain({ RECONCILE_EVERY_MS: '60000' });
      expect((await schedule.describe()).spec.intervals).toMatchObject([{ every: 60_000 }]);

      await trunkline.stop();
      await trunkline.startAgain({ RECONCILE_EVERY_MS: '0' });
      await expect(schedule.describe()).rejects.toThrow();
    } finally {
      await trunkline.destroy();
      await schedule.delete().catch(() => undefined);
    }
  });
});
