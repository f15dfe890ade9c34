import { RoomAgentDispatch, RoomConfiguration, SIPTransport } from '@livekit/protocol';
import { SipClient } from 'livekit-server-sdk';
import type { Secret } from '../trunks/secret.js';
import { differingInboundTrunk, differingOutboundTrunk, differingRule } from './differences.js';
import { classifyLiveKitError, LiveKitProblem } from './problem.js';
import type { DispatchRuleWish, InboundTrunkWish, OutboundTrunkWish, SipObject } from './sip-objects.js';

/** Where LiveKit is and the key that may administer its SIP objects. */
export interface LiveKitAccess {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/**
 * The part of LiveKit's SIP API that a set-up needs, under one time limit per request.
 * Every method throws {@link LiveKitProblem} and nothing else.
 */
export interface LiveKitSip {
  createInboundTrunk(name: string, wish: InboundTrunkWish): Promise<SipObject>;
  createOutboundTrunk(name: string, wish: OutboundTrunkWish): Promise<SipObject>;
  createDispatchRule(name: string, wish: DispatchRuleWish): Promise<SipObject>;
  /** Trunks that serve exactly this number; wildcard trunks, which LiveKit always lists, are left out. */
  listInboundTrunks(wish: InboundTrunkWish): Promise<SipObject[]>;
  listOutboundTrunks(wish: OutboundTrunkWish): Promise<SipObject[]>;
  /** Rules that name this trunk; wildcard rules are left out. */
  listRulesOfTrunk(wish: DispatchRuleWish): Promise<SipObject[]>;
  /** Ids and names of all rules: the only look that finds a rule whose trunk is unknown. */
  listAllRules(): Promise<{ readonly id: string; readonly name: string }[]>;
  /** Deleting a trunk that is not there succeeds. */
  deleteTrunk(id: string): Promise<void>;
  /** Deleting a rule that is not there succeeds. */
  deleteRule(id: string): Promise<void>;
}

/**
 * Opens LiveKit for one attempt at a step; all its requests together may take `timeLimitMs`.
 * @throws {LiveKitProblem} `out_of_time` when that is no time at all.
 */
export type OpenLiveKit = (timeLimitMs: number) => LiveKitSip;

/** Prepares access to a LiveKit project. */
export function liveKitAt(access: LiveKitAccess): OpenLiveKit {
  return (timeLimitMs) => openLiveKit(access, timeLimitMs);
}

function openLiveKit(access: LiveKitAccess, timeLimitMs: number): LiveKitSip {
  if (timeLimitMs <= 0) throw noTimeLeft();
  const deadline = performance.now() + timeLimitMs;
  const request = <T>(send: (client: SipClient) => Promise<T>, secrets: readonly Secret[] = []): Promise<T> =>
    classified(secrets, () => {
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
    createInboundTrunk: (name, wish) =>
      request(async (client) => {
        const info = await client.createSipInboundTrunk(name, [wish.number], {
          metadata: wish.metadata,
          allowedAddresses: [...wish.allowedAddresses],
          ...(wish.digest === null
            ? {}
            : { authUsername: wish.digest.username, authPassword: wish.digest.password.reveal() }),
        });
        return {
          id: info.sipTrunkId,
          name: info.name,
          differs: differingInboundTrunk(info, wish),
        };
      }, passwordOf(wish)),

    createOutboundTrunk: (name, wish) =>
      request(
        async (client) => {
          const info = await client.createSipOutboundTrunk(name, wish.address, [wish.number], {
            metadata: wish.metadata,
            transport: SIPTransport.SIP_TRANSPORT_AUTO,
            authUsername: wish.username,
            authPassword: wish.password.reveal(),
          });
          return {
            id: info.sipTrunkId,
            name: info.name,
            differs: differingOutboundTrunk(info, wish),
          };
        },
        [wish.password],
      ),

    createDispatchRule: (name, wish) =>
      request(async (client) => {
        if (wish.inboundTrunkId === '') throw new TypeError('A dispatch rule must name its trunk.');
        const info = await client.createSipDispatchRule(
          { type: 'individual', roomPrefix: wish.roomPrefix },
          {
            name,
            trunkIds: [wish.inboundTrunkId],
            ...(wish.agentName === null
              ? {}
              : {
                  roomConfig: new RoomConfiguration({
                    agents: [new RoomAgentDispatch({ agentName: wish.agentName })],
                  }),
                }),
          },
        );
        return { id: info.sipDispatchRuleId, name: info.name, differs: differingRule(info, wish) };
      }),

    listInboundTrunks: (wish) =>
      request(async (client) => {
        const listed = await client.listSipInboundTrunk({ numbers: [wish.number] });
        return listed
          .filter((info) => info.numbers.length > 0)
          .map((info) => ({ id: info.sipTrunkId, name: info.name, differs: differingInboundTrunk(info, wish) }));
      }),

    listOutboundTrunks: (wish) =>
      request(async (client) => {
        const listed = await client.listSipOutboundTrunk({ numbers: [wish.number] });
        return listed
          .filter((info) => info.numbers.length > 0)
          .map((info) => ({ id: info.sipTrunkId, name: info.name, differs: differingOutboundTrunk(info, wish) }));
      }),

    listRulesOfTrunk: (wish) =>
      request(async (client) => {
        const listed = await client.listSipDispatchRule({ trunkIds: [wish.inboundTrunkId] });
        return listed
          .filter((info) => info.trunkIds.includes(wish.inboundTrunkId))
          .map((info) => ({
            id: info.sipDispatchRuleId,
            name: info.name,
            differs: differingRule(info, wish),
          }));
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

const passwordOf = ({ digest }: InboundTrunkWish) => (digest === null ? [] : [digest.password]);

async function classified<T>(secrets: readonly Secret[], request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw classifyLiveKitError(error, secrets);
  }
}

function unlessGone(error: unknown): void {
  if (classifyLiveKitError(error).problem.kind !== 'gone') throw error;
}
