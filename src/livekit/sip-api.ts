import { ListUpdate, RoomConfiguration, SIPTransport } from '@livekit/protocol';
import { SipClient } from 'livekit-server-sdk';
import type { LiveKitSip, OpenLiveKit } from '../domain/livekit/livekit-sip.js';
import { LiveKitProblem } from '../domain/livekit/problem.js';
import type { InboundTrunkSpec } from '../domain/livekit/sip-objects.js';
import type { Secret } from '../domain/secret.js';
import { classifyLiveKitError } from './problem.js';
import { individualRule, roomConfigOf, trunkIdsOf, withAgent } from './rule-parts.js';
import { inboundObject, outboundObject, ruleObject } from './shown-objects.js';

/** Where LiveKit is and the key that may administer its SIP objects. */
export interface LiveKitAccess {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** Prepares access to a LiveKit project. */
export function liveKitAt(access: LiveKitAccess): OpenLiveKit {
  return (timeLimitMs) => openLiveKit(access, timeLimitMs);
}

function openLiveKit(access: LiveKitAccess, timeLimitMs: number): LiveKitSip {
  if (timeLimitMs <= 0) throw noTimeLeft();
  const deadline = performance.now() + timeLimitMs;
  const request = <T>(send: (client: SipClient) => Promise<T>, secrets: readonly Secret[] = []): Promise<T> =>
    classified(timeLimitMs, secrets, () => {
      const timeLeftMs = deadline - performance.now();
      if (timeLeftMs < 1) throw new DOMException('The time limit of the attempt is used up.', 'TimeoutError');
      const client = new SipClient(access.url, access.apiKey, access.apiSecret, {
        requestTimeout: secondsFor(timeLeftMs),
        // The SDK's own failover replays creates, which LiveKit does not recognise as repetitions.
        failover: false,
      });
      return send(client);
    });
  return {
    createInboundTrunk: (name, spec) =>
      request(
        async (client) =>
          inboundObject(
            await client.createSipInboundTrunk(name, [spec.number], {
              metadata: spec.metadata,
              allowedAddresses: [...spec.allowedAddresses],
              ...(spec.digest === null
                ? {}
                : { authUsername: spec.digest.username, authPassword: spec.digest.password.reveal() }),
            }),
            spec,
          ),
        passwordOf(spec),
      ),

    createOutboundTrunk: (name, spec) =>
      request(
        async (client) =>
          outboundObject(
            await client.createSipOutboundTrunk(name, spec.address, [spec.number], {
              metadata: spec.metadata,
              transport: SIPTransport.SIP_TRANSPORT_AUTO,
              authUsername: spec.username,
              authPassword: spec.password.reveal(),
            }),
            spec,
          ),
        [spec.password],
      ),

    createDispatchRule: (name, spec) =>
      request(async (client) => {
        const info = await client.createSipDispatchRule(
          { type: 'individual', roomPrefix: spec.roomPrefix },
          {
            name,
            trunkIds: trunkIdsOf(spec),
            ...(spec.agent === null ? {} : { roomConfig: roomConfigOf(spec.agent) }),
          },
        );
        return ruleObject(info, spec);
      }),

    updateInboundTrunk: (id, name, spec) =>
      request(
        async (client) =>
          inboundObject(
            await client.updateSipInboundTrunkFields(id, {
              name,
              metadata: spec.metadata,
              numbers: new ListUpdate({ set: [spec.number] }),
              allowedNumbers: new ListUpdate({ clear: true }),
              ...(spec.accessKept === true ? {} : accessOf(spec)),
            }),
            spec,
          ),
        passwordOf(spec),
      ),

    updateOutboundTrunk: (id, name, spec) =>
      request(
        async (client) => {
          // The SDK's type leaves the last two out, but it sends them and LiveKit takes them.
          const fields = {
            name,
            metadata: spec.metadata,
            numbers: new ListUpdate({ set: [spec.number] }),
            ...(spec.credentialsKept === true
              ? {}
              : { authUsername: spec.username, authPassword: spec.password.reveal() }),
            address: spec.address,
            transport: SIPTransport.SIP_TRANSPORT_AUTO,
          };
          return outboundObject(await client.updateSipOutboundTrunkFields(id, fields), spec);
        },
        [spec.password],
      ),

    updateDispatchRule: (id, name, spec) =>
      request(async (client) => {
        // LiveKit ignores a room configuration in an update of fields, so the rule is read and replaced.
        const listed = await client.listSipDispatchRule({ dispatchRuleIds: [id] });
        const info = listed.find(({ sipDispatchRuleId }) => sipDispatchRuleId === id);
        if (info === undefined) throw new LiveKitProblem({ kind: 'gone' }, 'The dispatch rule is not there.');
        info.name = name;
        info.trunkIds = trunkIdsOf(spec);
        info.rule = individualRule(spec.roomPrefix);
        info.numbers = [];
        info.inboundNumbers = [];
        if (info.roomConfig !== undefined || spec.agent !== null) {
          info.roomConfig = withAgent(info.roomConfig ?? new RoomConfiguration(), spec.agent);
        }
        return ruleObject(await client.updateSipDispatchRule(id, info), spec);
      }),

    listInboundTrunks: (spec) =>
      request(async (client) => {
        const listed = await client.listSipInboundTrunk({ numbers: [spec.number] });
        return listed.filter((info) => info.numbers.length > 0).map((info) => inboundObject(info, spec));
      }),

    listOutboundTrunks: (spec) =>
      request(async (client) => {
        const listed = await client.listSipOutboundTrunk({ numbers: [spec.number] });
        return listed.filter((info) => info.numbers.length > 0).map((info) => outboundObject(info, spec));
      }),

    listRulesOfTrunk: (spec) =>
      request(async (client) => {
        const listed = await client.listSipDispatchRule({ trunkIds: [spec.inboundTrunkId] });
        return listed
          .filter((info) => info.trunkIds.includes(spec.inboundTrunkId))
          .map((info) => ruleObject(info, spec));
      }),

    findInboundTrunk: (id, spec) =>
      request(async (client) => {
        const listed = await client.listSipInboundTrunk({ trunkIds: [id] });
        const info = listed.find(({ sipTrunkId }) => sipTrunkId === id);
        return info === undefined ? null : inboundObject(info, spec);
      }),

    findOutboundTrunk: (id, spec) =>
      request(async (client) => {
        const listed = await client.listSipOutboundTrunk({ trunkIds: [id] });
        const info = listed.find(({ sipTrunkId }) => sipTrunkId === id);
        return info === undefined ? null : outboundObject(info, spec);
      }),

    findDispatchRule: (id, spec) =>
      request(async (client) => {
        const listed = await client.listSipDispatchRule({ dispatchRuleIds: [id] });
        const info = listed.find(({ sipDispatchRuleId }) => sipDispatchRuleId === id);
        return info === undefined ? null : ruleObject(info, spec);
      }),

    listAllRules: () =>
      request(async (client) => {
        const listed = await client.listSipDispatchRule();
        return listed.map((info) => ({ id: info.sipDispatchRuleId, name: info.name }));
      }),

    deleteTrunk: (id) =>
      request(async (client) => {
        await client.deleteSipTrunk(id);
      }).catch(unlessGone),

    deleteRule: (id) =>
      request(async (client) => {
        await client.deleteSipDispatchRule(id);
      }).catch(unlessGone),
  };
}

/** Not LiveKit is late, but the attempt: what an earlier attempt failed of is the better reason. */
function noTimeLeft(): LiveKitProblem {
  return new LiveKitProblem(
    { kind: 'failure', code: 'out_of_time', transient: false, mayHaveApplied: true },
    'There was no time left for another attempt.',
  );
}

/**
 * Milliseconds as the SDK wants them. It multiplies by 1000 again and gives the product to `AbortSignal.timeout`,
 * which takes whole numbers only: eighths of a second survive that exactly, most other fractions do not.
 */
function secondsFor(milliseconds: number): number {
  return Math.max(1, Math.floor(milliseconds / 125)) / 8;
}

/** Who may call in, as an update says it: all of it or nothing, so that a trunk is never open between two of them. */
const accessOf = ({ allowedAddresses, digest }: InboundTrunkSpec) => ({
  allowedAddresses:
    allowedAddresses.length === 0
      ? new ListUpdate({ clear: true })
      : new ListUpdate({ set: [...allowedAddresses] }),
  authUsername: digest?.username ?? '',
  authPassword: digest?.password.reveal() ?? '',
});

const passwordOf = ({ digest }: InboundTrunkSpec) => (digest === null ? [] : [digest.password]);

async function classified<T>(
  timeLimitMs: number,
  secrets: readonly Secret[],
  request: () => Promise<T>,
): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw classifyLiveKitError(error, secrets, timeLimitMs);
  }
}

function unlessGone(error: unknown): void {
  if (classifyLiveKitError(error).problem.kind !== 'gone') throw error;
}
