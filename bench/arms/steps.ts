import { RoomAgentDispatch, RoomConfiguration, SIPTransport } from '@livekit/protocol';
import { ServerError, SipClient } from 'livekit-server-sdk';
import pg from 'pg';

/** The objects of one trunk, by their ids in LiveKit. */
export interface TrunkIds {
  readonly inbound: string;
  readonly outbound: string;
  readonly rule: string;
}

const account = { authUsername: 'sip_user', authPassword: 'sip_password' };

/** The settings of every trunk of the benchmark. Trunkline gets them through its interface. */
export const trunkSettings = {
  ...account,
  address: 'sip.gateway.com',
  agentName: 'reception',
  roomPrefix: 'call-',
};

/** The table of the arms that do not use Trunkline. */
export const recordsTable = `create table bench_trunks (
  number text primary key, inbound text not null, outbound text not null, rule text not null,
  created_at timestamptz not null default now())`;

export const recordsQuery = 'select number, inbound, outbound, rule from bench_trunks';

const poolSize = 32;
const requestTimeoutSeconds = 30;

/** The steps that all arms without Trunkline share: each creates one part of a trunk, or removes it. */
export class Steps {
  readonly #livekit: SipClient;
  readonly #pool: pg.Pool;

  /** @param env the variables of the arm's process: the addresses of LiveKit and of its database. */
  constructor(env: NodeJS.ProcessEnv) {
    const { LIVEKIT_URL = '', LIVEKIT_API_KEY = '', LIVEKIT_API_SECRET = '', DATABASE_URL = '' } = env;
    this.#livekit = new SipClient(LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET, {
      requestTimeout: requestTimeoutSeconds,
      // The SDK would repeat creates, which LiveKit does not recognise as repetitions.
      failover: false,
    });
    this.#pool = new pg.Pool({ connectionString: DATABASE_URL, max: poolSize });
  }

  async createInbound(number: string): Promise<string> {
    const { sipTrunkId } = await this.#livekit.createSipInboundTrunk(`bench ${number}`, [number], account);
    return sipTrunkId;
  }

  async createOutbound(number: string): Promise<string> {
    const { sipTrunkId } = await this.#livekit.createSipOutboundTrunk(
      `bench ${number}`,
      trunkSettings.address,
      [number],
      { ...account, transport: SIPTransport.SIP_TRANSPORT_AUTO },
    );
    return sipTrunkId;
  }

  async createRule(number: string, inbound: string): Promise<string> {
    const { agentName, roomPrefix } = trunkSettings;
    const { sipDispatchRuleId } = await this.#livekit.createSipDispatchRule(
      { type: 'individual', roomPrefix },
      {
        name: `bench ${number}`,
        trunkIds: [inbound],
        roomConfig: new RoomConfiguration({ agents: [new RoomAgentDispatch({ agentName })] }),
      },
    );
    return sipDispatchRuleId;
  }

  async record(number: string, { inbound, outbound, rule }: TrunkIds): Promise<void> {
    await this.#pool.query({
      name: 'record',
      text: 'insert into bench_trunks (number, inbound, outbound, rule) values ($1, $2, $3, $4)',
      values: [number, inbound, outbound, rule],
    });
  }

  removeTrunk(id: string): Promise<void> {
    return unlessGone(this.#livekit.deleteSipTrunk(id));
  }

  removeRule(id: string): Promise<void> {
    return unlessGone(this.#livekit.deleteSipDispatchRule(id));
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}

/** Tells whether another attempt at a step can succeed: LiveKit refused the others for their content. */
export function isFinal(error: unknown): boolean {
  return error instanceof ServerError && error.status >= 400 && error.status < 500;
}

async function unlessGone(removal: Promise<unknown>): Promise<void> {
  try {
    await removal;
  } catch (error) {
    if (!(error instanceof ServerError) || error.status !== 404) throw error;
  }
}
