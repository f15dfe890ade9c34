import type { ConflictBudget, RateLimits, RateState, TooManyConflicts } from '../../domain/limits.js';
import type { OrganizationId } from '../../domain/values.js';

/** Creates the budget for numbers of others on the counts that all processes share. */
export function conflictBudgetOn(limits: RateLimits): ConflictBudget {
  return {
    spent: (organizationId) => refusalOf(limits.check('conflict', organizationId)),
    spend(organizationId: OrganizationId, numbers: number) {
      for (let counted = 0; counted < numbers; counted += 1) {
        const refusal = refusalOf(limits.count('conflict', organizationId));
        if (refusal !== null) return refusal;
      }
      return null;
    },
  };
}

function refusalOf(state: RateState | null): TooManyConflicts | null {
  if (state === null || state.allowed) return null;
  return { kind: 'too_many_conflicts', retryAfterSeconds: state.resetsInSeconds };
}
