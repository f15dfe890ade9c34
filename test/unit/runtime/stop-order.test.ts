import { describe, expect, it } from 'vitest';
import { StopOrder } from '../../../src/runtime/http-server.js';

function orderOf(...names: readonly string[]) {
  const stopped: string[] = [];
  const stops = new StopOrder();
  for (const name of names) {
    stops.add(async () => {
      await Promise.resolve();
      stopped.push(name);
    });
  }
  return { stops, stopped };
}

describe('the order of stopping', () => {
  it('stops run one after the other, in the reverse order of the starts', async () => {
    const { stops, stopped } = orderOf('database', 'worker', 'gateway');
    await stops.run();
    expect(stopped).toEqual(['gateway', 'worker', 'database']);
  });

  it('a failed stop does not prevent the others, and the first failure is reported', async () => {
    const { stops, stopped } = orderOf('database');
    stops.add(() => {
      throw new Error('the second to fail');
    });
    stops.add(() => Promise.reject(new Error('the first to fail')));
    await expect(stops.run()).rejects.toThrow('the first to fail');
    expect(stopped).toEqual(['database']);
  });

  it('the stops run once, however often they are requested', async () => {
    const { stops, stopped } = orderOf('database');
    await Promise.all([stops.run(), stops.run()]);
    await stops.run();
    expect(stopped).toEqual(['database']);
  });

  it('every caller waits until everything has stopped', async () => {
    const { stops, stopped } = orderOf('database', 'worker');
    void stops.run();
    await stops.run();
    expect(stopped).toEqual(['worker', 'database']);
  });

  it('an empty order of stops finishes at once', async () => {
    await expect(new StopOrder().run()).resolves.toBeUndefined();
  });
});
