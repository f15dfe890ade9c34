import { ListUpdate, RoomConfiguration, SIPTransport } from '@livekit/protocol';
import { SipClient } from 'livekit-server-sdk';
import type { Secret } from '../domain/secret.js';
import { classifyLiveKitError, LiveKitProblem } from './problem.js';
import { individualRule, roomConfigOf, trunkIdsOf, withAgent } from './rule-parts.js';
import { inboundObject, outboundObject, ruleObject } from './shown-objects.js';
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
  /**
   * Makes a trunk that is there what is wished for, in one request and without a gap in its service; the id stays,
   * and so does whatever a wish does not speak of. LiveKit does not notice a number that another trunk has, and an
   * update beside a delete brings the trunk back: only the holder of the number's lock may call this.
   */
  updateInboundTrunk(id: string, name: string, wish: InboundTrunkWish): Promise<SipObject>;
  updateOutboundTrunk(id: string, name: string, wish: OutboundTrunkWish): Promise<SipObject>;
  updateDispatchRule(id: string, name: string, wish: DispatchRuleWish): Promise<SipObject>;
  /** Trunks that serve exactly this number; wildcard trunks, which LiveKit always lists, are left out. */
  listInboundTrunks(wish: InboundTrunkWish): Promise<SipObject[]>;
  listOutboundTrunks(wish: OutboundTrunkWish): Promise<SipObject[]>;
  /** Rules that name this trunk; wildcard rules are left out. */
  listRulesOfTrunk(wish: DispatchRuleWish): Promise<SipObject[]>;
  /** The object with this id, whatever it answers to or names; null when it is not there. */
  findInboundTrunk(id: string, wish: InboundTrunkWish): Promise<SipObject | null>;
  findOutboundTrunk(id: string, wish: OutboundTrunkWish): Promise<SipObject | null>;
  findDispatchRule(id: string, wish: DispatchRuleWish): Promise<SipObject | null>;
  /** Ids and names of all rules: the only look that finds a rule whose trunk is unknown. */
  listAllRules(): Promise<{ readonly id: string; readonly name: string }[]>;
  /** Deleting a trunk that is not there succeeds. */
  deleteTrunk(id: string): Promise<void>;
  /** Deleting a rule that is not there succeeds. */
  deleteRule(id: string): Promise<void>;
}

