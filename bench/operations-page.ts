// Measures how long a page of operations takes in the embedded database, among 100,000 operations of ten organisations.
// `npx tsx bench/operations-page.ts [operations]`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { connectDatabase } from '../src/database/connect.js';
import type { Database } from '../src/database/database.js';
import type { OperationFilter } from '../src/domain/operation/view.js';
import type { OperationId, OrganizationId } from '../src/domain/values.js';
import { operationsPage } from '../src/operations/follow/followed-operation.js';
import { createLogger } from '../src/runtime/logger.js';

const operations = Number(process.argv[2] ?? 100_000);
const calls = 50;
const any = { state: null, kind: null, trunkId: null };
const organization = 'org_3' as OrganizationId;
type Place = Parameters<typeof operationsPage>[3]['after'];

const directory = mkdtempSync(path.join(tmpdir(), 'trunkline-bench-'));
try {
  const { database, close } = await connectDatabase({ kind: 'embedded', directory }, createLogger('silent'));
  await fill(database);
  const page = (filter: Partial<OperationFilter>, after: Place = null, limit = 20) =>
    operationsPage(database, organization, { ...any, ...filter }, { after, limit });
  await measure('the newest 20', () => page({}));
  await measure('the newest 100', () => page({}, null, 100));
  await measure('20 from the middle', () =>
    page(
      {},
      { acceptedAt: new Date(operations * 500), id: 'op_ffffffffffffffffffffffffffffffff' as OperationId },
    ),
  );
  await measure('the 20 newest that failed (one in 500)', () => page({ state: 'failed' }));
  await measure('the running ones (none)', () => page({ state: 'running' }));
  await measure('those of one trunk', () => page({ trunkId: 13 }));
  await close();
} finally {
  rmSync(directory, { recursive: true, force: true });
}

/** One operation a second; each trunk is set up, and nine changes follow. */
async function fill(database: Database): Promise<void> {
  await database.execute(sql`
    insert into organizations (id, name) select 'org_' || n, 'An organisation' from generate_series(0, 9) n`);
  await database.execute(sql`
    insert into operations (id, organization_id, kind, contract, collision_key, trunk_id, state, request, trunk, steps,
      accepted_at, finished_at, dispatch_after)
    select 'op_' || lpad(to_hex(n), 32, '0'), 'org_' || (n / 10) % 10,
      case when n % 10 = 0 then 'set_up_trunk' else 'change_trunk' end, 'zudu', '+1555' || n / 10,
      case when n % 10 = 0 then null else n / 10 end,
      case when n % 500 = 31 then 'failed' else 'succeeded' end, '{}',
      case when n % 500 = 31 then null else jsonb_build_object('id', n / 10, 'inboundTrunkId', 'ST_in',
        'outboundTrunkId', 'ST_out', 'dispatchRuleId', 'SDR_rule', 'createdAt', now(), 'updatedAt', now()) end,
      (select jsonb_agg(jsonb_build_object('at', step * 1000, 'phase', 'forward', 'step', 'inbound', 'event', 'started',
        'attempts', 0)) from generate_series(1, 8) step),
      to_timestamp(n), to_timestamp(n), to_timestamp(n)
    from generate_series(0, ${operations - 1}::int) n`);
  await database.execute(sql`analyze operations`);
}

async function measure(title: string, call: () => ReturnType<typeof operationsPage>): Promise<void> {
  const times: number[] = [];
  let shown = 0;
  for (let round = 0; round < calls; round += 1) {
    const started = performance.now();
    shown = (await call()).operations.length;
    times.push(performance.now() - started);
  }
  times.sort((left, right) => left - right);
  const [p50 = 0, longest = 0] = [times[Math.floor(calls / 2)], times[calls - 1]];
  process.stdout.write(
    `${title.padEnd(42)} ${String(shown).padStart(3)} shown, p50 ${p50.toFixed(1)} ms, longest ${longest.toFixed(1)} ms\n`,
  );
}
