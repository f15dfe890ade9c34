import { z } from 'zod';
import { type CheckAnswer, checkNames, checkOutcomes, worstOf } from '../../../domain/checks/check.js';
import type { SetUpRequest } from '../../../domain/set-up/set-up.js';
import { RequestProblem } from '../../errors/request-problem.js';
import { type ApiAnswer, ownershipErrors, retryAfter } from '../endpoint.js';
import type { CheckedCreate } from '../query.js';
import type { Call } from '../route.js';

/** The results of checks in answers. */
export const checksSchema = z
  .strictObject({
    outcome: z.enum(checkOutcomes).meta({ description: 'The worst of the checks.' }),
    checks: z.array(
      z.strictObject({
        name: z.enum(checkNames),
        outcome: z.enum(checkOutcomes),
        evidence: z.string(),
        remedy: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Checks' });

/** The errors of every endpoint that checks. */
export const checkErrors = ['livekit_unavailable', 'capacity_unavailable', 'data_unavailable'] as const;

/** The errors of every endpoint that sets up a trunk. */
export const setUpErrors = [
  'already_exists',
  'number_in_use',
  'quota_exceeded',
  ...ownershipErrors,
  'failed',
  ...checkErrors,
] as const;

/** The errors of every endpoint that changes a trunk. */
export const changeErrors = [
  'number_in_use',
  'quota_exceeded',
  ...ownershipErrors,
  'trunk_busy',
  'failed',
] as const;

/** Words the answer to a request for checks. @throws {RequestProblem} if nothing was checked */
export function presentChecks(answer: CheckAnswer): ApiAnswer & { body: z.output<typeof checksSchema> } {
  switch (answer.kind) {
    case 'checked':
      return { status: 200, body: { outcome: worstOf(answer.checks), checks: [...answer.checks] } };
    case 'trunk_not_found':
      throw new RequestProblem('trunk_not_found');
    case 'livekit_unavailable':
    case 'busy': {
      const code = answer.kind === 'busy' ? 'capacity_unavailable' : 'livekit_unavailable';
      throw new RequestProblem(code, { headers: retryAfter(5) });
    }
  }
}

/**
 * Checks a create that asks for it with `?check=true`.
 * @throws {RequestProblem} `validation_failed` with every check that fails, under `checks.` and its name
 */
export async function checkIfAsked(
  { caller, api }: Call,
  { requested, check }: CheckedCreate<Pick<SetUpRequest, 'settings'>>,
): Promise<void> {
  if (!check) return;
  const { body } = presentChecks(await api.checkTrunks.beforeSetUp({ organizationId: caller.id }, requested));
  const failed = body.checks.filter(({ outcome }) => outcome === 'fail');
  if (failed.length === 0) return;
  const fields = failed.map(({ name, evidence, remedy }) => [
    `checks.${name}`,
    [remedy === null ? evidence : `${evidence} ${remedy}`],
  ]);
  throw new RequestProblem('validation_failed', { fields: Object.fromEntries(fields) });
}
