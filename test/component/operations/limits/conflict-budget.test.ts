import { expect, it } from 'vitest';
import type { RateLimits } from '../../../../src/domain/limits.js';
import type { OrganizationId } from '../../../../src/domain/values.js';
import { conflictBudgetOn } from '../../../../src/operations/limits/conflict-budget.js';

const ada = 'org_ada000000000000000000000' as OrganizationId;

/** Counts that allow three. */
function countsToThree(): RateLimits {
  let used = 0;
  const state = (allowed: boolean) =>
    ({
      name: 'conflict',
      most: 3,
      remaining: 3 - used,
      windowSeconds: 60,
      resetsInSeconds: 42,
      allowed,
    }) as const;
  return {
    check: () => state(used < 3),
    count: () => {
      const allowed = used < 3;
      if (allowed) used += 1;
      return state(allowed);
    },
  };
}

it('the budget for numbers of others is spent number by number, and says when it is full again', () => {
  const budget = conflictBudgetOn(countsToThree());
  expect(budget.spend(ada, 2)).toBeNull();
  expect(budget.spent(ada)).toBeNull();
  expect(budget.spend(ada, 1)).toBeNull();
  expect(budget.spent(ada)).toEqual({ kind: 'too_many_conflicts', retryAfterSeconds: 42 });
});

it('an answer with more numbers of others than are left spends the rest and reveals nothing', () => {
  const budget = conflictBudgetOn(countsToThree());
  expect(budget.spend(ada, 4)).toMatchObject({ kind: 'too_many_conflicts' });
  expect(budget.spent(ada)).not.toBeNull();
});

it('the budget for numbers of others has no end where the operator has set none', () => {
  const budget = conflictBudgetOn({ check: () => null, count: () => null });
  expect(budget.spend(ada, 10_000)).toBeNull();
  expect(budget.spent(ada)).toBeNull();
});
