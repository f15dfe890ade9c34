import { describe, expect, it } from 'vitest';
import { makeOrFind } from '../../../src/carriers/make-or-find.js';
import { CarrierProblem, permanent } from '../../../src/carriers/problem.js';

const refused = permanent('carrier_refused', 'The carrier answered 400.');
const unreachable = new CarrierProblem(
  { kind: 'failure', code: 'carrier_unreachable', transient: true, mayHaveApplied: false },
  'The carrier did not answer.',
);

/** Makes or finds something where the looks find this, one after the other, and the making ends like that. */
async function attempt(
  checkFirst: boolean,
  polls: readonly (string | null | Error)[],
  making: string | Error,
) {
  const events: string[] = [];
  const left = [...polls];
  const ending = (end: string | null | Error | undefined) => {
    if (end instanceof Error) throw end;
    return end ?? null;
  };
  const find = async () => {
    events.push('pass');
    return ending(left.shift());
  };
  const make = async () => {
    events.push('make');
    return ending(making);
  };
  const [outcome] = await Promise.allSettled([makeOrFind(checkFirst, find, make)]);
  return { events, end: outcome.status === 'fulfilled' ? outcome.value : outcome.reason };
}

describe('something that must exist once at a carrier', () => {
  it('is made at once where there is no doubt', async () => {
    expect(await attempt(false, [], 'new')).toEqual({ events: ['make'], end: { made: 'new', found: false } });
  });

  it('is looked for first after a doubt', async () => {
    expect(await attempt(true, ['old'], 'new')).toEqual({
      events: ['pass'],
      end: { made: 'old', found: true },
    });
    expect(await attempt(true, [null], 'new')).toEqual({
      events: ['pass', 'make'],
      end: { made: 'new', found: false },
    });
  });

  it('is found where its own success landed late, between the look and the request that is refused for it', async () => {
    expect(await attempt(true, [null, 'late'], refused)).toEqual({
      events: ['pass', 'make', 'pass'],
      end: { made: 'late', found: true },
    });
    expect(await attempt(false, ['late'], refused)).toMatchObject({ end: { made: 'late', found: true } });
  });

  it.each<[string, boolean, readonly (null | Error)[]]>([
    ['a look finds nothing', false, [null]],
    ['two looks find nothing', true, [null, null]],
    ['the look after it fails', false, [unreachable]],
    ['the look after it fails, after another one', true, [null, unreachable]],
  ])('keeps the refusal as its reason where %s', async (_what, checkFirst, polls) => {
    expect((await attempt(checkFirst, polls, refused)).end).toBe(refused);
  });

  it('is not looked for after a failure that is no refusal: the next attempt looks first', async () => {
    expect(await attempt(false, ['late'], unreachable)).toEqual({ events: ['make'], end: unreachable });
  });

  it('is not made when the look before it fails', async () => {
    expect(await attempt(true, [unreachable], 'new')).toEqual({ events: ['pass'], end: unreachable });
  });
});