/**
 * Opens LiveKit for one attempt at a step; all its requests together may take `timeLimitMs`. A request that gets no answer
 * within that is `out_of_time` where it was less than `fairAttemptMs`, and else `livekit_timeout`.
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
    createInboundTrunk: (name, wish) =>
      request(
        async (client) =>
          inboundObject(
            await client.createSipInboundTrunk(name, [wish.number], {
              metadata: wish.metadata,
              allowedAddresses: [...wish.allowedAddresses],
              ...(wish.digest === null
                ? {}
                : { authUsername: wish.digest.username, authPassword: wish.digest.password.reveal() }),
            }),
            wish,
          ),
        passwordOf(wish),
      ),

    createOutboundTrunk: (name, wish) =>
      request(
        async (client) =>
          outboundObject(
            await client.createSipOutboundTrunk(name, wish.address, [wish.number], {
              metadata: wish.metadata,
              transport: SIPTransport.SIP_TRANSPORT_AUTO,
              authUsername: wish.username,
              authPassword: wish.password.reveal(),
            }),
            wish,
          ),
        [wish.password],
      ),

    createDispatchRule: (name, wish) =>
      request(async (client) => {
        const info = await client.createSipDispatchRule(
          { type: 'individual', roomPrefix: wish.roomPrefix },
          {
            name,
            trunkIds: trunkIdsOf(wish),
            ...(wish.agent === null ? {} : { roomConfig: roomConfigOf(wish.agent) }),
          },
        );
        return ruleObject(info, wish);
      }),

    updateInboundTrunk: (id, name, wish) =>
      request(
        async (client) =>
          inboundObject(
            await client.updateSipInboundTrunkFields(id, {
              name,
              metadata: wish.metadata,
              numbers: new ListUpdate({ set: [wish.number] }),
              allowedNumbers: new ListUpdate({ clear: true }),
              ...(wish.accessKept === true ? {} : accessOf(wish)),
            }),
            wish,
          ),
        passwordOf(wish),
      ),

    updateOutboundTrunk: (id, name, wish) =>
      request(
        async (client) => {
          // The SDK's type leaves the last two out, but it sends them and LiveKit takes them.
          const fields = {
            name,
            metadata: wish.metadata,
            numbers: new ListUpdate({ set: [wish.number] }),
            ...(wish.credentialsKept === true
              ? {}
              : { authUsername: wish.username, authPassword: wish.password.reveal() }),
            address: wish.address,
            transport: SIPTransport.SIP_TRANSPORT_AUTO,
          };
          return outboundObject(await client.updateSipOutboundTrunkFields(id, fields), wish);
        },
        [wish.password],
      ),

    updateDispatchRule: (id, name, wish) =>
      request(async (client) => {
        // LiveKit ignores a room configuration in an update of fields, so the rule is read and replaced.
        const listed = await client.listSipDispatchRule({ dispatchRuleIds: [id] });
        const info = listed.find(({ sipDispatchRuleId }) => sipDispatchRuleId === id);
        if (info === undefined) throw new LiveKitProblem({ kind: 'gone' }, 'The dispatch rule is not there.');
        info.name = name;
        info.trunkIds = trunkIdsOf(wish);
        info.rule = individualRule(wish.roomPrefix);
        info.numbers = [];
        info.inboundNumbers = [];
        if (info.roomConfig !== undefined || wish.agent !== null) {
          info.roomConfig = withAgent(info.roomConfig ?? new RoomConfiguration(), wish.agent);
        }
        return ruleObject(await client.updateSipDispatchRule(id, info), wish);
      }),

    listInboundTrunks: (wish) =>
      request(async (client) => {
        const listed = await client.listSipInboundTrunk({ numbers: [wish.number] });
        return listed.filter((info) => info.numbers.length > 0).map((info) => inboundObject(info, wish));
      }),

    listOutboundTrunks: (wish) =>
      request(async (client) => {
        const listed = await client.listSipOutboundTrunk({ numbers: [wish.number] });
        return listed.filter((info) => info.numbers.length > 0).map((info) => outboundObject(info, wish));
      }),

    listRulesOfTrunk: (wish) =>
      request(async (client) => {
        const listed = await client.listSipDispatchRule({ trunkIds: [wish.inboundTrunkId] });
        return listed
          .filter((info) => info.trunkIds.includes(wish.inboundTrunkId))
          .map((info) => ruleObject(info, wish));
      }),

    findInboundTrunk: (id, wish) =>
      request(async (client) => {
        const listed = await client.listSipInboundTrunk({ trunkIds: [id] });
        const info = listed.find(({ sipTrunkId }) => sipTrunkId === id);
        return info === undefined ? null : inboundObject(info, wish);
      }),

    findOutboundTrunk: (id, wish) =>
      request(async (client) => {
        const listed = await client.listSipOutboundTrunk({ trunkIds: [id] });
        const info = listed.find(({ sipTrunkId }) => sipTrunkId === id);
        return info === undefined ? null : outboundObject(info, wish);
      }),

    findDispatchRule: (id, wish) =>
      request(async (client) => {
        const listed = await client.listSipDispatchRule({ dispatchRuleIds: [id] });
        const info = listed.find(({ sipDispatchRuleId }) => sipDispatchRuleId === id);
        return info === undefined ? null : ruleObject(info, wish);
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
const accessOf = ({ allowedAddresses, digest }: InboundTrunkWish) => ({
  allowedAddresses:
    allowedAddresses.length === 0
      ? new ListUpdate({ clear: true })
      : new ListUpdate({ set: [...allowedAddresses] }),
  authUsername: digest?.username ?? '',
  authPassword: digest?.password.reveal() ?? '',
});

const passwordOf = ({ digest }: InboundTrunkWish) => (digest === null ? [] : [digest.password]);

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
