import { describe, expect, it } from 'vitest';
import { assignRange } from '../../../../src/database/numbers/ranges.js';
import { acceptIntent } from '../../../../src/database/operations/set-up.js';
import type { Asker, ExplainAnswer } from '../../../../src/domain/explain/explain.js';
import type { SipState } from '../../../../src/domain/explain/state.js';
import type { ConflictBudget } from '../../../../src/domain/limits.js';
import { noNumberRules } from '../../../../src/domain/trunk/numbers/number-rules.js';
import { checkTrunksWith } from '../../../../src/operations/check/check-trunk.js';
import { explainCallWith } from '../../../../src/operations/explain/explain-call.js';
import { Admission } from '../../../../src/operations/runner/admission.js';
import { call, inboundTrunk, rule, state } from '../../../unit/domain/explain/sip-objects.js';
import { settingsWith } from '../../../unit/plans.js';
import { activate, ada, aTrunk, bob, intentFor, useDatabase } from '../../database/in-memory-database.js';
import { limits, noConflictBudget } from '../operations-on.js';

const memory = await useDatabase();
const { database } = memory;
const byAda: Asker = { organizationId: ada };

const own = '+14155550001';
const ofBob = '+14155550002';
const free = '+14155550003';

/** The objects of the trunks in LiveKit. */
const objectsOf = (owner: string) => ({
  inboundTrunkId: `ST_${owner}In`,
  outboundTrunkId: `ST_${owner}Out`,
  dispatchRuleId: `SDR_${owner}`,
});

/** The state of LiveKit with a trunk of Ada and one of Bob, and others with these numbers. */
async function withTrunks(...numbers: readonly string[]): Promise<SipState> {
  for (const [organizationId, number, owner] of [
    [ada, own, 'ada'],
    [bob, ofBob, 'bob'],
  ] as const) {
    const intent = intentFor(number, { organizationId });
    await acceptIntent(database, intent, noNumberRules);
    await activate(database, intent.operationId, objectsOf(owner), intent.acceptedAt);
  }
  const trunk = (id: string, number: string) => inboundTrunk({ id, name: number, numbers: [number] });
  return state({
    inbound: [
      trunk('ST_adaIn', own),
      trunk('ST_bobIn', ofBob),
      ...numbers.map((number, index) => trunk(`ST_other${index}`, number)),
    ],
    rules: [rule({ id: 'SDR_ada', trunkIds: ['ST_adaIn'] })],
  });
}

interface Changes {
  readonly ownership?: 'strict' | 'off';
  readonly conflicts?: ConflictBudget;
  readonly slots?: Admission;
  readonly read?: () => Promise<SipState>;
}

function explainerOn(sip: SipState, { ownership = 'strict', conflicts, slots, read }: Changes = {}) {
  const explain = explainCallWith({
    database,
    readSipState: read ?? (async () => sip),
    rules: { ownership },
    conflicts: conflicts ?? noConflictBudget,
    slots: slots ?? new Admission({ ...limits, atOnce: 4 }),
  });
  return (to: string, asker = byAda) => explain(asker, { direction: 'inbound', call: call({ to }) });
}

/** A budget for so many numbers of others. */
function budgetOf(most: number): ConflictBudget & { used: number } {
  const refusal = { kind: 'too_many_conflicts', retryAfterSeconds: 42 } as const;
  const budget = {
    used: 0,
    spent: () => (budget.used >= most ? refusal : null),
    spend: (_organization: unknown, numbers: number) => {
      budget.used += numbers;
      return budget.used > most ? refusal : null;
    },
  };
  return budget;
}

const verdictOf = (answer: ExplainAnswer) =>
  answer.kind === 'explained' ? answer.explanation.verdict : answer.kind;

/** The answer without the called number, which its texts repeat. */
const withoutNumber = (answer: ExplainAnswer, number: string) =>
  JSON.stringify(answer).replaceAll(number, '{number}');

