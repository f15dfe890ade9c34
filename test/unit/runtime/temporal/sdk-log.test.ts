import type { LogEntry } from '@temporalio/worker';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { logEntry } from '../../../../src/runtime/temporal/temporal.js';

const levels = { error: 50, warn: 40, debug: 20 } as const;

it.each([
  ['ERROR', 'core', 'warn'],
  ['WARN', 'core', 'warn'],
  ['ERROR', 'worker', 'error'],
  ['WARN', 'worker', 'warn'],
  ['INFO', 'worker', 'debug'],
] as const)(
  'an entry of the level %s of the component %s of the SDK is logged as %s',
  (level, sdkComponent, logged) => {
    const lines: string[] = [];
    const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
    const entry: LogEntry = { level, message: 'poll failed', timestampNanos: 0n, meta: { sdkComponent } };

    logEntry(logger, entry);

    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ level: levels[logged], sdkComponent, msg: 'poll failed' }),
    ]);
  },
);
