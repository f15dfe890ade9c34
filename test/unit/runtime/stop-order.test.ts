import { describe, expect, it } from 'vitest';
import { StopOrder } from '../../../src/runtime/stop-order.js';

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
  it('is the reverse of the order of starting, one after the other', async () => {
    const { stops, stopped } = orderOf('database', 'worker', 'gateway');
    await stops.run();
    expect(stopped).toEqual(['gateway', 'worker', 'database']);
  });

  it('takes in what comes after a stop that failed, and reports the first failure', async () => {
    const { stops, stopped } = orderOf('database');
    stops.add(() => {
      throw new Error('the second to fail');
    });
    stops.add(() => Promise.reject(new Error('the first to fail')));
    await expect(stops.run()).rejects.toThrow('the first to fail');
    expect(stopped).toEqual(['database']);
  });

  it('is gone through once, however often it is asked for', async () => {
    const { stops, stopped } = orderOf('database');
    await Promise.all([stops.run(), stops.run()]);
    await stops.run();
    expect(stopped).toEqual(['database']);
  });

  it('lets everybody who asks wait for the end', async () => {
    const { stops, stopped } = orderOf('database', 'worker');
    void stops.run();
    await stops.run();
    expect(stopped).toEqual(['worker', 'database']);
  });

  it('of nothing is over at once', async () => {
    await expect(new StopOrder().run()).resolves.toBeUndefined();
  });
});
