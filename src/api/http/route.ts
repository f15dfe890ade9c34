import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Actor } from '../../domain/administration.js';
import type { Asker } from '../../domain/explain/explain.js';
import { isReplay } from '../../domain/operation/operation.js';
import type { OrganizationId } from '../../domain/values.js';
import { RequestProblem } from '../errors/request-problem.js';
import type { ApiDependencies, Owned } from './dependencies.js';
import { type ApiAnswer, type Endpoint, operationHeader, type PathParameter, send } from './endpoint.js';
import type { Reading } from './fields.js';
import { RequestInput } from './input.js';
import {
  type AnswerError,
  isUnsuccessful,
  type OutcomeWords,
  presentProblem,
  presentUnsuccessful,
  type Success,
  type Unsuccessful,
} from './outcomes.js';
import { addressLimit, delayRefusal, inOwnSlot, limitAddress } from './rate-limits.js';
import {
  anyKeyOf,
  type Caller,
  callerOf,
  callerOrOperatorOf,
  type Operator,
  readIdempotencyKey,
  requireOperator,
  requireStillAccepted,
} from './request.js';

/** A request to an endpoint, as Express has it. */
export interface Exchange {
  readonly request: Request;
  readonly response: Response;
  readonly api: ApiDependencies;
  readonly input: RequestInput;
}

/** A request to an endpoint, with the values that were read from its path. */
interface Visit<Path> extends Exchange {
  readonly path: Path;
}

/** A request of an organisation. */
export interface Call<Path = unknown> extends Visit<Path> {
  readonly caller: Caller;
}

/** The answer to send; null when the handler has sent it. */
type Handled = ApiAnswer | null;

/** An endpoint: its description, and the function that answers its requests. */
export interface Route extends Endpoint {
  /** Another path that this path matches as well; it takes the methods that this one does not serve. */
  readonly otherwise?: string;
  readonly answer: (exchange: Exchange) => Promise<Handled>;
}

/** The parameters of a path, by name. */
export type PathParameters = Readonly<Record<string, PathParameter<unknown>>>;
/** The values that are read from a path. */
export type PathValues<Parameters extends PathParameters> = {
  readonly [Name in keyof Parameters]: ReturnType<Parameters[Name]['read']>;
};

/**
 * The description of a route. Who may call it follows from the function that makes the route: a key of an organisation needs the
 * scope `read` to get something and `provision` for everything else, unless the description names another scope.
 */
export type Description<Parameters extends PathParameters = PathParameters> = Omit<Endpoint, 'access'> & {
  readonly access?: 'admin' | 'call';
  readonly pathParameters?: Parameters;
  readonly otherwise?: string;
  /**
   * Names what the request is about, so that an operator may make it as the organisation that owns it; absent where no operator may.
   * @param own the organisation of the caller; null for an operator.
   */
  readonly owned?: (visit: Visit<PathValues<Parameters>>, own: OrganizationId | null) => Owned;
  /** The slot of a request of an organisation; that of a read unless given. `none` is for what takes its slot elsewhere. */
  readonly slot?: keyof ApiDependencies['slots'] | 'none';
};

/** Makes a route for organisations. The key is checked first, then the path, then whether the request has more than is used. */
export function forOrganization<Parameters extends PathParameters>(
  description: Description<Parameters>,
  handle: (call: Call<PathValues<Parameters>>) => Promise<Handled>,
): Route {
  const { owned } = description;
  const scope = description.access ?? (description.method === 'get' ? 'read' : 'provision');
  if (owned === undefined || scope === 'admin') {
    return {
      ...description,
      access: scope,
      answer: async (exchange) => {
        const caller = await callerOf(exchange.api, exchange.request, scope);
        const path = readPath(description, exchange.request);
        await exchange.input.check();
        return inSlotOf(caller.id, description, exchange, () => handle({ ...exchange, caller, path }));
      },
    };
  }
  return {
    ...description,
    access: `${scope}_or_operator`,
    answer: async (exchange) => {
      const key = await callerOrOperatorOf(exchange.api, exchange.request, scope);
      const visit = { ...exchange, path: readPath(description, exchange.request) };
      await exchange.input.check();
      const about = owned(visit, 'operator' in key ? null : key.id);
      const caller = 'operator' in key ? await ownerFor(key, about, exchange.api) : key;
      return inSlotOf(caller.id, description, exchange, () => handle({ ...visit, caller }));
    },
  };
}

