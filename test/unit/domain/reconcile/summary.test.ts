import { describe, expect, it } from 'vitest';
import { findingCodes } from '../../../../src/domain/reconcile/finding.js';
import {
  isReconciliationId,
  newReconciliationId,
  summaryOf,
} from '../../../../src/domain/reconcile/report.js';

const id = newReconciliationId('01234567-89ab-cdef-0123-456789abcdef');

describe('the summary in the Temporal UI', () => {
  it('the summary says that both sides agree', () => {
    expect(summaryOf(id, {})).toBe(
      'LiveKit and the database agree.\n\nReport: `GET /v1/reconciliations/rec_0123456789abcdef0123456789abcdef`',
    );
  });

  it('the summary is a table with the most severe findings first, and it names the report', () => {
    const summary = summaryOf(id, { orphan: { removed: 2, failed: 1 }, missing: { undecided: 3 } });
    expect(summary.split('\n').slice(2, 4)).toEqual([
      `| \`missing\` | 3 in progress | ${findingCodes.missing.meaning} |`,
      `| \`orphan\` | 2 removed, 1 failed | ${findingCodes.orphan.meaning} |`,
    ]);
    expect(summary).toContain(id);
    expect(summary).not.toContain('--remove-many');
  });

  it('the summary says how to remove what is held back', () => {
    expect(summaryOf(id, { orphan: { held_back: 60 } })).toContain(
      'trunkline reconcile --repair --remove-many',
    );
  });
});

describe('the id of a run', () => {
  it('the id of a run is distinguished from other texts', () => {
    expect(isReconciliationId(id)).toBe(true);
    for (const other of ['rec_1', `${id}0`, id.toUpperCase(), id.replace('rec_', 'op_')]) {
      expect(isReconciliationId(other)).toBe(false);
    }
  });
});
