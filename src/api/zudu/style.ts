import { z } from 'zod';
import { quotaNames } from '../../domain/quotas.js';
import { zuduFailedStep } from '../errors/refusals.js';
import {
  type AnswerStyle,
  help,
  helpOn,
  operationId,
  unfinishedOperation,
  warnings,
} from '../http/endpoint.js';
import type { OutcomeWords } from '../http/outcomes.js';

/** The members of the envelope of every success but the message and the data. */
export const done = { status: 'success', error: null } as const;

/** Makes the schema of the envelope of a success. */
export function success<T extends z.ZodType>(data: T) {
  return z.strictObject({
    message: z.string(),
    status: z.literal('success'),
    error: z.null(),
    data,
    warnings,
  });
}

const failed = { message: z.string(), status: z.literal('error'), data: z.null() };

const fieldProblems = z
  .strictObject({
    ...failed,
    error: z.record(z.string(), z.string()),
    code: z.literal('validation_failed'),
    warnings,
  })
  .meta({ id: 'FieldErrorEnvelope' });

/** The contract documents this error with the status "success". */
const noOrganization = z.strictObject({
  message: z.string(),
  status: z.literal('success'),
  error: z.null(),
  data: z.null(),
});

const codesWithOwnSchema: ReadonlySet<string> = new Set(['no_organization', 'validation_failed']);

/** The words of this contract for errors and for unfinished operations. */
export const zuduStyle: AnswerStyle = {
  contract: 'zudu',
  prefixes: ['/api/sio', '/api/sip', '/api/phone-numbers'],
  errorType: 'application/json',
  errorSchema: (codes) => {
    const others = codes.filter((code) => !codesWithOwnSchema.has(code));
    return z.union([
      ...(codes.includes('no_organization') ? [noOrganization] : []),
      ...(codes.includes('validation_failed') ? [fieldProblems] : []),
      ...(others.length === 0
        ? []
        : [
            z.strictObject({
              ...failed,
              error: z.null(),
              code: z.enum(others),
              operation_id: operationId.optional(),
              ...(others.includes('quota_exceeded') ? { quota: z.enum(quotaNames).optional() } : {}),
              ...helpOn(others),
            }),
          ]),
    ]);
  },
  unfinishedSchema: z
    .strictObject({
      message: z.string(),
      status: z.literal('pending'),
      error: z.null(),
      data: unfinishedOperation,
      warnings,
      ...help,
    })
    .meta({ id: 'UnfinishedZuduOperation' }),
  problem: ({ status, headers = {}, code, message, fields, members }) => {
    if (code === 'no_organization') return { status, headers, body: { message, ...done, data: null } };
    // Each field has its first problem alone.
    const error =
      fields === undefined
        ? null
        : Object.fromEntries(Object.entries(fields).map(([field, [first]]) => [field, first]));
    return { status, headers, body: { message, status: 'error', error, data: null, code, ...members } };
  },
  unfinishedBody: (message, data) => ({ message, status: 'pending', error: null, data }),
};

/** The members that all routes of this contract have. */
export const zudu = { tag: 'Zudu', style: zuduStyle } as const;

/** The time for which the same request is replayed after its success: a client that lost the answer cannot learn the id otherwise. */
export const replayForMs = 24 * 60 * 60 * 1000;

/** The words of a set-up or an import of a number that did not succeed. */
export const setUpWords: OutcomeWords = {
  undertaking: 'set_up',
  failed: ({ step }) => zuduFailedStep[step],
};

/** How this contract authorizes a carrier by its addresses, for warnings. Its set-up has no words for that. */
export const addressesInstead =
  'delete the number, and import it with POST /api/phone-numbers/import, which allows the addresses of the carrier';