/** Answers a request in one of the slots that the organisations share. */
async function inSlotOf(
  organizationId: OrganizationId,
  { body, slot = 'read' }: Pick<Description, 'body' | 'slot'>,
  { api, input }: Exchange,
  handle: () => Promise<Handled>,
): Promise<Handled> {
  if (slot === 'none') return handle();
  // A body that arrives slowly must not hold a slot.
  if (body !== undefined) await input.json();
  return inOwnSlot(api.slots[slot], organizationId, handle);
}

const unknownOwner = {
  trunk: 'trunk_not_found',
  operation: 'operation_not_found',
  test_call: 'test_call_not_found',
} as const;

/** Gives the owner of something, for whom an operator acts. The operation keeps the key of the operator. */
async function ownerFor({ operator }: Operator, owned: Owned, api: ApiDependencies): Promise<Caller> {
  const owner = await api.ownerOf(owned);
  if (owner !== null) return { ...owner, ...operator };
  if (owned.kind !== 'organization') throw new RequestProblem(unknownOwner[owned.kind]);
  throw new RequestProblem('validation_failed', {
    fields: { organization_id: ['Organization id names no organization.'] },
  });
}

/** Makes a route for operators: it reads what concerns all organisations. */
export function forOperators<Parameters extends PathParameters>(
  description: Description<Parameters>,
  handle: (visit: Visit<PathValues<Parameters>>, by: Actor) => Promise<Handled>,
): Route {
  return {
    ...description,
    access: 'operator',
    answer: async (exchange) => {
      const by = await requireOperator(exchange.api, exchange.request);
      const path = readPath(description, exchange.request);
      await exchange.input.check();
      return handle({ ...exchange, path }, by);
    },
  };
}

/** Makes a route for organisations, whose keys need a scope and see what is theirs, and for operators, who see everything. */
export function forOrganizationOrOperator(
  description: Description,
  handle: (exchange: Exchange, asker: Asker) => Promise<Handled>,
): Route {
  const scope = description.access ?? 'read';
  return {
    ...description,
    access: `${scope}_or_operator`,
    answer: async (exchange) => {
      const key = await callerOrOperatorOf(exchange.api, exchange.request, scope);
      await exchange.input.check();
      if ('operator' in key) return handle(exchange, 'operator');
      const asker = { organizationId: key.id };
      return inSlotOf(key.id, description, exchange, () => handle(exchange, asker));
    },
  };
}

/** Makes a route for every key, whatever it may do. The handler gets the public id of the key. */
export function forAnyKey(
  description: Description,
  handle: (exchange: Exchange, keyId: string) => Promise<Handled>,
): Route {
  return {
    ...description,
    access: 'any_key',
    answer: async (exchange) => {
      const { keyId, organizationId } = await anyKeyOf(exchange.api, exchange.request);
      await exchange.input.check();
      if (organizationId === null) return handle(exchange, keyId);
      return inSlotOf(organizationId, description, exchange, () => handle(exchange, keyId));
    },
  };
}

/** Makes a route that needs no key. */
export function forEverybody(
  description: Description,
  answer: (exchange: Exchange) => Promise<Handled>,
): Route {
  return { ...description, access: 'everybody', answer };
}

/** Serves routes. A method that a path does not have is answered with 405 and the methods that it has. */
export function createRouter(
  routes: readonly Route[],
  api: ApiDependencies,
  answerError: AnswerError,
): Router {
  const router = Router({ caseSensitive: true });
  for (const path of new Set(routes.map((route) => route.path))) {
    const own = routes.filter((route) => route.path === path);
    const others = routes.filter((route) => own.some(({ otherwise }) => otherwise === route.path));
    const served = router.route(path.replaceAll(/\{(\w+)\}/g, ':$1'));
    for (const route of own) served[route.method](handlerOf(route, api, answerError));
    const elsewhere = methodsOf(others);
    if (elsewhere.length > 0) {
      served.all((request, _response, next) =>
        next(elsewhere.includes(request.method) ? 'route' : undefined),
      );
    }
    served.all(addressLimit(api.rateLimits), onlyMethods(...elsewhere, ...methodsOf(own)));
  }
  return router;
}

/** Makes the handler behind all others of a path: it refuses every method and names those that are served. */
export function onlyMethods(...allowed: readonly string[]): RequestHandler {
  return () => {
    throw new RequestProblem('method_not_allowed', { headers: { Allow: allowed.join(', ') } });
  };
}

