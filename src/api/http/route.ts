import { type Request, type RequestHandler, type Response, Router } from 'express';
import { RequestProblem } from '../errors/request-problem.js';
import { type ApiAnswer, send } from './answer.js';
import { type Caller, callerOf, requireOperator } from './authentication.js';
import type { ApiDependencies } from './dependencies.js';
import type { Endpoint, PathParameter } from './endpoint.js';
import type { AnswerError } from './error-handler.js';

/** A request to an endpoint, as Express has it. */
export interface Exchange {
  readonly request: Request;
  readonly response: Response;
  readonly api: ApiDependencies;
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

/** The description of a route; who may call it follows from the function that makes the route. */
export type Description<Parameters extends PathParameters = PathParameters> = Omit<Endpoint, 'access'> & {
  readonly pathParameters?: Parameters;
  readonly otherwise?: string;
};

/** Makes a route for organisations. The key is checked first, then the path. */
export function forOrganization<Parameters extends PathParameters>(
  description: Description<Parameters>,
  handle: (call: Call<PathValues<Parameters>>) => Promise<Handled>,
): Route {
  return {
    ...description,
    access: 'organization',
    answer: async (exchange) => {
      const caller = await callerOf(exchange.api.authenticate, exchange.request.headers);
      return handle({ ...exchange, caller, path: readPath(description, exchange.request) });
    },
  };
}

/** Makes a route for operators: it reads what concerns all organisations. */
export function forOperators<Parameters extends PathParameters>(
  description: Description<Parameters>,
  handle: (visit: Visit<PathValues<Parameters>>) => Promise<Handled>,
): Route {
  return {
    ...description,
    access: 'operator',
    answer: async (exchange) => {
      await requireOperator(exchange.api.authenticate, exchange.request.headers);
      return handle({ ...exchange, path: readPath(description, exchange.request) });
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
    served.all(onlyMethods(...elsewhere, ...methodsOf(own)));
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
    try {
      const answer = await route.answer({ request, response, api });
      if (answer !== null) send(response, answer);
    } catch (error) {
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
