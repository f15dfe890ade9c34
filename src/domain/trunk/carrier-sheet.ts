import { settingOf } from './carrier/carrier-settings.js';
import { carrierAt } from './carrier/presets.js';
import { callingNumber } from './numbers/dialling.js';
import { type Cidr, calledNumbersOf, type E164, type Trunk } from './trunk.js';

/** One thing to enter at the carrier. */
export interface SheetEntry {
  /** The name of the entry for programs. */
  readonly name: string;
  readonly label: string;
  /** The values to enter; empty if they are not known. */
  readonly values: readonly string[];
  /** A remark; null if the values say everything. */
  readonly note: string | null;
}

/** The values that the owner of a trunk enters at the carrier. Passwords are never part of it. */
export interface CarrierSheet {
  /** The name of the carrier; null if it is not known. */
  readonly carrier: string | null;
  /** For calls from the carrier. */
  readonly inbound: readonly SheetEntry[];
  /** For calls to the carrier. */
  readonly outbound: readonly SheetEntry[];
  /** The facts that nobody has published. */
  readonly notes: readonly string[];
  /** The pages about the carrier from which facts were taken, and when. */
  readonly sources: readonly string[];
  readonly checkedOn: string | null;
}

/** Numbers to show how called numbers are written, one at home and one abroad. */
const exampleNumbers = ['+12025550123' as E164, '+442071838750' as E164];

/**
 * Makes the sheet of a trunk.
 * @param place the host to which carriers send calls and the address from which calls go out, null if they are not known; and the
 * networks of a trunk as people write them
 */
export function carrierSheetOf(
  trunk: Trunk,
  place: {
    readonly sipInboundHost: string | null;
    readonly outboundEgressIp: string | null;
    readonly plainAddress: (network: Cidr) => string;
  },
): CarrierSheet {
  const { number, username, outboundAddress, callingFormat, outboundProxy } = trunk;
  const { digest, allowed } = trunk.inboundAuthorization;
  const { sipInboundHost: host, outboundEgressIp } = place;
  const carrier = carrierAt(outboundAddress);
  const password = 'The password is the one of the trunk. Nobody can read it here.';
  const egress = outboundProxy && outboundEgressIp !== null ? [outboundEgressIp] : [];
  return {
    carrier: carrier?.title ?? null,
    inbound: [
      entry(
        'destination',
        'Send calls to',
        host === null ? [] : [`sip:${number.value}@${host}`],
        host === null ? 'The operator of this service has not configured the host: ask for it.' : null,
      ),
      entry('called_number', 'Called number, in one of these forms', calledNumbersOf(trunk), null),
      entry(
        'username',
        'User name for calls to us',
        digest ? [username] : [],
        digest
          ? `LiveKit asks for it (407). ${password}`
          : 'None: the carrier is recognized by its addresses.',
      ),
      entry(
        'source_addresses',
        'Calls are accepted from',
        allowed.map(place.plainAddress),
        allowed.length === 0 ? 'Any address, with the user name and the password.' : null,
      ),
    ],
    outbound: [
      entry('host', 'We send calls to', [outboundAddress], null),
      entry(
        'transport',
        'Transport',
        [settingOf(trunk, 'transport') === 'auto' ? 'udp' : settingOf(trunk, 'transport')],
        carrier?.transports == null ? null : `The carrier takes ${carrier.transports.join(', ')}.`,
      ),
      entry(
        'username',
        'User name for calls to the carrier',
        [username],
        carrier === null ? password : `${password} The carrier asks for ${carrier.authorizes}.`,
      ),
      entry(
        'our_addresses',
        'Our calls come from',
        egress,
        egress.length > 0 ? null : 'The addresses of livekit-sip: ask the operator.',
      ),
      entry(
        'caller',
        'Caller',
        [number.value],
        carrier?.from == null ? null : `The carrier expects ${carrier.from}.`,
      ),
      entry(
        'called_number',
        'Called numbers look like',
        exampleNumbers.map((called) => callingNumber(called, callingFormat, trunk)),
        null,
      ),
    ],
    notes: carrier?.unknown ?? [],
    sources: carrier?.sources ?? [],
    checkedOn: carrier?.checkedOn ?? null,
  };
}

function entry(name: string, label: string, values: readonly string[], note: string | null): SheetEntry {
  return { name, label, values, note };
}
