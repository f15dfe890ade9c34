import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { problemOfAddress } from '../../domain/trunk/targets.js';
import type { SipAddress } from '../../domain/trunk/trunk.js';
import { livekitFailure } from './create-or-adopt.js';

/** Checks the SIP server of a trunk before an object that calls it is created or changed. @throws {LiveKitProblem} */
export type CheckTarget = (address: SipAddress) => Promise<void>;

/** For operators who do not allow look-ups: the text of the address was checked when the request was read. */
export const uncheckedTargets: CheckTarget = () => Promise.resolve();

/** The time for an answer of a DNS server, in milliseconds. Together the two tries stay below the time of an attempt. */
const lookUpLimit = { timeout: 700, tries: 2 } as const;

/** The services under which a SIP client finds the servers of a domain (RFC 3263). */
const sipServices = ['_sip._udp', '_sip._tcp', '_sips._tcp'];

/**
 * Makes the check that resolves a host and refuses it if any of its addresses is not public. A host without an address is refused as
 * well: livekit-sip would try it with the search domains of its network, and could find a server there. The owner of a name can change
 * its addresses after the check, so only a firewall protects a network completely.
 * @param resolver the DNS client
 */
export function resolvedTargets(resolver = new Resolver(lookUpLimit)): CheckTarget {
  const addressesOf = async (host: string): Promise<string[]> =>
    isIP(host) > 0
      ? [host]
      : (await Promise.all([found(resolver.resolve4(host)), found(resolver.resolve6(host))])).flat();
  return async (address) => {
    const [host = ''] = address.split(':');
    const services =
      isIP(host) > 0 ? [] : sipServices.map((service) => found(resolver.resolveSrv(`${service}.${host}`)));
    const servers = (await Promise.all(services)).flat().map(({ name }) => name);
    const addresses = (await Promise.all([host, ...servers].map(addressesOf))).flat();
    if (addresses.some((each) => problemOfAddress(each) !== null)) {
      throw livekitFailure('target_not_public', 'The SIP server resolves to an address that is not public.');
    }
    if (addresses.length === 0) throw livekitFailure('target_unresolved', 'The SIP server has no address.');
  };
}

/** Returns the records that a look-up finds. @throws {LiveKitProblem} `target_unresolved` if no server answers */
async function found<Answer>(lookUp: Promise<Answer[]>): Promise<Answer[]> {
  try {
    return await lookUp;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOTFOUND' || code === 'ENODATA') return [];
    throw livekitFailure('target_unresolved', 'No DNS server says where the SIP server is.', {
      transient: true,
    });
  }
}
