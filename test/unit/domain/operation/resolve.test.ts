import { describe, expect, it } from 'vitest';
import { compensatedParts } from '../../../../src/domain/operation/operation.js';
import { partsInProgress, remainsOf } from '../../../../src/domain/operation/resolve.js';
import { operationView } from '../../operation-views.js';

const at = { startedAt: null, endedAt: null, attempts: null, error: null, skipped: null };

describe('a skipped part', () => {
  it.each(compensatedParts)(
    'a skipped part (%s) leaves something that somebody removes, or a person must',
    (part) => {
      const atCarrier = part === 'carrier' || part === 'route';
      expect(remainsOf('set_up_trunk', part)).toMatchObject({
        part,
        removedBy: atCarrier ? 'nobody' : 'follow_up',
        meaning: expect.stringMatching(/^The .*\.$/),
      });
      expect(remainsOf('change_trunk', part).removedBy).toBe(atCarrier ? 'nobody' : 'repair');
    },
  );

  it('a skipped part can only be one that is in progress: of a compensation, or of a delete', () => {
    const compensation = [
      { ...at, name: 'rule', state: 'running' },
      { ...at, name: 'outbound', state: 'succeeded' },
    ] as const;
    const steps = [{ ...at, name: 'route', state: 'running' }] as const;
    const view = operationView({ compensation, steps });
    expect(partsInProgress(view)).toEqual(['rule']);
    expect(partsInProgress({ ...view, kind: 'tear_down_trunk' })).toEqual(['route', 'rule']);
    expect(partsInProgress(operationView())).toEqual([]);
  });
});
