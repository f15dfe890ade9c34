import { describe, expect, it } from 'vitest';
import type { InboundCall } from '../../../../src/domain/explain/call.js';
import { explainInbound } from '../../../../src/domain/explain/inbound.js';
import type { SipState } from '../../../../src/domain/explain/state.js';
import { tenantView } from '../../../../src/domain/explain/tenant-view.js';
import { call, inboundTrunk, rule, state } from './sip-objects.js';

const own = ['ST_in', 'SDR_1'];
const seen = (of: SipState, asked: InboundCall) =>
  tenantView(explainInbound(of, asked), of, asked, (id) => own.includes(id));

/** The trunk and the rule of another tenant, with a number of its own. */
const theirs = inboundTrunk({ id: 'ST_theirs', name: 'their-name', numbers: ['+15559998877'] });
const theirRule = rule({ id: 'SDR_theirs', name: 'their-name', trunkIds: ['ST_theirs'] });
const both = state({ inbound: [inboundTrunk(), theirs], rules: [rule(), theirRule] });

const traces = /theirs|their-name|9998877/;

describe('A tenant', () => {
  it('sees its own trunk and rule, and nothing of the others beside them', () => {
    const alone = seen(state(), call());
    expect(alone).toMatchObject({
      verdict: 'accepted',
      trunk: { id: 'ST_in' },
      rule: { id: 'SDR_1' },
      room: 'lobby',
    });
    expect(seen(both, call())).toEqual(alone);
  });

  it('learns of the number of another only that it is not its own, whoever calls from where with which credentials', () => {
    const to = '+15559998877';
    const guarded = { ...theirs, credentials: 'complete', allowedAddresses: ['203.0.113.7/32'] } as const;
    const elsewhere = { ...theirs, allowedAddresses: ['10.0.0.0/8'] };
    const twice = [theirs, { ...theirs, id: 'ST_theirs2' }];
    const answers = [
      seen(both, call({ to })),
      seen({ ...both, rules: [rule()] }, call({ to })),
      seen({ ...both, inbound: [inboundTrunk(), elsewhere] }, call({ to })),
      seen({ ...both, inbound: [inboundTrunk(), ...twice] }, call({ to })),
      ...(['none', 'right', 'wrong'] as const).map((credentials) =>
        seen({ ...both, inbound: [inboundTrunk(), guarded] }, call({ to, credentials })),
      ),
    ];
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({
      verdict: 'unknown',
      codes: [],
      trunk: { kind: 'not_yours', id: null },
      rule: null,
      room: null,
      candidates: [{ object: { id: 'ST_in' } }],
      fixes: [{ cause: 'not_yours' }],
    });
    expect(JSON.stringify(answers[0])).not.toMatch(traces);
  });

  it('sees that an object which is not its own takes a call to any number', () => {
    const catchAll = { ...theirs, numbers: [], allowedAddresses: ['203.0.113.0/24'] };
    const answer = seen({ ...both, inbound: [inboundTrunk(), catchAll] }, call({ to: '03012345670' }));
    expect(answer).toMatchObject({
      verdict: 'accepted',
      trunk: { kind: 'not_yours', id: null },
      rule: { kind: 'not_yours', id: null },
      room: null,
      candidates: [{ object: { id: 'ST_in' } }, { object: { id: 'SDR_1' } }],
    });
    expect(JSON.stringify(answer)).not.toMatch(traces);
  });

  it('sees that an object which is not its own makes its number ambiguous', () => {
    const answer = seen(
      { ...both, inbound: [inboundTrunk(), { ...theirs, numbers: ['493012345670'] }] },
      call(),
    );
    expect(answer).toMatchObject({ verdict: 'refused', codes: [100, 503], trunk: null });
    expect(answer.fixes.map(({ cause }) => cause)).toEqual(['not_yours', 'ambiguous_trunk']);
    expect(JSON.stringify(answer)).not.toMatch(traces);
  });

  it('sees that rules which are not its own are in conflict, but not how many', () => {
    const conflicting = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ ...theirRule, id: `SDR_theirs${index}` }));
    const [two, five] = [2, 5].map((count) =>
      seen(state({ rules: [rule(), ...conflicting(count)] }), call({ to: '03012345670' })),
    );
    expect(two).toMatchObject({ verdict: 'refused', codes: [100, 180, 503] });
    expect(two?.fixes).toMatchObject([{ cause: 'not_yours', object: { kind: 'not_yours' } }]);
    expect(two).toEqual(five);
  });

  it('does not learn that the trunks of others refuse its call', () => {
    const refusing = { ...theirs, numbers: [], allowedAddresses: ['10.0.0.0/8'] };
    const asked = call({ to: '03012345670' });
    expect(seen({ ...both, inbound: [inboundTrunk(), refusing] }, asked)).toEqual(seen(state(), asked));
    const stranger = call({ to: '+4930999999' });
    expect(seen({ ...both, inbound: [refusing] }, stranger).fixes).toMatchObject([{ cause: 'no_trunk' }]);
  });

  it('sees that its trunk has no rule if only a filtered rule of another names it', () => {
    const filtered = { ...theirRule, trunkIds: ['ST_in'], inboundNumbers: ['+15550001111'] };
    const answer = seen(state({ rules: [filtered] }), call());
    expect(answer).toMatchObject({ verdict: 'silent', trunk: { id: 'ST_in' }, candidates: [] });
    expect(answer.fixes.map(({ cause, object }) => [cause, object?.id])).toEqual([['no_rule', 'ST_in']]);
  });
});
