import { SIPDispatchRuleInfo, SIPInboundTrunkInfo, SIPOutboundTrunkInfo } from '@livekit/protocol';
import { Redis } from 'ioredis';
import { theStack } from '../the-stack.js';

const hashes = {
  inbound: 'sip_inbound_trunk',
  outbound: 'sip_outbound_trunk',
  rule: 'sip_dispatch_rule',
} as const;

/** How many objects of each kind LiveKit has, whoever created them. */
export interface Counts {
  readonly inbound: number;
  readonly outbound: number;
  readonly rule: number;
}

/** Reads LiveKit's SIP objects from its Redis: an oracle that shares no code with Trunkline. */
export class LiveKitStore {
  readonly redis: Redis;

  constructor(redisUrl: string = theStack().redisUrl) {
    this.redis = new Redis(redisUrl, { lazyConnect: true });
  }

  async counts(): Promise<Counts> {
    const [inbound, outbound, rule] = await Promise.all([
      this.redis.hlen(hashes.inbound),
      this.redis.hlen(hashes.outbound),
      this.redis.hlen(hashes.rule),
    ]);
    return { inbound, outbound, rule };
  }

  async inboundTrunks(): Promise<SIPInboundTrunkInfo[]> {
    return (await this.#values(hashes.inbound)).map((bytes) => SIPInboundTrunkInfo.fromBinary(bytes));
  }

  async outboundTrunks(): Promise<SIPOutboundTrunkInfo[]> {
    return (await this.#values(hashes.outbound)).map((bytes) => SIPOutboundTrunkInfo.fromBinary(bytes));
  }

  async dispatchRules(): Promise<SIPDispatchRuleInfo[]> {
    return (await this.#values(hashes.rule)).map((bytes) => SIPDispatchRuleInfo.fromBinary(bytes));
  }

  /** Removes all SIP objects, so that the next test starts with an empty LiveKit. */
  async clear(): Promise<void> {
    await this.redis.del(...Object.values(hashes));
  }

  async close(): Promise<void> {
    await this.redis.quit();
  }

  #values(hash: string): Promise<Buffer[]> {
    return this.redis.hvalsBuffer(hash);
  }
}
