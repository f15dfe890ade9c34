import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { EventStream } from '../../../../src/api/v1/operations/events.js';

describe('a stream on which nothing happens', () => {
  it('a stream on which nothing happens sends heartbeats, which are no events', async () => {
    const written: string[] = [];
    let ended = false;
    const response = {
      status: () => response,
      set: () => response,
      write: (text: string) => written.push(text) > 0,
      end: () => {
        ended = true;
      },
      get writableEnded() {
        return ended;
      },
    };
    const signs = () => written.filter((text) => text === ': still here\n\n').length;
    const stream = new EventStream(response as never, null, 20);
    await expect.poll(signs).toBeGreaterThan(1);
    stream.close();
    const shown = signs();
    await pause(60);
    expect(signs()).toBe(shown);
  });
});