function handlerOf(route: Route, api: ApiDependencies, answerError: AnswerError): RequestHandler {
  return async (request, response, next) => {
    const input = new RequestInput(route, request, response, () => requireStillAccepted(api, request));
    try {
      if (route.limitsItself !== true) limitAddress(api.rateLimits, request);
      const answer = await route.answer({ request, response, api, input });
      if (answer === null) return;
      await delayRefusal(api.refusalDelay, response, answer.headers);
      send(response, input.complete(answer));
    } catch (error) {
      if (error instanceof RequestProblem)
        await delayRefusal(api.refusalDelay, response, error.details.headers);
      if (error instanceof RequestProblem && error.code === 'validation_failed') {
        send(response, input.complete(presentProblem(route.style, error.code, error.details), true));
        return;
      }
      if (!response.headersSent) response.set(input.headers(response.statusCode));
      answerError(error, response, route.style, next);
    }
  };
}

const orderedMethods = ['get', 'post', 'put', 'patch', 'delete'] as const satisfies Endpoint['method'][];

function methodsOf(routes: readonly Route[]): string[] {
  const served = orderedMethods.filter((method) => routes.some((route) => route.method === method));
  return served.flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : method.toUpperCase()));
}

function readPath<Parameters extends PathParameters>(
  { pathParameters }: Description<Parameters>,
  { params }: Request,
): PathValues<Parameters> {
  const values = Object.entries(pathParameters ?? {}).map(([name, { read }]): [string, unknown] => [
    name,
    read(String(params[name])),
  ]);
  return Object.fromEntries(values) as PathValues<Parameters>;
}

/** The part of every command that comes from the caller and the headers. */
export interface CommandHead {
  readonly organizationId: OrganizationId;
  readonly requestedBy: Actor;
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
  const route = forOrganization(description, async (call: Call<PathValues<Parameters>>) => {
    const { caller, request } = call;
    const input = call.input.checked(await read(call));
    const idempotencyKey = readIdempotencyKey(request);
    if (!input.ok || !idempotencyKey.ok) {
      const ofKey = idempotencyKey.ok ? {} : idempotencyKey.problems;
      throw new RequestProblem('validation_failed', {
        fields: { ...(input.ok ? {} : input.problems), ...ofKey },
      });
    }
    const head = {
      organizationId: caller.id,
      requestedBy: { keyId: caller.keyId, address: caller.address },
      idempotencyKey: idempotencyKey.value,
      waitMs: call.input.preference.waitMs,
    };
    const answer = await run(head, input.value, call);
    const presented = present(answer, input.value, call);
    return isReplay(answer)
      ? { ...presented, headers: { ...presented.headers, 'Idempotency-Replayed': 'true' } }
      : presented;
  });
  return {
    ...route,
    answer: (exchange) => {
      exchange.input.collect();
      return route.answer(exchange);
    },
  };
}

/** The steps of an endpoint that begins an operation on a trunk. */
export interface OperationSteps<Path, Input, Done extends Success>
  extends Omit<CommandSteps<Path, Input, Done | Unsuccessful>, 'present'> {
  /** Words the success. The header with the operation is added. */
  readonly present: (done: Done, input: Input, call: Call<Path>) => ApiAnswer;
  /** The words of every other answer. */
  readonly words: OutcomeWords;
}

/** Makes the route of a command that begins an operation on a trunk. The operation takes a slot of its kind. */
export function operation<Parameters extends PathParameters, Input, Done extends Success>(
  description: Description<Parameters>,
  { read, run, present, words }: OperationSteps<PathValues<Parameters>, Input, Done>,
): Route {
  return command(
    { ...description, slot: 'none', changes: true },
    {
      read,
      run,
      present: (answer, input, call) => {
        if (isUnsuccessful(answer)) return presentUnsuccessful(description.style, answer, words);
        const { headers, ...done } = present(answer, input, call);
        return { ...done, headers: { ...operationHeader(answer.operationId), ...headers } };
      },
    },
  );
}

/** Reads nothing, for commands that the path describes completely. */
export function noInput(): Reading<null> {
  return { ok: true, value: null };
}

/** Reads the body as JSON and checks no field: the fields of a change are read for the trunk as it is when it begins. */
export async function anyBody({ input }: Call): Promise<Reading<unknown>> {
  return { ok: true, value: await input.json() };
}
