import { LiveKitProblem } from '../domain/failures.js';
import type { LiveKitSip, OpenLiveKit, SipObjects } from '../domain/livekit/sip-objects.js';
import type { Secret } from '../domain/values.js';
import {
  dispatchRules,
  inboundTrunks,
  type LiveKitCall,
  outboundTrunks,
  type SipObjectKind,
  shownObject,
} from './object-kinds.js';
import {
  classifyLiveKitError,
  itemsOf,
  type Json,
  type ListMethod,
  type LiveKitAccess,
  type SipToken,
  send,
  sipTokens,
} from './problem.js';

/** Prepares access to a LiveKit project. Nothing is sent before the first request. */
export function liveKitAt(access: LiveKitAccess): OpenLiveKit {
  const token = sipTokens(access);
  return (timeLimitMs) => openLiveKit(access.url, token, timeLimitMs);
}

/** Sends requests under the time limit of one attempt. @throws {LiveKitProblem} and nothing else. */
type SendRequest = <T>(
  requests: (call: LiveKitCall) => Promise<T>,
  /** The secrets in the request, which a message must not repeat. */
  secrets?: readonly Secret[],
) => Promise<T>;

function openLiveKit(url: string, token: SipToken, timeLimitMs: number): LiveKitSip {
  if (timeLimitMs <= 0) throw noTimeLeft();
  const deadline = performance.now() + timeLimitMs;
  const call: LiveKitCall = async (method, body) => {
    const timeLeftMs = Math.floor(deadline - performance.now());
    if (timeLeftMs < 1) throw new DOMException('The time limit of the attempt is used up.', 'TimeoutError');
    return send({ url, token: await token() }, method, body, timeLeftMs);
  };
  const request: SendRequest = async (requests, secrets = []) => {
    try {
      return await requests(call);
    } catch (error) {
      throw classifyLiveKitError(error, secrets, timeLimitMs);
    }
  };
  const namesIn = (method: ListMethod, filter: object) =>
    request(async (call) => itemsOf(await call(method, filter)).map(nameOf));
  return {
    objects: {
      inbound: objectsOf(inboundTrunks, request),
      outbound: objectsOf(outboundTrunks, request),
      rule: objectsOf(dispatchRules, request),
    },
    namesFor: async ({ numbers, inboundTrunkIds }) => {
      const lists = await Promise.all([
        namesIn(inboundTrunks.listMethod, { numbers }),
        namesIn(outboundTrunks.listMethod, { numbers }),
        namesIn(dispatchRules.listMethod, { trunkIds: inboundTrunkIds }),
      ]);
      return lists.flat();
    },
    listAllRules: () =>
      request(async (call) => {
        const rules = itemsOf(await call(dispatchRules.listMethod, {})).map(dispatchRules.parse);
        return rules.map(({ info }) => ({ id: dispatchRules.idOf(info), name: info.name }));
      }),
  };
}

function nameOf(json: Json): string {
  return typeof json === 'object' && json !== null && 'name' in json ? String(json.name) : '';
}

function objectsOf<Spec, Info extends { readonly name: string }>(
  kind: SipObjectKind<Spec, Info>,
  request: SendRequest,
): SipObjects<Spec> {
  return {
    create: (name, spec) =>
      request(
        async (call) => shownObject(kind, await kind.create(call, name, spec), spec),
        kind.secretsIn(spec),
      ),
    update: (id, name, spec) =>
      request(
        async (call) => shownObject(kind, await kind.update(call, id, name, spec), spec),
        kind.secretsIn(spec),
      ),
    list: (spec) =>
      request(async (call) => (await kind.list(call, spec)).map((object) => shownObject(kind, object, spec))),
    find: (id, spec) =>
      request(async (call) => {
        const object = await kind.find(call, id);
        return object === undefined ? null : shownObject(kind, object, spec);
      }),
    delete: async (id) => {
      try {
        await request((call) => kind.delete(call, id));
      } catch (error) {
        if (!(error instanceof LiveKitProblem) || error.problem.kind !== 'gone') throw error;
      }
    },
  };
}

/** Says that the attempt has no time left. It is final, so that the reason of an earlier attempt is the one that is reported. */
function noTimeLeft(): LiveKitProblem {
  return new LiveKitProblem(
    { kind: 'failure', code: 'out_of_time', transient: false, mayHaveApplied: true },
    'There was no time left for another attempt.',
  );
}
