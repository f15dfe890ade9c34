import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { TestTrunkline } from './trunkline.js';

/** A place in which a secret may appear, and all the text in it. */
export interface Place {
  readonly name: string;
  readonly text: string;
}

/** Reads every row of every table, as text. */
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

/**
 * Lists the workflows of a deployment as soon as Temporal shows at least `atLeast` of them.
 * @throws after 10 s, because the list is eventually consistent and may never get there.
 */
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

/** Reads a workflow's whole history with all payloads decoded. */
export async function historyOf(
  client: Client,
  { workflowId, runId }: WorkflowExecutionInfo,
): Promise<Place> {
  const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  const json = historyToJSON(history);
  return { name: `history of ${workflowId}`, text: [json, ...decodedPayloads(JSON.parse(json))].join('\n') };
}

/** Decodes the payload data of a history, nested payloads included. The JSON of a history holds it in base64. */
function decodedPayloads(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'data' && typeof inner === 'string'
      ? [Buffer.from(inner, 'base64').toString('utf8')]
      : decodedPayloads(inner),
  );
}
