import { describe, expect, it } from 'vitest';
import { type FailureCode, failures } from '../../../src/domain/failures.js';
import { stepNames } from '../../../src/domain/operation/operation.js';
import {
  describeFailure,
  describeRestored,
  describeStuckRestoration,
  describeStuckTearDown,
  describeStuckUndo,
  followUpId,
  followUpSummary,
  operationWorkflowId,
  setUpSummary,
} from '../../../src/workflows/descriptions.js';
import { operationId, plan, planWith } from '../plans.js';

describe('what an operator reads', () => {
  it('names a workflow after its operation, and a follow-up after the run that left it', () => {
    expect(operationWorkflowId(operationId)).toBe(`trunk/${operationId}`);
    expect(followUpId(operationId, 'run-1')).toBe(`follow-up/${operationId}/run-1`);
  });

  it('tells a number by its last two digits only', () => {
    expect(setUpSummary(plan, 'zudu')).toBe('Set up the number •••67 (zudu)');
    expect(followUpSummary(plan)).toBe('Look for latecomers of •••67');
    for (const text of [setUpSummary(plan, 'zudu'), followUpSummary(plan)]) expect(text).not.toContain('555');
  });

  it('calls an extension by its name', () => {
    const extension = planWith({ number: { kind: 'extension', value: 'front-desk' } });
    expect(setUpSummary(extension, 'autocalls')).toBe('Set up the extension •••sk (autocalls)');
  });

  it('says what a tear-down waits for, and how to resolve it where that is at a carrier and not elsewhere', () => {
    const atCarrier = describeStuckTearDown(operationId, ['route', 'outbound'], new Set(['route']));
    expect(atCarrier).toContain('waits for: route of the number, outbound trunk.');
    expect(atCarrier).toContain(`--workflow-id trunk/${operationId} --name resolveCompensation`);
    expect(atCarrier).toContain('"part": "route"');
    expect(describeStuckTearDown(operationId, ['outbound'], new Set())).not.toContain('resolveCompensation');
  });

  it.each([describeStuckUndo, describeStuckRestoration])(
    'says what an undo waits for that does not come to an end, and how to resolve it',
    (describeStuck) => {
      const text = describeStuck(operationId, ['inbound', 'number']);
      expect(text).toContain('waits for: inbound, number.');
      expect(text).toContain(`--workflow-id trunk/${operationId} --name resolveCompensation`);
      expect(text).toContain('"part": "inbound"');
    },
  );

  it('says of a trunk that was put back what was given up, because that may be another than the record says', () => {
    expect(describeRestored([])).toBe('The trunk is as it was.');
    expect(describeRestored([{ part: 'inbound', by: 'Grace', reason: 'it rings' }])).toBe(
      'The record is as it was. Given up, and so perhaps not as the record says: inbound (Grace).',
    );
  });

  it.each(
    stepNames.flatMap((step) => (Object.keys(failures) as FailureCode[]).map((code) => ({ step, code }))),
  )('says which step failed, why, and what was taken back: $step, $code', ({ step, code }) => {
    const text = describeFailure({ step, code, removed: { inbound: 1, outbound: 2, rule: 3 } });
    expect(text).toMatch(
      /^The (connection at the carrier|inbound trunk|outbound trunk|dispatch rule|route of the number|phone number record) failed: /,
    );
    expect(text).toContain(failures[code].meaning);
    expect(text).toMatch(/Taken back: inbound 1, outbound 2, rule 3\.$/);
  });
});
