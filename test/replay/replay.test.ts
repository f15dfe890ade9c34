import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, Runtime } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { failureConverterPath } from '../../src/runtime/temporal/payload-encryption.js';
import { courses, historyFile, replay } from './replaying.js';

let bundle: { code: string };

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined) });
  bundle = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../../src/workflows/index.ts', import.meta.url)),
    failureConverterPath,
    logger: new DefaultLogger('ERROR'),
  });
});

describe.each(courses)('the recorded history of the course %s', (course) => {
  it('a recorded history is replayed by the current workflow, so that running operations survive an upgrade', async () => {
    await replay(bundle, await readFile(historyFile(course), 'utf8'));
  });

  it('a recorded history contains neither paths of a machine nor the name of one', async () => {
    const history = await readFile(historyFile(course), 'utf8');
    expect(history.match(/node_modules|file:\/\/|\/src\/|"\d+@[^"]*"/g) ?? []).toEqual([]);
  });
});

describe('a history that begins with an empty workflow task, by which Temporal keeps slow local activities alive', () => {
  it.each(courses)(
    'a history that begins with an empty workflow task (%s) is replayed as well, although the replay passes over the empty task',
    async (course) => {
      await replay(bundle, withEmptyFirstTask(await readFile(historyFile(course), 'utf8')));
    },
  );
});

interface HistoryEvent {
  readonly eventId: string;
  readonly eventType: string;
}

/** Puts a workflow task that did nothing in front of the first one: the same three events once more. */
function withEmptyFirstTask(history: string): string {
  const tasks = 3;
  const { events }: { events: readonly HistoryEvent[] } = JSON.parse(history);
  // A run may have been signalled before its first task.
  const first = events.findIndex(({ eventType }) => eventType === 'EVENT_TYPE_WORKFLOW_TASK_SCHEDULED');
  const moved: unknown = JSON.parse(JSON.stringify(events.slice(first)), (key, value: unknown) =>
    /eventId$/i.test(key) && Number(value) > first ? String(Number(value) + tasks) : value,
  );
  return JSON.stringify({ events: [...events.slice(0, first + tasks), ...[moved].flat()] });
}

describe('a history that the current workflow would not have made', () => {
  it.each([
    ['compensation', 'another activity in the compensation', 'removeOutbound'],
    ['repeated-steps', 'another activity as second attempt', 'createInbound'],
    ['change-with-repeated-steps', 'another activity as second attempt', 'changeInbound'],
    ['change-restored', 'another activity in the compensation', 'restoreInbound'],
    ['tear-down-with-repeated-steps', 'another activity as second attempt', 'tearDownRule'],
    ['import', 'another activity at the carrier', 'createCarrier'],
    ['import-compensation', 'another activity in the compensation', 'removeRoute'],
    ['import-tear-down', 'another activity as second attempt', 'tearDownRoute'],
    ['repair-with-repeated-steps', 'another activity as second attempt', 'repairInbound'],
    ['import-of-many', 'another activity for a line', 'setUpLine'],
    ['import-of-many-goes-on', 'another activity for the next lines', 'nextLines'],
  ] as const)(
    'a history that the current workflow would not have made (%s, %s) is noticed',
    async (course, _what, activity) => {
      const history = await readFile(historyFile(course), 'utf8');
      const altered = history.replaceAll(`"name": "${activity}"`, '"name": "somethingElse"');
      expect(altered).not.toBe(history);

      await expect(replay(bundle, altered)).rejects.toThrow(DeterminismViolationError);
    },
  );

  it.each([
    ['success', 'createInbound'],
    ['change', 'changeRecord'],
    ['tear-down', 'tearDownRecord'],
    ['repair', 'repairRecord'],
  ] as const)(
    'a history that the current workflow would not have made (%s, another step than %s as quick attempt) is noticed',
    async (course, activity) => {
      const history = await readFile(historyFile(course), 'utf8');
      const altered = history.replace(/"data": "([^"]+)"/g, (field, data) => {
        const clear = Buffer.from(data, 'base64').toString('utf8');
        const other = clear.replace(`"activity_type":"${activity}"`, '"activity_type":"somethingElse"');
        if (other === clear) return field;
        return `"data": "${Buffer.from(other).toString('base64')}"`;
      });
      expect(altered).not.toBe(history);

      await expect(replay(bundle, altered)).rejects.toThrow(DeterminismViolationError);
    },
  );
});
