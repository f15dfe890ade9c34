import { failures } from '../../../domain/failures.js';
import { parseSipAddress } from '../../../domain/trunk/sip-address.js';
import type { TrunkSettings } from '../../../domain/trunk/trunk.js';
import { operationHeader } from '../../http/answer.js';
import { command, noInput } from '../../http/command.js';
import type { ApiSettings } from '../../http/dependencies.js';
import type { FieldProblems } from '../../http/fields.js';
import { presentUnsuccessful } from '../../http/outcomes.js';
import { v1Style } from '../style.js';
import { revisionParameters } from './revisions.js';
import { trunkObject, trunkSchema, trunks } from './trunk.js';

/** Changes a trunk to the configuration of one of its revisions. */
export const revertTrunk = command(
  {
    ...trunks,
    pathParameters: revisionParameters,
    method: 'post',
    path: '/v1/trunks/{id}/revert/{revision}',
    id: 'revertTrunk',
    summary: 'Revert a trunk to a revision',
    description:
      'The revert is a change: it happens completely and in place, or not at all. It makes a new revision.',
    changes: true,
    answers: {
      200: { description: 'The trunk after the change.', schema: trunkSchema, headers: ['X-Operation-Id'] },
    },
    errors: ['trunk_not_found', 'revision_not_found', 'number_in_use', 'trunk_busy', 'failed'],
  },
  {
    read: noInput,
    run: (head, _input, { api, path }) =>
      api.revertTrunk({
        ...head,
        trunkId: path.id,
        revision: path.revision,
        problemsOf: (requested, present) => problemsNow(requested, present, api.settings),
      }),
    present: (answer, _input, { api }) =>
      answer.kind === 'changed'
        ? {
            status: 200,
            headers: operationHeader(answer.operationId),
            body: trunkObject(answer.trunk, api.settings),
          }
        : presentUnsuccessful(v1Style, answer, {
            undertaking: 'change',
            failed: ({ code }) => `The SIP trunk is as it was. ${failures[code].meaning}`,
          }),
  },
);

/** The operator may have changed the rules since the revision was made, so its values are checked again. */
function problemsNow(
  requested: TrunkSettings,
  present: TrunkSettings,
  { allowPrivateSipAddresses: allowPrivate, outboundEgressIp }: ApiSettings,
): FieldProblems {
  const address = parseSipAddress(requested.outboundAddress, { port: 'allowed', allowPrivate });
  const addressIsNew = requested.outboundAddress !== present.outboundAddress;
  const proxyIsNew = requested.outboundProxy && !present.outboundProxy;
  return {
    ...(addressIsNew && !address.ok ? { sip_address: [`SIP server address ${address.problem}.`] } : {}),
    ...(proxyIsNew && outboundEgressIp === null
      ? { outbound_proxy: ['Outbound proxy is not available here any more.'] }
      : {}),
  };
}
