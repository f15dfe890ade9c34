import { describe, expect, it } from 'vitest';
import type { OperationState } from '../../../../src/domain/operation/operation.js';
import type { TrunkRecord, UnfinishedOperation } from '../../../../src/domain/reconcile/both-sides.js';
import { compare } from '../../../../src/domain/reconcile/compare.js';
import type { Finding } from '../../../../src/domain/reconcile/finding.js';
import { collisionKeyOf } from '../../../../src/domain/trunk/trunk.js';
import { inboundSpec, outboundSpec, ruleSpec } from '../../../component/livekit/specs.js';
import { operationIdOf } from '../../plans.js';
import {
  circumstances,
  elsewhere,
  inbound,
  longAgo,
  noon,
  number,
  outbound,
  record,
  records,
  rule,
  survey,
  tagOf,
  unknownOperation,
  wholeTrunk,
} from './both-sides.js';

const specs = { inbound: inboundSpec, outbound: outboundSpec, rule: ruleSpec };

function found(
  livekit: ReturnType<typeof survey>,
  database: ReturnType<typeof records>,
  specsOf: (trunk: TrunkRecord) => typeof specs | null = () => specs,
): Finding[] {
  return compare(livekit, database, specsOf, circumstances);
}

const aTrunk = records({ trunks: [record()] });
const failed = (id: string) =>
  new Map<ReturnType<typeof operationIdOf>, OperationState>([[operationIdOf(id), 'failed']]);

function unfinished(changes: Partial<UnfinishedOperation> = {}): UnfinishedOperation {
  return {
    id: operationIdOf('b'),
    kind: 'repair_trunk',
    state: 'running',
    collisionKey: collisionKeyOf(number),
    trunkId: 7,
    acceptedAt: noon,
    ...changes,
  };
}

describe('two sides that agree', () => {
  it('two sides that agree give no finding', () => {
    expect(found(wholeTrunk(), aTrunk)).toEqual([]);
    expect(found(survey(), records())).toEqual([]);
  });
});

describe('a missing object', () => {
  it('each object that a record names and LiveKit does not list is missing', () => {
    expect(found(survey(), aTrunk)).toMatchObject([
      { code: 'missing', objectKind: 'inbound', objectId: 'ST_in', action: 'repair', severity: 'critical' },
      { code: 'missing', objectKind: 'outbound', objectId: 'ST_out', action: 'repair' },
      {
        code: 'missing',
        objectKind: 'rule',
        objectId: 'SDR_1',
        action: 'repair',
        trunkId: 7,
        number: '•••67',
      },
    ]);
  });

  it('no object is missing if its record changed since LiveKit was read or if an operation works on it', () => {
    const changed = records({ trunks: [record({ updatedAt: noon })] });
    const worked = records({ trunks: [record()], unfinished: [unfinished()] });
    expect(found(survey(), changed)).toEqual([]);
    expect(found(survey(), worked)).toEqual([]);
  });

  it('an operation on another number does not hide a missing object', () => {
    const other = records({
      trunks: [record()],
      unfinished: [unfinished({ collisionKey: collisionKeyOf('1000') })],
    });
    expect(found(survey(), other)).toHaveLength(3);
  });
});

describe('drift', () => {
  it('drift names the fields and no values', () => {
    const livekit = {
      ...wholeTrunk(),
      inbound: [inbound('ST_in', tagOf('inbound'), { differences: () => ['authPassword', 'numbers'] })],
    };
    expect(found(livekit, aTrunk)).toMatchObject([
      { code: 'drift', objectId: 'ST_in', fields: ['authPassword', 'numbers'], action: 'repair' },
    ]);
  });

  it('the tag of another set-up of this deployment is drift that can be repaired', () => {
    const livekit = { ...wholeTrunk(), rules: [rule('SDR_1', tagOf('rule', operationIdOf('c')))] };
    expect(found(livekit, aTrunk)).toMatchObject([{ code: 'drift', fields: ['name'], action: 'repair' }]);
  });

  it.each([
    ['no tag', 'by hand'],
    ["another deployment's tag", elsewhere('outbound')],
    ['the tag of another kind', tagOf('inbound')],
  ])('drift of an object with %s is reported and not repaired', (_what, name) => {
    const livekit = { ...wholeTrunk(), outbound: [outbound('ST_out', name)] };
    expect(found(livekit, aTrunk)).toMatchObject([{ code: 'drift', fields: ['name'], action: 'none' }]);
  });

  it('drift cannot be detected without the password', () => {
    expect(found(wholeTrunk(), aTrunk, () => null)).toMatchObject([
      { code: 'password_unreadable', trunkId: 7, action: 'none' },
    ]);
  });
});

