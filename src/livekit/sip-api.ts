import { SipClient } from 'livekit-server-sdk';
import { LiveKitProblem } from '../domain/failures.js';
import type { LiveKitSip, OpenLiveKit, SipObjects } from '../domain/livekit/sip-objects.js';
import type { Secret } from '../domain/values.js';
import {
  dispatchRules,
  inboundTrunks,
  outboundTrunks,
  type SipObjectKind,
  shownObject,
} from './object-kinds.js';
import { classifyLiveKitError, type LiveKitAccess, type SipToken, sipTokens } from './problem.js';

/** Prepares access to a LiveKit project. Nothing is sent before the first request. */
export function liveKitAt(access: LiveKitAccess): OpenLiveKit {
  const token = sipTokens(access);
  return (timeLimitMs) => openLiveKit(access.url, token, timeLimitMs);
}

/** Sends requests under the time limit of one attempt. @throws {LiveKitProblem} and nothing else. */
type SendRequest = <T>(
  send: (client: SipClient) => Promise<T>,
  /** The secrets in the request, which a message must not repeat. */
  secrets?: readonly Secret[],
) => Promise<T>;

function openLiveKit(url: string, token: SipToken, timeLimitMs: number): LiveKitSip {
  if (timeLimitMs <= 0) throw noTimeLeft();
  const deadline = performance.now() + timeLimitMs;
  const request: SendRequest = async (send, secrets = []) => {
    try {
      const timeLeftMs = deadline - performance.now();
      if (timeLeftMs < 1) throw new DOMException('The time limit of the attempt is used up.', 'TimeoutError');
      const client = new SipClient(url, undefined, undefined, {
        token: await token(),
        requestTimeout: secondsFor(timeLeftMs),
        // The SDK's own failover repeats creates, which LiveKit does not recognise as repetitions.
        failover: false,
      });
      return await send(client);
    } catch (error) {
      throw classifyLiveKitError(error, secrets, timeLimitMs);
    }
  };
  return {
    objects: {
      inbound: objectsOf(inboundTrunks, request),
      outbound: objectsOf(outboundTrunks, request),
      rule: objectsOf(dispatchRules, request),
    },
    namesFor: async ({ numbers, inboundTrunkIds }) => {
      const lists = await Promise.all([
        request((client) => client.listSipInboundTrunk({ numbers: [...numbers] })),
        request((client) => client.listSipOutboundTrunk({ numbers: [...numbers] })),
        request((client) => client.listSipDispatchRule({ trunkIds: [...inboundTrunkIds] })),
      ]);
      return lists.flat().map(({ name }) => name);
    },
    listAllRules: () =>
      request(async (client) => {
        const listed = await client.listSipDispatchRule();
        return listed.map((info) => ({ id: dispatchRules.idOf(info), name: info.name }));
      }),
  };
}

function objectsOf<Spec, Info extends { readonly name: string }>(
  kind: SipObjectKind<Spec, Info>,
  request: SendRequest,
): SipObjects<Spec> {
  return {
    create: (name, spec) =>
      request(
        async (client) => shownObject(kind, await kind.create(client, name, spec), spec),
        kind.secretsIn(spec),
      ),
    update: (id, name, spec) =>
      request(
        async (client) => shownObject(kind, await kind.update(client, id, name, spec), spec),
        kind.secretsIn(spec),
      ),
    list: (spec) =>
      request(async (client) => (await kind.list(client, spec)).map((info) => shownObject(kind, info, spec))),
    find: (id, spec) =>
      request(async (client) => {
        const listed = await kind.listById(client, id);
        const info = listed.find((candidate) => kind.idOf(candidate) === id);
        return info === undefined ? null : shownObject(kind, info, spec);
      }),
    delete: async (id) => {
      try {
        await request((client) => kind.delete(client, id));
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

/**
 * Converts milliseconds into seconds for the SDK. The SDK multiplies by 1000 again and passes the product to
 * `AbortSignal.timeout`, which accepts whole numbers only. Eighths of a second survive that exactly; most other fractions do not.
 */
function secondsFor(milliseconds: number): number {
  return Math.max(1, Math.floor(milliseconds / 125)) / 8;
}
