import { ListUpdate, SIPInboundTrunkInfo, SIPOutboundTrunkInfo, SIPTransport } from '@livekit/protocol';
import type { ListSipTrunkOptions, SipClient } from 'livekit-server-sdk';
import type { InboundTrunkSpec, OutboundTrunkSpec } from '../domain/livekit/sip-objects.js';
import { differingFields, type SipObjectKind } from './object-kind.js';

interface TrunkInfo {
  readonly name: string;
  readonly sipTrunkId: string;
  readonly numbers: readonly string[];
}

/** What differs between the two directions of a trunk. */
interface Direction<Spec, Info extends TrunkInfo>
  extends Omit<SipObjectKind<Spec, Info>, 'idOf' | 'list' | 'listById' | 'delete'> {
  /** Lists the trunks that match a filter. LiveKit adds every trunk without numbers to a list by number. */
  filtered(client: SipClient, filter: ListSipTrunkOptions): Promise<readonly Info[]>;
}

function trunkKind<Spec extends { readonly number: string }, Info extends TrunkInfo>({
  filtered,
  ...direction
}: Direction<Spec, Info>): SipObjectKind<Spec, Info> {
  return {
    ...direction,
    idOf: ({ sipTrunkId }) => sipTrunkId,
    list: async (client, { number }) =>
      (await filtered(client, { numbers: [number] })).filter(({ numbers }) => numbers.length > 0),
    listById: (client, id) => filtered(client, { trunkIds: [id] }),
    delete: (client, id) => client.deleteSipTrunk(id),
  };
}

/** Inbound trunks: LiveKit takes the calls to a number through them. */
export const inboundTrunks = trunkKind<InboundTrunkSpec, SIPInboundTrunkInfo>({
  kind: 'inbound',
  listMethod: 'ListSIPInboundTrunk',
  parse: (json) => SIPInboundTrunkInfo.fromJson(json, { ignoreUnknownFields: true }),
  filtered: (client, filter) => client.listSipInboundTrunk(filter),
  create: (client, name, spec) =>
    client.createSipInboundTrunk(name, [spec.number], {
      metadata: spec.metadata,
      allowedAddresses: [...spec.allowedAddresses],
      ...(spec.digest === null ? {} : credentialsOf(spec)),
    }),
  update: (client, id, name, spec) =>
    client.updateSipInboundTrunkFields(id, {
      name,
      metadata: spec.metadata,
      numbers: new ListUpdate({ set: [spec.number] }),
      allowedNumbers: new ListUpdate({ clear: true }),
      ...(spec.accessKept === true ? {} : accessUpdateOf(spec)),
    }),
  secretsIn: ({ digest }) => (digest === null ? [] : [digest.password]),
  differences: (info, spec) => [
    ...differingFields(info, {
      numbers: [spec.number],
      metadata: spec.metadata,
      // Credentials and addresses decide who may call. A list of callers would keep some of them out.
      allowedNumbers: [],
    }),
    ...(spec.accessKept === true
      ? []
      : differingFields(info, { allowedAddresses: spec.allowedAddresses, ...credentialsOf(spec) })),
  ],
});

/** Outbound trunks: calls from a number leave LiveKit through them. */
export const outboundTrunks = trunkKind<OutboundTrunkSpec, SIPOutboundTrunkInfo>({
  kind: 'outbound',
  listMethod: 'ListSIPOutboundTrunk',
  parse: (json) => SIPOutboundTrunkInfo.fromJson(json, { ignoreUnknownFields: true }),
  filtered: (client, filter) => client.listSipOutboundTrunk(filter),
  create: (client, name, spec) =>
    client.createSipOutboundTrunk(name, spec.address, [spec.number], {
      metadata: spec.metadata,
      transport: SIPTransport.SIP_TRANSPORT_AUTO,
      authUsername: spec.username,
      authPassword: spec.password.reveal(),
    }),
  update: (client, id, name, spec) => {
    // The SDK's type lacks `address` and `transport`, but the SDK sends them and LiveKit applies them.
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
    return client.updateSipOutboundTrunkFields(id, fields);
  },
  secretsIn: ({ password }) => [password],
  differences: (info, spec) => [
    ...differingFields(info, { numbers: [spec.number], metadata: spec.metadata, address: spec.address }),
    ...(spec.credentialsKept === true
      ? []
      : differingFields(info, { authUsername: spec.username, authPassword: spec.password.reveal() })),
    ...differingFields(info, { transport: SIPTransport.SIP_TRANSPORT_AUTO }),
  ],
});

const credentialsOf = ({ digest }: InboundTrunkSpec) => ({
  authUsername: digest?.username ?? '',
  authPassword: digest?.password.reveal() ?? '',
});

/** An update of who may call in. It always sets addresses and credentials together, so the trunk is never open in between. */
const accessUpdateOf = (spec: InboundTrunkSpec) => ({
  allowedAddresses:
    spec.allowedAddresses.length === 0
      ? new ListUpdate({ clear: true })
      : new ListUpdate({ set: [...spec.allowedAddresses] }),
  ...credentialsOf(spec),
});
