import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readinessOf } from '../../../src/runtime/readiness.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

it('however many ask whether the service is ready, each component is probed once a second', async () => {
  const probed = { database: 0, temporal: 0 };
  const livekit = { url: 'http://127.0.0.1:1', apiKey: 'key', apiSecret: 'secret' };
  const checkReadiness = readinessOf(
    {
      ping: async () => {
        probed.database += 1;
      },
    },
    {
      probe: async () => {
        probed.temporal += 1;
        return true;
      },
    },
    livekit,
    null,
  );

  const answers = await Promise.all(Array.from({ length: 50 }, checkReadiness));
  answers.push(await checkReadiness());

  expect(new Set(answers)).toEqual(
    new Set([{ database: true, temporal: true, livekit: 'unreachable', sip: 'unknown' }]),
  );
  expect(probed).toEqual({ database: 1, temporal: 1 });

  await vi.advanceTimersByTimeAsync(1_000);
  await checkReadiness();
  expect(probed).toEqual({ database: 2, temporal: 2 });
});