describe('an orphan', () => {
  const orphan = (acceptedAt = longAgo) =>
    survey({ outbound: [outbound('ST_x', tagOf('outbound', operationIdOf('c'), acceptedAt))] });

  it('an object is an orphan if its set-up failed, is unknown, or created a trunk that no longer exists', () => {
    const succeeded = new Map<ReturnType<typeof operationIdOf>, OperationState>([
      [operationIdOf('c'), 'succeeded'],
    ]);
    for (const statuses of [failed('c'), new Map(), succeeded]) {
      expect(found(orphan(), records({ statuses }))).toMatchObject([
        { code: 'orphan', objectId: 'ST_x', action: 'remove', operationId: operationIdOf('c') },
      ]);
    }
  });

  it('an object is no orphan if it is younger than the grace time or if its time is in the future', () => {
    const justWithin = new Date(noon.getTime() - 899_999);
    const justPast = new Date(noon.getTime() - 900_000);
    const inFuture = new Date(noon.getTime() + 60_000);
    expect(found(orphan(justWithin), records())).toEqual([]);
    expect(found(orphan(inFuture), records())).toEqual([]);
    expect(found(orphan(justPast), records())).toHaveLength(1);
  });

  it.each(['running', 'compensating'] as const)('an object is no orphan if its set-up is %s', (state) => {
    const statuses = new Map([[operationIdOf('c'), state]]);
    expect(found(orphan(), records({ statuses }))).toEqual([]);
    const under = unfinished({ id: operationIdOf('c'), state, trunkId: null });
    expect(found(orphan(), records({ unfinished: [under] }))).toEqual([]);
  });

  it('the evidence of an orphaned rule says that its trunks do not exist', () => {
    const livekit = survey({
      rules: [rule('SDR_x', tagOf('rule', operationIdOf('c')), { trunkIds: ['ST_gone'] })],
    });
    const [finding] = found(livekit, records({ statuses: failed('c') }));
    expect(finding?.evidence).toContain('names only trunks that do not exist');
  });

  it('an orphan is held back if it is part of a whole trunk that the database does not know', () => {
    const id = unknownOperation();
    const livekit = survey({
      inbound: [inbound('ST_1', tagOf('inbound', id))],
      outbound: [outbound('ST_2', tagOf('outbound', id))],
      rules: [rule('SDR_3', tagOf('rule', id))],
    });
    expect(found(livekit, records()).map(({ action }) => action)).toEqual(
      Array(3).fill('remove_if_requested'),
    );
    const known = records({ statuses: new Map([[id, 'failed']]) });
    expect(found(livekit, known).map(({ action }) => action)).toEqual(Array(3).fill('remove'));
  });
});

describe('a duplicate', () => {
  const twice = () => ({
    ...wholeTrunk(),
    outbound: [outbound('ST_out', tagOf('outbound')), outbound('ST_double', tagOf('outbound'))],
  });

  it("a duplicate is an object with a trunk's own tag that its record does not name", () => {
    expect(found(twice(), aTrunk)).toMatchObject([
      { code: 'duplicate', objectId: 'ST_double', trunkId: 7, action: 'repair', severity: 'warning' },
    ]);
  });

  it('a duplicate is critical if it makes calls fail', () => {
    const livekit = {
      ...wholeTrunk(),
      inbound: [inbound('ST_in', tagOf('inbound')), inbound('ST_double', tagOf('inbound'))],
    };
    expect(found(livekit, aTrunk)).toMatchObject([{ code: 'duplicate', severity: 'critical' }]);
  });

  it('a duplicate is not reported while an operation works on the trunk', () => {
    expect(found(twice(), records({ trunks: [record()], unfinished: [unfinished()] }))).toEqual([]);
    expect(found(twice(), records({ trunks: [record({ updatedAt: noon })] }))).toEqual([]);
  });
});

describe('objects that this deployment did not create', () => {
  it.each([
    ['without a tag', (kind: 'inbound' | 'outbound' | 'rule') => `by hand, ${kind}`],
    ["with another deployment's tag", elsewhere],
  ])('an object of somebody else (%s) is never changed', (_what, name) => {
    const other = [collisionKeyOf('1000')];
    const livekit = survey({
      inbound: [inbound('ST_1', name('inbound'), { numbers: other })],
      outbound: [outbound('ST_2', name('outbound'), { numbers: other })],
      rules: [rule('SDR_3', name('rule'), { trunkIds: ['ST_1'] })],
    });
    expect(found(livekit, records())).toEqual([]);
  });

  it('a foreign object is reported if it takes every call or allows every caller', () => {
    const livekit = survey({
      inbound: [inbound('ST_1', 'by hand', { numbers: [], wildcard: true, open: true })],
      rules: [rule('SDR_2', 'by hand', { trunkIds: [], wildcard: true })],
    });
    expect(found(livekit, records()).map(({ code, action }) => [code, action])).toEqual([
      ['wildcard_trunk', 'none'],
      ['open_trunk', 'none'],
      ['wildcard_rule', 'none'],
    ]);
  });

  it('a foreign trunk on a number of this deployment is reported, an outbound one as a notice', () => {
    const { inbound: ins, outbound: outs, rules } = wholeTrunk();
    const livekit = {
      inbound: [...ins, inbound('ST_x', 'by hand')],
      outbound: [...outs, outbound('ST_y', elsewhere('outbound'))],
      rules,
    };
    expect(found(livekit, aTrunk)).toMatchObject([
      { code: 'foreign_on_number', objectId: 'ST_x', trunkId: 7, severity: 'critical', action: 'none' },
      { code: 'foreign_on_number', objectId: 'ST_y', trunkId: 7, severity: 'notice', action: 'none' },
    ]);
  });

  it('a foreign rule that names a trunk of this deployment is reported', () => {
    const whole = wholeTrunk();
    const livekit = {
      ...whole,
      rules: [...whole.rules, rule('SDR_x', 'by hand', { trunkIds: ['ST_z', 'ST_in'] })],
    };
    expect(found(livekit, aTrunk)).toMatchObject([
      { code: 'foreign_rule_on_trunk', objectId: 'SDR_x', trunkId: 7, action: 'none' },
    ]);
  });
});

describe('an unfinished operation', () => {
  it('an unfinished operation is reported once it is overdue', () => {
    const at = (ageMs: number) =>
      records({ unfinished: [unfinished({ acceptedAt: new Date(noon.getTime() - ageMs) })] });
    expect(found(survey(), at(919_999))).toEqual([]);
    expect(found(survey(), at(920_000))).toMatchObject([
      { code: 'unfinished_operation', operationId: operationIdOf('b'), trunkId: 7, action: 'none' },
    ]);
  });
});
