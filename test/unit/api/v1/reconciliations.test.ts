import { afterEach, describe, expect, it } from 'vitest';
import {
  findingJson,
  newReconciliationId,
  type ReportJson,
} from '../../../../src/domain/reconcile/report.js';
import { type Gateway, startGateway } from '../gateway.js';
import { bearer, operationId } from '../samples.js';

let gateway: Gateway;

afterEach(() => gateway.close());

const id = newReconciliationId('0'.repeat(32));
const operator = { Authorization: 'Bearer s3cr3t_operator' };
const report: ReportJson = {
  id,
  trigger: 'schedule',
  state: 'finished',
  repair: true,
  remove_many: false,
  started_at: '2026-11-22T12:00:00.000Z',
  finished_at: '2026-11-22T12:00:12.000Z',
  compared: { inbound: 1, outbound: 2, rules: 3, records: 4 },
  counts: { drift: { repaired: 1 } },
  failure: null,
};
const drift = findingJson({
  position: 0,
  code: 'drift',
  severity: 'warning',
  action: 'repair',
  objectKind: 'outbound',
  objectId: 'ST_out',
  trunkId: 7,
  operationId,
  number: '•••67',
  evidence: 'It differs in: address.',
  fields: ['address'],
  outcome: 'repaired',
  note: null,
});

async function startWithReports() {
  const asked: number[] = [];
  const begun: unknown[] = [];
  gateway = await startGateway({
    reconciliations: {
      list: async () => [report],
      report: async (requested) => (requested === id ? report : null),
      findings: async (_id, after) => {
        asked.push(after);
        return { findings: [drift], next: after < 0 ? 999 : null };
      },
      begin: async ({ keyId }, input) => {
        begun.push([keyId, input]);
        return { id, attached: true };
      },
    },
  });
  return { asked, begun };
}

describe('the begin of a reconciliation', () => {
  const begin = (body?: object) =>
    gateway.request('POST', '/v1/reconciliations', { headers: operator, ...(body && { body }) });

  it.each([
    [undefined, { repair: false, removeMany: false }],
    [{ repair: true }, { repair: true, removeMany: false }],
    [
      { repair: true, remove_many: true },
      { repair: true, removeMany: true },
    ],
  ])('an operator begins a reconciliation with %j', async (body, input) => {
    const { begun } = await startWithReports();
    const answer = await begin(body);
    expect([answer.status, answer.body]).toEqual([202, { id, attached: true }]);
    expect(answer.headers.get('location')).toBe(`/v1/reconciliations/${id}`);
    expect(begun).toEqual([[expect.stringMatching(/^sk_/), input]]);
  });

  it('many objects are removed only by a reconciliation that repairs', async () => {
    const { begun } = await startWithReports();
    const { status, body } = await begin({ remove_many: true });
    expect([status, body]).toMatchObject([400, { errors: { remove_many: ['Remove many needs repair.'] } }]);
    expect(begun).toEqual([]);
  });

  it('a reconciliation that Temporal cannot start is a 503', async () => {
    gateway = await startGateway({});
    expect(await begin()).toMatchObject({ status: 503, body: { code: 'temporal_unavailable' } });
  });
});

describe('the reports of reconciliations', () => {
  it('the reports of reconciliations are listed for an operator', async () => {
    await startWithReports();
    const { status, body } = await gateway.request('GET', '/v1/reconciliations', { headers: operator });
    expect([status, body]).toEqual([200, { data: [report] }]);
  });

  it('the reports of reconciliations show their findings page by page', async () => {
    const { asked } = await startWithReports();
    const first = await gateway.request('GET', `/v1/reconciliations/${id}`, { headers: operator });
    expect(first.body).toEqual({
      ...report,
      findings: [drift],
      next: `/v1/reconciliations/${id}?after=999`,
    });

    const second = await gateway.request('GET', `/v1/reconciliations/${id}?after=999`, { headers: operator });
    expect(second.body).toMatchObject({ next: null });
    const unreadable = await gateway.request('GET', `/v1/reconciliations/${id}?after=x%27`, {
      headers: operator,
    });
    expect([unreadable.status, unreadable.body]).toMatchObject([
      400,
      { errors: { after: [expect.any(String)] } },
    ]);
    expect(asked).toEqual([-1, 999]);
  });

  it('the reports of reconciliations say of a finding what it means, what a repair does and what a person can do', async () => {
    await startWithReports();
    expect(drift).toMatchObject({
      object: { kind: 'outbound', id: 'ST_out' },
      meaning: expect.stringContaining('does not match the record'),
      repair: expect.stringContaining('changed in place'),
      remedy: expect.stringContaining('through Trunkline'),
    });
  });

  it.each(['/v1/reconciliations', `/v1/reconciliations/${id}`])(
    'the reports of reconciliations (%s) are for operators only',
    async (path) => {
      await startWithReports();
      const answer = await gateway.request('GET', path, { headers: bearer });
      expect(answer.status).toBe(403);
      expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      expect(answer.body).toMatchObject({ status: 403, code: 'operators_only' });
      expect(await gateway.request('GET', path)).toMatchObject({ status: 401 });
      expect(await gateway.request('DELETE', path, { headers: operator })).toMatchObject({ status: 405 });
    },
  );

  it.each([`rec_${'1'.repeat(32)}`, 'rec_1', '%00'])(
    'the reports of reconciliations that are not there (%s) are a 404',
    async (unknown) => {
      await startWithReports();
      const answer = await gateway.request('GET', `/v1/reconciliations/${unknown}`, { headers: operator });
      expect(answer).toMatchObject({ status: 404, body: { code: 'reconciliation_not_found' } });
    },
  );

  it('the reports of reconciliations do not open the contracts to an operator without organisation', async () => {
    await startWithReports();
    const answer = await gateway.request('GET', '/api/user/phone-numbers/all', { headers: operator });
    expect(answer).toMatchObject({ status: 403, body: { message: expect.stringContaining('organization') } });
  });
});
