import { CancellationScope, proxyActivities, setCurrentDetails, sleep } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import { type CallLength, longestSeconds, type TestCallId } from '../../domain/test-call/test-call.js';

/** The input of a test call. */
export interface TestCallInput extends CallLength {
  readonly testCallId: TestCallId;
}

/** How long after a lost attempt its last request can still open the room again. */
const lateRequest = '5 seconds';

const { hangUpTestCall, endTestCall } = proxyActivities<Activities>({
  startToCloseTimeout: '15 seconds',
  heartbeatTimeout: '5 seconds',
  retry: { initialInterval: 500, maximumInterval: '10 seconds' },
});

/**
 * Places one call and hangs up, whatever happens. The attempt to dial is never repeated: a phone must not ring twice. If its worker is
 * killed, another worker hangs up a few seconds later.
 */
export async function placeTestCall({ testCallId, ...length }: TestCallInput): Promise<string> {
  const { dialTestCall } = proxyActivities<Activities>({
    startToCloseTimeout: (longestSeconds(length) + 30) * 1_000,
    heartbeatTimeout: '3 seconds',
    retry: { maximumAttempts: 1 },
  });
  const result = await dialTestCall(testCallId).catch(() => null);
  return CancellationScope.nonCancellable(async () => {
    await hangUpTestCall(testCallId);
    if (result === null) {
      await sleep(lateRequest, { summary: 'Wait for a late request of the lost attempt' });
      await hangUpTestCall(testCallId);
    }
    const { verdict } = await endTestCall(testCallId, result);
    setCurrentDetails(verdict);
    return verdict;
  });
}
