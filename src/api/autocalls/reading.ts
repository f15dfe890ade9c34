import type { RequestHandler } from 'express';
import { send } from '../answer.js';
import type { Guard } from '../authentication.js';
import type { ApiDependencies } from '../dependencies.js';
import { queryOf } from '../query.js';
import { RequestProblem } from '../request-problem.js';
import {
  presentAssignableNumbers,
  presentFieldProblems,
  presentPageOfTrunks,
  presentPhoneNumbers,
  presentTrunk,
  presentTrunks,
} from './presenter.js';
import { readCallDirection, readPageRequest } from './queries.js';
import { type NotFound, readTrunkId } from './trunk-id.js';

/** The handlers that only read. Somebody else's trunk is answered exactly as one that does not exist. */
export function createReaders({ findTrunk, listTrunks, settings }: ApiDependencies, guard: Guard) {
  const listAll: RequestHandler = async (request, response) => {
    const organization = await guard(request.headers);
    const requested = readPageRequest(queryOf(request));
    if (!requested.ok) return send(response, presentFieldProblems(requested.problems));
    const { value: page } = requested;
    if (page === null) {
      return send(response, presentTrunks(await listTrunks(organization.id, null), settings));
    }
    const offset = (page.page - 1) * page.perPage;
    const found = await listTrunks(organization.id, { offset, limit: page.perPage });
    send(response, presentPageOfTrunks(found, page, settings));
  };

  const one =
    (notFound: NotFound): RequestHandler<{ id: string }> =>
    async (request, response) => {
      const organization = await guard(request.headers);
      const trunk = await findTrunk(organization.id, readTrunkId(request.params.id, notFound));
      if (trunk === null) throw new RequestProblem(notFound);
      send(response, presentTrunk(trunk, settings));
    };

  const phoneNumbers: RequestHandler = async (request, response) => {
    const organization = await guard(request.headers);
    send(response, presentPhoneNumbers(await listTrunks(organization.id, null)));
  };

  const assignableNumbers: RequestHandler = async (request, response) => {
    const organization = await guard(request.headers);
    const direction = readCallDirection(queryOf(request));
    if (!direction.ok) return send(response, presentFieldProblems(direction.problems));
    send(response, presentAssignableNumbers(await listTrunks(organization.id, null), direction.value));
  };

  return { listAll, one, phoneNumbers, assignableNumbers };
}
