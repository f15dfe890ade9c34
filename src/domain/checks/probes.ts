import type { Transport } from '../trunk/carrier/carrier-settings.js';

/** The transports over which a SIP server can be asked. */
export const probedTransports = ['udp', 'tcp', 'tls'] as const satisfies readonly Transport[];
export type ProbedTransport = (typeof probedTransports)[number];

/** The records of a host name. */
export interface HostRecords {
  readonly a: readonly string[];
  readonly aaaa: readonly string[];
  readonly srv: readonly { readonly service: string; readonly name: string; readonly port: number }[];
  /** The services of the NAPTR records, for example `SIP+D2U`. */
  readonly naptr: readonly string[];
}

/** The result of a look-up. `no_answer`: no DNS server says anything. */
export type Resolution =
  | { readonly kind: 'found'; readonly records: HostRecords }
  | { readonly kind: 'no_such_name' }
  | { readonly kind: 'no_answer'; readonly reason: string };

/** The answer of a SIP server to OPTIONS, with the time that it took in milliseconds. */
export type OptionsAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly reason: string;
      readonly ms: number;
      /** The reason why the certificate is not trusted; null if it is, or without TLS. */
      readonly distrust: string | null;
    }
  | { readonly kind: 'silent'; readonly reason: string };

/** The place to which OPTIONS are sent. */
export interface OptionsTarget {
  /** The host as the trunk names it. */
  readonly host: string;
  /** The address that the host resolves to. */
  readonly address: string;
  readonly port: number;
  readonly transport: ProbedTransport;
}

/** The probes that leave this service. The operator enables them; none of them throws. */
export interface Probes {
  resolve(host: string): Promise<Resolution>;
  options(target: OptionsTarget): Promise<OptionsAnswer>;
  /** Tells whether a livekit-sip process serves the LiveKit project; null if that cannot be found out. */
  sipNode(): Promise<boolean | null>;
  /** Tells whether a worker serves the name of an agent; null if that cannot be found out. */
  agent(name: string): Promise<boolean | null>;
}
