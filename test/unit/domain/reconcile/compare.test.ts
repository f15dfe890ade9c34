import { describe, expect, it } from 'vitest';
import type { OperationState } from '../../../../src/domain/operation/operation.js';
import { compare } from '../../../../src/domain/reconcile/compare.js';
import type { Finding } from '../../../../src/domain/reconcile/finding.js';
import type { TrunkRecord, UnfinishedOperation } from '../../../../src/domain/reconcile/records.js';
import { collisionKeyOf } from '../../../../src/domain/trunk/number.js';
import { inboundSpec, outboundSpec, ruleSpec } from '../../livekit/specs.js';
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
  it('give no finding', () => {
    expect(found(wholeTrunk(), aTrunk)).toEqual([]);
    expect(found(survey(), records())).toEqual([]);
  });
});

describe('missing', () => {
  it('is each object that a record names and LiveKit does not list', () => {
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

  it('is not what changed since LiveKit was read, nor what an operation works on', () => {
    const changed = records({ trunks: [record({ updatedAt: noon })] });
    const worked = records({ trunks: [record()], unfinished: [unfinished()] });
    expect(found(survey(), changed)).toEqual([]);
    expect(found(survey(), worked)).toEqual([]);
  });

  it('does not depend on what happens to another number', () => {
    const other = records({
      trunks: [record()],
      unfinished: [unfinished({ collisionKey: collisionKeyOf('1000') })],
    });
    expect(found(survey(), other)).toHaveLength(3);
  });
});

describe('drift', () => {
  it('names the fields and nothing else', () => {
    const livekit = {
      ...wholeTrunk(),
      inbound: [inbound('ST_in', tagOf('inbound'), { differences: () => ['authPassword', 'numbers'] })],
    };
    expect(found(livekit, aTrunk)).toMatchObject([
      { code: 'drift', objectId: 'ST_in', fields: ['authPassword', 'numbers'], action: 'repair' },
    ]);
  });

  it('is also a tag of another set-up, which is of this deployment and may be mended', () => {
    const livekit = { ...wholeTrunk(), rules: [rule('SDR_1', tagOf('rule', operationIdOf('c')))] };
    expect(found(livekit, aTrunk)).toMatchObject([{ code: 'drift', fields: ['name'], action: 'repair' }]);
  });

  it.each([
    ['no tag', 'by hand'],
    ["another deployment's tag", elsewhere('outbound')],
    ['the tag of another kind', tagOf('inbound')],
  ])('of an object with %s is told, and not touched', (_what, name) => {
    const livekit = { ...wholeTrunk(), outbound: [outbound('ST_out', name)] };
    expect(found(livekit, aTrunk)).toMatchObject([{ code: 'drift', fields: ['name'], action: 'none' }]);
  });

  it('cannot be told without the password', () => {
    expect(found(wholeTrunk(), aTrunk, () => null)).toMatchObject([
      { code: 'password_unreadable', trunkId: 7, action: 'none' },
    ]);
  });
});

describe('an orphan', () => {
  const orphan = (acceptedAt = longAgo) =>
    survey({ outbound: [outbound('ST_x', tagOf('outbound', operationIdOf('c'), acceptedAt))] });

  it('is an object of a set-up that failed, is unknown, or whose trunk is gone', () => {
    const succeeded = new Map<ReturnType<typeof operationIdOf>, OperationState>([
      [operationIdOf('c'), 'succeeded'],
    ]);
    for (const statuses of [failed('c'), new Map(), succeeded]) {
      expect(found(orphan(), records({ statuses }))).toMatchObject([
        { code: 'orphan', objectId: 'ST_x', action: 'remove', operationId: operationIdOf('c') },
      ]);
    }
  });

  it('is not what is younger than the grace time, nor what comes from a clock that goes fast', () => {
    const justWithin = new Date(noon.getTime() - 899_999);
    const justPast = new Date(noon.getTime() - 900_000);
    const inFuture = new Date(noon.getTime() + 60_000);
    expect(found(orphan(justWithin), records())).toEqual([]);
    expect(found(orphan(inFuture), records())).toEqual([]);
    expect(found(orphan(justPast), records())).toHaveLength(1);
  });

  it.each(['running', 'compensating'] as const)('is not what belongs to a set-up that is %s', (state) => {
    const statuses = new Map([[operationIdOf('c'), state]]);
    expect(found(orphan(), records({ statuses }))).toEqual([]);
    const under = unfinished({ id: operationIdOf('c'), state, trunkId: null });
    expect(found(orphan(), records({ unfinished: [under] }))).toEqual([]);
  });

  it('says of a rule that it names only trunks that are not there', () => {
    const livekit = survey({
      rules: [rule('SDR_x', tagOf('rule', operationIdOf('c')), { trunkIds: ['ST_gone'] })],
    });
    const [finding] = found(livekit, records({ statuses: failed('c') }));
    expect(finding?.evidence).toContain('names only trunks that are not there');
  });

  it('is held back when it is part of a whole trunk that the database does not know', () => {
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

  it("is an object with a trunk's own tag that its record does not name", () => {
    expect(found(twice(), aTrunk)).toMatchObject([
      { code: 'duplicate', objectId: 'ST_double', trunkId: 7, action: 'repair', severity: 'warning' },
    ]);
  });

  it('is critical where LiveKit stumbles over it', () => {
    const livekit = {
      ...wholeTrunk(),
      inbound: [inbound('ST_in', tagOf('inbound')), inbound('ST_double', tagOf('inbound'))],
    };
    expect(found(livekit, aTrunk)).toMatchObject([{ code: 'duplicate', severity: 'critical' }]);
  });

  it('is not told of while something works on the trunk', () => {
    expect(found(twice(), records({ trunks: [record()], unfinished: [unfinished()] }))).toEqual([]);
    expect(found(twice(), records({ trunks: [record({ updatedAt: noon })] }))).toEqual([]);
  });
});

describe('what this deployment did not make', () => {
  it.each([
    ['without a tag', (kind: 'inbound' | 'outbound' | 'rule') => `by hand, ${kind}`],
    ["with another deployment's tag", elsewhere],
  ])('(%s) is never acted on', (_what, name) => {
    const other = [collisionKeyOf('1000')];
    const livekit = survey({
      inbound: [inbound('ST_1', name('inbound'), { numbers: other })],
      outbound: [outbound('ST_2', name('outbound'), { numbers: other })],
      rules: [rule('SDR_3', name('rule'), { trunkIds: ['ST_1'] })],
    });
    expect(found(livekit, records())).toEqual([]);
  });

  it('is told of when it takes or lets in too much', () => {
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

  it('is told of on a number of ours, outbound with less weight', () => {
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

  it('is told of when its rule names one of our trunks', () => {
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
  it('is told of once it is much older than it should be', () => {
    const at = (ageMs: number) =>
      records({ unfinished: [unfinished({ acceptedAt: new Date(noon.getTime() - ageMs) })] });
    expect(found(survey(), at(919_999))).toEqual([]);
    expect(found(survey(), at(920_000))).toMatchObject([
      { code: 'unfinished_operation', operationId: operationIdOf('b'), trunkId: 7, action: 'none' },
    ]);
  });
});
