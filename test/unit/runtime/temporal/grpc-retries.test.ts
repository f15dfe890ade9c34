import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { expect, it, onTestFinished } from 'vitest';
import { endableRetries } from '../../../../src/runtime/temporal/temporal.js';
import { closedPort } from '../../../component/livekit/local-server.js';

/** Calls to a port at which nobody listens fail by then, and are repeated some 0.1 s later, then 0.2 s, 0.3 s and so on. */
const failedAfterMs = 50;
const repeatedByMs = 1_500;

it('a call that fails while its connection closes ends without a late retry', async () => {
  const uncaught: unknown[] = [];
  const note = (error: unknown) => uncaught.push(error);
  process.on('uncaughtException', note);
  onTestFinished(() => void process.off('uncaughtException', note));
  const retries = endableRetries();
  const connection = Connection.lazy({
    address: new URL(await closedPort()).host,
    interceptors: [retries.interceptor],
  });
  const call = connection.workflowService.describeNamespace({ namespace: 'default' });
  const failed = expect(call).rejects.toMatchObject({ code: 14 });
  await sleep(failedAfterMs);

  await retries.end();
  await connection.close();

  await failed;
  await sleep(repeatedByMs);
  expect(uncaught).toEqual([]);
});
