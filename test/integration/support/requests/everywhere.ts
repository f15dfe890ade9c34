import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { testData } from '../../../support/payloads.js';
import type { TestTrunkline } from '../trunkline.js';

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

/** Reads a workflow's whole history as Temporal stores it: the texts of all its fields, and the bytes of all payloads. */
export async function historyOf(
  client: Client,
  { workflowId, runId }: WorkflowExecutionInfo,
): Promise<Place> {
  const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  const json = historyToJSON(history);
  return { name: `history of ${workflowId}`, text: [json, ...decodedPayloads(JSON.parse(json))].join('\n') };
}

/** Reads the same history as a process with the encryption keys sees it. */
export async function clearHistoryOf(
  client: Client,
  { workflowId, runId }: WorkflowExecutionInfo,
): Promise<Place> {
  const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  const payloads = encryptedIn(JSON.parse(historyToJSON(history)));
  const { payloadCodecs = [] } = testData;
  const clear = await Promise.all(
    payloads.map((payload) => payloadCodecs[0]?.decode([payload]) ?? [payload]),
  );
  const text = clear.flat().map(({ data }) => Buffer.from(data ?? []).toString('utf8'));
  return { name: `clear history of ${workflowId}`, text: text.join('\n') };
}

/** Finds the encrypted payloads in the JSON of a history, which holds their bytes in base64. */
function encryptedIn(value: unknown): Payload[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('data' in value && 'metadata' in value && typeof value.data === 'string') {
    const metadata = Object.fromEntries(
      Object.entries(value.metadata ?? {}).map(([name, text]) => [name, Buffer.from(String(text), 'base64')]),
    );
    return [{ metadata, data: Buffer.from(value.data, 'base64') }];
  }
  return Object.values(value).flatMap(encryptedIn);
}

/** Decodes the base64 of all payload data in the JSON of a history. */
function decodedPayloads(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'data' && typeof inner === 'string'
      ? [Buffer.from(inner, 'base64').toString('utf8')]
      : decodedPayloads(inner),
  );
}
