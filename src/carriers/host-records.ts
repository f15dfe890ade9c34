import { Resolver } from 'node:dns/promises';
import type { Resolution } from '../domain/checks/probes.js';

/** The time for an answer of a DNS server, in milliseconds. */
const lookUpLimit = { timeout: 1_000, tries: 2 } as const;

/** The services under which a SIP client finds the servers of a domain (RFC 3263). */
const sipServices = ['_sip._udp', '_sip._tcp', '_sips._tcp'];

/**
 * Makes the look-up of all records of a host that matter for SIP.
 * @param servers the DNS servers as address or address:port; empty for those of this computer
 */
export function hostRecordsFrom(servers: readonly string[]): (host: string) => Promise<Resolution> {
  const resolver = new Resolver(lookUpLimit);
  if (servers.length > 0) resolver.setServers(servers);
  return async (host) => {
    try {
      const services = sipServices.map(async (service) => {
        const records = await found(resolver.resolveSrv(`${service}.${host}`));
        return (records ?? []).map(({ name, port }) => ({ service, name, port }));
      });
      const [a, aaaa, naptr, srv] = await Promise.all([
        found(resolver.resolve4(host)),
        found(resolver.resolve6(host)),
        found(resolver.resolveNaptr(host)),
        Promise.all(services),
      ]);
      const records = {
        a: a ?? [],
        aaaa: aaaa ?? [],
        srv: srv.flat(),
        naptr: (naptr ?? []).map(({ service }) => service),
      };
      // A domain without records of its own can still have services.
      if (a === null && records.srv.length === 0) return { kind: 'no_such_name' };
      return { kind: 'found', records };
    } catch (error) {
      return { kind: 'no_answer', reason: codeOf(error) ?? 'no answer' };
    }
  };
}

/** Returns the records of a name: none if it has none of this type, null if it does not exist. @throws if no server answers */
async function found<Answer>(lookUp: Promise<Answer[]>): Promise<Answer[] | null> {
  try {
    return await lookUp;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENODATA') return [];
    if (code === 'ENOTFOUND') return null;
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
