import type { Request, Response } from 'express';
import type { Contract } from '../../domain/operation/operation.js';
import type { SetUpCommand } from '../../domain/set-up/set-up.js';
import { type ApiAnswer, send } from './answer.js';
import type { Guard } from './authentication.js';
import { readJsonBody } from './body.js';
import { type FieldProblems, problemsOf, type Reading } from './fields.js';
import { readIdempotencyKey } from './idempotency-key.js';
import { readPreference, withPreferenceApplied } from './prefer.js';

/** What a contract has to say about an endpoint that sets up a trunk out of some kind of wish. */
export interface CreateEndpoint<Requested, Answer> {
  readonly contract: Contract;
  /** See `replayForMs` of a set-up command. */
  readonly replayForMs: number;
  /** Reads the body; the agent's name is the organisation's default. */
  readonly read: (body: unknown, defaultAgent: string | null) => Reading<Requested>;
  readonly presentFieldProblems: (problems: FieldProblems) => ApiAnswer;
  readonly present: (answer: Answer, requested: Requested) => ApiAnswer;
}

/** Makes the handler of such an endpoint: key, body, fields, set-up, answer, in this order. */
export function createSetUpHandler<Requested, Answer>(
  guard: Guard,
  setUp: (command: SetUpCommand<Requested>) => Promise<Answer>,
  endpoint: CreateEndpoint<Requested, Answer>,
) {
  return async (request: Request, response: Response): Promise<void> => {
    const caller = await guard(request.headers);
    const body = await readJsonBody(request, response);
    const requested = endpoint.read(body, caller.agentName);
    const idempotencyKey = readIdempotencyKey(request);
    if (!requested.ok || !idempotencyKey.ok) {
      const problems = { ...problemsOf(requested), ...problemsOf(idempotencyKey) };
      send(response, endpoint.presentFieldProblems(problems));
      return;
    }
    const preference = readPreference(request.headers);
    const answer = await setUp({
      organizationId: caller.id,
      requestedBy: caller.keyId,
      contract: endpoint.contract,
      request: requested.value,
      idempotencyKey: idempotencyKey.value,
      replayForMs: endpoint.replayForMs,
      waitMs: preference.waitMs,
    });
    const presented = endpoint.present(answer, requested.value);
    send(response, withPreferenceApplied(preference, presented));
  };
}
