import { describe, expect, it } from 'vitest';
import { StatementRecorder } from './support/statements.js';
import { useWorld } from './support/world.js';

describe('guesses of keys', () => {
  const world = useWorld({ RATE_OF_FAILURES: '60/86400' });

  it('of a thousand guesses sixty are looked up, and the owner of a key goes on from the same address', async () => {
    const tenant = await world.tenant();
    expect((await tenant.get('/v1/trunks')).status).toBe(200);
    const guess = (secret: number) =>
      fetch(`${world.trunkline.url}/v1/trunks`, { headers: { authorization: `Bearer s3cr3t_${secret}` } });

    const statuses = await Promise.all(
      Array.from({ length: 1_000 }, async (_, secret) => (await guess(secret)).status),
    );
    const recorder = new StatementRecorder();
    const { answer, statements } = await recorder.during(() => guess(1_000), 'authentication');
    recorder.end();

    expect(statuses.filter((status) => status === 401)).toHaveLength(60);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(statements, 'a guess costs no statement').toEqual([]);
    expect((await tenant.get('/v1/trunks')).status).toBe(200);
  });
});