describe('the explanation of a call to a number that the organization may not take', () => {
  it('is the same whether or not somebody has the number', async () => {
    const explain = explainerOn(await withTrunks());

    const [ofOther, ofNobody] = await Promise.all([explain(ofBob), explain(free)]);

    expect(verdictOf(ofOther)).toBe('unknown');
    expect(withoutNumber(ofOther, ofBob)).toBe(withoutNumber(ofNobody, free));
  });

  it('still names the own trunk that has the number in another form', async () => {
    const explain = explainerOn(await withTrunks());

    expect(await explain('4155550001')).toMatchObject({
      explanation: {
        verdict: 'unknown',
        fixes: [{ cause: 'number_in_other_form' }, { cause: 'number_not_assigned' }],
      },
    });
  });

  it('spends nothing of the budget, and goes on without it', async () => {
    const conflicts = budgetOf(0);
    const explain = explainerOn(await withTrunks(), { conflicts });

    expect(verdictOf(await explain(ofBob))).toBe('unknown');
    expect(conflicts.used).toBe(0);
  });
});

describe('the explanation of a call to a number that the organization may take', () => {
  it.each([
    ['an extension', 'strict', ['1000', '1001', '1002'], '2000'],
    ['a number of its range', 'strict', ['+442071838750', '+442071838751', '+442071838752'], '+442071838759'],
    ['any number without ownership of numbers', 'off', ['+3311', '+3312345678', '4455667788'], free],
  ] as const)(
    'reveals of %s that somebody has it only within the budget, after which nothing is revealed',
    async (_what, ownership, taken, untaken) => {
      await assignRange(database, '+4420', ada);
      const sip = await withTrunks(...taken);
      const explain = explainerOn(sip, { ownership, conflicts: budgetOf(2) });
      const verdicts: string[] = [];
      for (const to of [untaken, ...taken, untaken]) verdicts.push(verdictOf(await explain(to)));

      expect(verdicts).toEqual([
        ...['silent', 'unknown', 'unknown'],
        ...['too_many_conflicts', 'too_many_conflicts'],
      ]);
      expect(verdictOf(await explain(own)), 'its own number').toBe('accepted');
      expect(verdictOf(await explain(untaken, 'operator')), 'to an operator').toBe('silent');
    },
  );
});

describe('the slots of what reads all objects in LiveKit', () => {
  it('no more calls are explained at once than there are slots, and the others are refused without a reading', async () => {
    const sip = await withTrunks();
    const ended: (() => void)[] = [];
    let reads = 0;
    const read = async () => {
      reads += 1;
      await new Promise<void>((resolve) => ended.push(resolve));
      return sip;
    };
    const explain = explainerOn(sip, { read, slots: new Admission({ ...limits, atOnce: 2, waiting: 0 }) });

    const asked = [own, own, own, own].map((to) => explain(to));
    await expect.poll(() => ended.length).toBe(2);
    const refused = await Promise.all(asked.slice(2));
    for (const end of ended) end();
    const explained = await Promise.all(asked.slice(0, 2));

    expect([...explained, ...refused].map(verdictOf)).toEqual(['accepted', 'accepted', 'busy', 'busy']);
    expect(reads).toBe(2);
  });

  it('a check without a slot sends no statement to the database', async () => {
    const { id } = await aTrunk(database, own);
    const slots = new Admission({ ...limits, atOnce: 1, waiting: 0 });
    const checks = checkTrunksWith({
      ...{ database, slots, probes: null, allowPrivate: false, conflicts: noConflictBudget },
      readSipState: async () => state(),
      differencesOf: async () => [],
      rules: noNumberRules,
    });
    const held = await slots.acquire(ada);
    const before = memory.statements.length;

    const request = { settings: settingsWith({}) };
    const answers = [
      await checks.trunk(byAda, id),
      await checks.request(byAda, request),
      await checks.beforeSetUp(byAda, request),
    ];

    expect(answers).toEqual([{ kind: 'busy' }, { kind: 'busy' }, { kind: 'busy' }]);
    expect(memory.statements.slice(before)).toEqual([]);
    if (held.kind === 'admitted') held.release();
    expect(await checks.trunk(byAda, id)).toMatchObject({ kind: 'checked' });
  });
});
