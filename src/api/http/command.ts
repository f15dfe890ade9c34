import type { OrganizationId } from '../../domain/ids.js';
import { RequestProblem } from '../errors/request-problem.js';
import type { ApiAnswer } from './answer.js';
import { readJsonBody } from './body.js';
import { problemsOf, type Reading } from './fields.js';
import { readIdempotencyKey } from './idempotency-key.js';
import { readPreference, withPreferenceApplied } from './prefer.js';
import {
  type Call,
  type Description,
  forOrganization,
  type PathParameters,
  type PathValues,
  type Route,
} from './route.js';

/** The part of every command that comes from the caller and the headers. */
export interface CommandHead {
  readonly organizationId: OrganizationId;
  /** The public id of the API key. */
  readonly requestedBy: string;
  /** The `Idempotency-Key` header; null when the caller sent none. */
  readonly idempotencyKey: string | null;
  /** The longest that the caller wants to wait for the end, in milliseconds; null leaves it to the service. */
  readonly waitMs: number | null;
}

/** How an endpoint that begins or controls an operation reads its request, calls its use case and words the answer. */
export interface CommandSteps<Path, Input, Answer> {
  /** Reads the body or the query. */
  readonly read: (call: Call<Path>) => Reading<Input> | Promise<Reading<Input>>;
  /** Calls the use case. */
  readonly run: (head: CommandHead, input: Input, call: Call<Path>) => Promise<Answer>;
  /** Words the answer of the use case. */
  readonly present: (answer: Answer, input: Input, call: Call<Path>) => ApiAnswer;
}

/**
 * Makes the route of a command. The order is the same for all of them: key, path, input, idempotency key, preference,
 * use case, answer. Problems of the input and of the idempotency key are reported together.
 */
export function command<Parameters extends PathParameters, Input, Answer>(
  description: Description<Parameters>,
  { read, run, present }: CommandSteps<PathValues<Parameters>, Input, Answer>,
): Route {
  return forOrganization(description, async (call) => {
    const { caller, request } = call;
    const input = await read(call);
    const idempotencyKey = readIdempotencyKey(request);
    if (!input.ok || !idempotencyKey.ok) {
      throw RequestProblem.ofFields({ ...problemsOf(input), ...problemsOf(idempotencyKey) });
    }
    const preference = readPreference(request.headers);
    const head = {
      organizationId: caller.id,
      requestedBy: caller.keyId,
      idempotencyKey: idempotencyKey.value,
      waitMs: preference.waitMs,
    };
    const answer = await run(head, input.value, call);
    return withPreferenceApplied(preference, present(answer, input.value, call));
  });
}

/** Reads nothing, for commands that the path describes completely. A body is ignored. */
export function noInput(): Reading<null> {
  return { ok: true, value: null };
}

/** Reads the body as JSON and checks no field: the fields of a change are read for the trunk as it is when it begins. */
export async function anyBody({ request, response }: Call): Promise<Reading<unknown>> {
  return { ok: true, value: await readJsonBody(request, response) };
}
