import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { failures } from '../../domain/failures.js';
import { errorsPath } from '../errors/catalogue.js';
import type { AnswerStyle } from '../http/endpoint.js';
import { operationId, unfinishedOperation } from '../openapi/values.js';

const count = z.int().min(0);

/** One problem of a line of a file. */
const lineProblem = z.strictObject({ line: z.int().min(1), field: z.string(), message: z.string() });

/** The members that an error has besides those of RFC 9457, by its code. */
const membersOf: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  validation_failed: { errors: z.record(z.string(), z.array(z.string()).min(1)).optional() },
  number_in_use: { operation_id: operationId.optional() },
  import_invalid: { problems_total: count.optional(), problems: z.array(lineProblem).optional() },
  ...Object.fromEntries(
    Object.keys(failures).map((code) => [code, { operation_id: operationId.optional() }]),
  ),
};

/** The words of `/v1`: errors are problem details (RFC 9457). */
export const v1Style: AnswerStyle = {
  contract: null,
  prefixes: [],
  errorType: 'application/problem+json',
  errorSchema: (codes) =>
    z.strictObject({
      type: z.string().regex(/^\/docs\/errors#/),
      title: z.string(),
      status: z.int().min(400).max(599),
      detail: z.string(),
      code: z.enum(codes),
      ...Object.assign({}, ...codes.map((code) => membersOf[code])),
    }),
  unfinishedSchema: unfinishedOperation.extend({ message: z.string() }),
  problem: ({ status, headers = {}, code, message, fields, members, anchor = code }) => ({
    status,
    headers,
    contentType: 'application/problem+json',
    body: {
      type: `${errorsPath}#${anchor}`,
      title: STATUS_CODES[status],
      status,
      detail: message,
      code,
      ...(fields === undefined ? {} : { errors: fields }),
      ...members,
    },
  }),
  unfinishedBody: (message, operation) => ({ message, ...operation }),
};
