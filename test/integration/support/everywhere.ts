import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { TestTrunkline } from './trunkline.js';

/** A place in which something may have been left, and all the text that is there. */
export interface Place {
  readonly name: string;
  readonly text: string;
}

/** Every row of every table, as text. */
export async function everyTable(trunkline: TestTrunkline): Promise<Place[]> {
  const tables = await trunkline.rows(
    "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
  );
  return Promise.all(
    tables.map(async ({ table_name: name }) => {
      const rows = await trunkline.rows(`select "${name}"::text as row from "${name}"`);
      return { name: `table ${name}`, text: rows.map(({ row }) => row).join('\n') };
    }),
  );
}

/** Every workflow of a deployment, once Temporal's eventually consistent list shows at least so many. */
export async function everyWorkflow(
  client: Client,
  { config }: TestTrunkline,
  atLeast: number,
): Promise<WorkflowExecutionInfo[]> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const found: WorkflowExecutionInfo[] = [];
    const query = `TaskQueue = '${config.temporal.taskQueue}'`;
    for await (const execution of client.workflow.list({ query })) found.push(execution);
    if (found.length >= atLeast) return found;
    if (Date.now() > deadline) throw new Error(`Temporal lists ${found.length} workflows, not ${atLeast}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A workflow's whole history with all payloads decoded. */
export async function historyOf(
  client: Client,
  { workflowId, runId }: WorkflowExecutionInfo,
): Promise<Place> {
  const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  const json = historyToJSON(history);
  return { name: `history of ${workflowId}`, text: [json, ...decodedPayloads(JSON.parse(json))].join('\n') };
}

/** Payload data is base64 in a history's JSON; nested payloads are decoded as well. */
function decodedPayloads(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'data' && typeof inner === 'string'
      ? [Buffer.from(inner, 'base64').toString('utf8')]
      : decodedPayloads(inner),
  );
}
