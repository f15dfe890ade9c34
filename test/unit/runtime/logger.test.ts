import { DrizzleQueryError } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../src/runtime/logger.js';

function logged(error: unknown): { err: Record<string, unknown>; text: string } {
  const lines: string[] = [];
  createLogger('info', { write: (line) => void lines.push(line) }).warn({ err: error }, 'it failed');
  const text = lines.join('');
  return { err: JSON.parse(text).err, text };
}

describe('an error in the log', () => {
  it('an error in the log shows its type, its place and its cause', () => {
    const cause = Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' });
    const { err } = logged(new TypeError('fetch failed', { cause }));
    expect(err).toMatchObject({
      type: 'TypeError',
      message: 'fetch failed',
      at: expect.stringMatching(/^at .*logger\.test\.ts/),
      cause: { type: 'Error', message: 'connection refused', code: 'ECONNREFUSED' },
    });
  });

  it('an error in the log never shows the parameters of a failed query', () => {
    const error = new DrizzleQueryError(
      'insert into trunks values ($1)',
      ['+15551234567'],
      new Error('no room'),
    );
    const { text } = logged(error);
    expect(text).toContain('no room');
    expect(text).not.toContain('+15551234567');
  });

  it('anything that was thrown can be logged', () => {
    expect(logged('a text').err).toEqual({ type: 'string', message: 'not an error' });
  });
});
