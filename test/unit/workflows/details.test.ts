import { describe, expect, it } from 'vitest';
import { type FailureCode, failures } from '../../../src/domain/failures.js';
import { stepNames } from '../../../src/domain/operation/operation.js';
import { trunkParts } from '../../../src/domain/parts/graph.js';
import { followUpId, operationWorkflowId, setUpSummary } from '../../../src/workflows/names.js';
import {
  describeFailure,
  describeSkipped,
  describeStuck,
} from '../../../src/workflows/saga/operation-run.js';
import { setUpFollowUpSummary } from '../../../src/workflows/set-up/set-up-trunk.js';
import { operationId, plan, planWith } from '../plans.js';

describe('the Temporal UI', () => {
  it('the Temporal UI names a workflow after its operation, and a follow-up after the run that left it', () => {
    expect(operationWorkflowId(operationId)).toBe(`trunk/${operationId}`);
    expect(followUpId(operationId, 'run-1')).toBe(`follow-up/${operationId}/run-1`);
  });

  it('the Temporal UI shows only the last two digits of a number', () => {
    expect(setUpSummary(plan, 'zudu')).toBe('Set up the number •••67 (zudu)');
    expect(setUpFollowUpSummary(plan)).toBe('Check for late writes of •••67');
    for (const text of [setUpSummary(plan, 'zudu'), setUpFollowUpSummary(plan)]) {
      expect(text).not.toContain('555');
    }
  });

  it('calls an extension an extension', () => {
    const extension = planWith({ number: { kind: 'extension', value: 'front-desk' } });
    expect(setUpSummary(extension, 'autocalls')).toBe('Set up the extension •••sk (autocalls)');
  });

  it.each(['compensation', 'restoration', 'tear-down'] as const)(
    'the Temporal UI says what a %s waits for that hangs, and how to resolve it',
    (work) => {
      const text = describeStuck(work, operationId, ['inbound', 'number'], ['inbound']);
      expect(text).toContain('waits for: inbound, number.');
      expect(text).toContain(`--workflow-id trunk/${operationId} --name resolveCompensation`);
      expect(text).toContain('"part": "inbound"');
    },
  );

  it('the Temporal UI offers no resolution where nothing can be resolved', () => {
    expect(describeStuck('tear-down', operationId, ['outbound'], [])).not.toContain('resolveCompensation');
  });

  it('the Temporal UI names the skipped parts with who skipped them', () => {
    expect(describeSkipped([{ part: 'inbound', by: 'Grace', reason: 'it rings' }])).toBe('inbound (Grace)');
  });

  it.each(
    stepNames.flatMap((step) => (Object.keys(failures) as FailureCode[]).map((code) => ({ step, code }))),
  )('the Temporal UI says which step failed, why, and what was removed: $step, $code', ({ step, code }) => {
    const text = describeFailure(trunkParts, { step, code, removed: { inbound: 1, outbound: 2, rule: 3 } });
    expect(text).toMatch(
      /^The (connection at the carrier|inbound trunk|outbound trunk|dispatch rule|route of the number|phone number record) failed: /,
    );
    expect(text).toContain(failures[code].meaning);
    expect(text).toMatch(/Removed: inbound 1, outbound 2, rule 3\.$/);
  });
});
