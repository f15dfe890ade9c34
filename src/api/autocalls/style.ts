import { z } from 'zod';
import { quotaNames } from '../../domain/quotas.js';
import { refusals } from '../errors/refusals.js';
import {
  type AnswerStyle,
  type ApiAnswer,
  help,
  helpOn,
  operationId,
  type Problem,
  unfinishedOperation,
  warnings,
} from '../http/endpoint.js';
import type { FieldProblems } from '../http/fields.js';
import { idempotencyHeader } from '../http/request.js';
import { trunkSchema } from './trunk-objects.js';

/** The schema of a trunk in the envelope of a set-up or a change. */
export const savedTrunk = z.strictObject({ message: z.string(), data: trunkSchema, warnings });

/** The schema of an answer that is one sentence. */
export const sentence = z.strictObject({ message: z.string() });

/** The way out of an error, where it depends on the request. */
const remedy = z.string().optional();

const fieldProblems = z
  .strictObject({ message: z.string(), errors: z.record(z.string(), z.array(z.string()).min(1)), warnings })
  .meta({ id: 'FieldErrors' });

/** Worded like an invalid field. */
const keyReused = z
  .strictObject({ ...fieldProblems.shape, code: z.literal('idempotency_key_reused') })
  .meta({ id: 'IdempotencyKeyReused' });

/** The errors of the framework behind the contract, which have a message alone. */
const frameworkCodes: ReadonlySet<string> = new Set(['unauthenticated', 'no_organization']);
const fieldCodes: ReadonlySet<string> = new Set(['validation_failed', 'idempotency_key_reused']);

/** The words of this contract for errors and for unfinished operations. */
export const autocallsStyle: AnswerStyle = {
  contract: 'autocalls',
  prefixes: ['/api/user'],
  errorType: 'application/json',
  errorSchema: (codes) => {
    const others = codes.filter((code) => !frameworkCodes.has(code) && !fieldCodes.has(code));
    return z.union([
      ...(codes.some((code) => frameworkCodes.has(code)) ? [sentence.extend({ remedy })] : []),
      ...(codes.includes('validation_failed') ? [fieldProblems] : []),
      ...(codes.includes('idempotency_key_reused') ? [keyReused] : []),
      ...(others.length === 0
        ? []
        : [
            z.strictObject({
              error: z.string(),
              code: z.enum(others),
              operation_id: operationId.optional(),
              ...(others.includes('quota_exceeded') ? { quota: z.enum(quotaNames).optional() } : {}),
              ...helpOn(others),
            }),
          ]),
    ]);
  },
  unfinishedSchema: z
    .strictObject({ message: z.string(), data: unfinishedOperation, ...help, warnings })
    .meta({ id: 'UnfinishedAutocallsOperation' }),
  problem: (problem) => problemAnswer(problem, () => problem.message),
  unfinishedBody: (message, data) => ({ message, data }),
};

/** The members that all routes of this contract have. */
export const autocalls = { tag: 'Autocalls', style: autocallsStyle } as const;

/** The same for the nickname of a number: only here the message of the contract is the first problem of a field. */
export const nicknameStyle: AnswerStyle = {
  ...autocallsStyle,
  problem: (problem) => problemAnswer(problem, (fields) => Object.values(fields)[0]?.[0] ?? problem.message),
};

function problemAnswer(
  { status, headers = {}, code, message, fields, members }: Problem,
  messageOf: (fields: FieldProblems) => string,
): ApiAnswer {
  if (frameworkCodes.has(code)) return { status, headers, body: { message, ...members } };
  if (fields !== undefined) return { status, headers, body: { message: messageOf(fields), errors: fields } };
  if (code === 'idempotency_key_reused') {
    const errors = { [idempotencyHeader]: [refusals.idempotency_key_reused.message] };
    return { status, headers, body: { message: messageOf(errors), errors, code } };
  }
  return { status, headers, body: { error: message, code, ...members } };
}
