import {
  ListUpdate,
  RoomAgentDispatch,
  RoomConfiguration,
  SIPDispatchRule,
  SIPDispatchRuleDirect,
  SIPDispatchRuleIndividual,
  SIPDispatchRuleInfo,
  SIPInboundTrunkInfo,
  SIPOutboundConfig,
  SIPOutboundTrunkInfo,
  SIPTransport,
} from '@livekit/protocol';
import type { ListSipTrunkOptions, SipClient } from 'livekit-server-sdk';
import { LiveKitProblem } from '../domain/failures.js';
import type {
  DispatchedAgent,
  DispatchRuleSpec,
  InboundTrunkSpec,
  OutboundTrunkSpec,
  SipObject,
} from '../domain/livekit/sip-objects.js';
import { type ObjectKind, type Transport, transportOf } from '../domain/trunk/trunk.js';
import type { Secret } from '../domain/values.js';
import type { Json, ListMethod } from './problem.js';

/**
 * One kind of SIP object, in LiveKit's words: its requests, its identity and its comparison with a specification. Whatever works
 * on objects of any kind is written once, on top of this.
 */
export interface SipObjectKind<Spec, Info extends { readonly name: string }> {
  readonly kind: ObjectKind;
  /** The method that lists every object of this kind. */
  readonly listMethod: ListMethod;
  /** Reads an object from the JSON of a list. Unknown fields are ignored, because a newer LiveKit may send some. */
  parse(json: Json): Info;
  idOf(info: Info): string;
  /** Sends the request that creates an object. */
  create(client: SipClient, name: string, spec: Spec): Promise<Info>;
  /** Sends the requests that make an existing object match a specification. @throws when it does not exist. */
  update(client: SipClient, id: string, name: string, spec: Spec): Promise<Info>;
  /** Lists the objects that serve what a specification names, without wildcards. */
  list(client: SipClient, spec: Spec): Promise<readonly Info[]>;
  /** Lists the object with this id. LiveKit may list others as well. */
  listById(client: SipClient, id: string): Promise<readonly Info[]>;
  /** Deletes an object. @throws when it does not exist. */
  delete(client: SipClient, id: string): Promise<unknown>;
  /** The secrets in a request that creates or updates an object. They must not appear in the message of an error. */
  secretsIn(spec: Spec): readonly Secret[];
  /** Names the fields in which an object does not match a specification. */
  differences(info: Info, spec: Spec): readonly string[];
}

/** Shows an object without its password: its id, its name and the names of the fields that differ. */
export function shownObject<Spec, Info extends { readonly name: string }>(
  kind: SipObjectKind<Spec, Info>,
  info: Info,
  spec: Spec,
): SipObject {
  return { id: kind.idOf(info), name: info.name, differs: kind.differences(info, spec) };
}

type FieldValue = string | number | readonly string[];

/**
 * Names the fields of an object whose value is not the expected one. It returns names only, because one of the values is a
 * password. LiveKit drops unknown fields without an error, so the echo of every request is compared.
 */
export function differingFields<Expected extends Readonly<Record<string, FieldValue>>>(
  actual: { readonly [Field in keyof Expected]: FieldValue },
  expected: Expected,
): string[] {
  return Object.keys(expected).filter((field) => !isSameValue(actual[field], expected[field]));
}

function isSameValue(left: FieldValue | undefined, right: FieldValue | undefined): boolean {
  if (typeof left !== 'object' || typeof right !== 'object') return left === right;
  return left.length === right.length && left.every((value, index) => value === right[index]);
}

interface TrunkInfo {
  readonly name: string;
  readonly sipTrunkId: string;
  readonly numbers: readonly string[];
}

/** The part of a specification that says to which numbers a trunk belongs. */
interface Called {
  readonly number: string;
  readonly otherForms?: readonly string[];
}

const numbersOf = ({ number, otherForms = [] }: Called) => [number, ...otherForms];

/** The differences between inbound and outbound trunks. */
interface Direction<Spec, Info extends TrunkInfo>
  extends Omit<SipObjectKind<Spec, Info>, 'idOf' | 'list' | 'listById' | 'delete'> {
  /** Lists the trunks that match a filter. LiveKit adds every trunk without numbers to a list by number. */
  filtered(client: SipClient, filter: ListSipTrunkOptions): Promise<readonly Info[]>;
}

function trunkKind<Spec extends Called, Info extends TrunkInfo>({
  filtered,
  ...direction
}: Direction<Spec, Info>): SipObjectKind<Spec, Info> {
  return {
    ...direction,
    idOf: ({ sipTrunkId }) => sipTrunkId,
    list: async (client, spec) =>
      (await filtered(client, { numbers: numbersOf(spec) })).filter(({ numbers }) => numbers.length > 0),
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
    client.createSipInboundTrunk(name, numbersOf(spec), {
      metadata: spec.metadata,
      allowedAddresses: [...spec.allowedAddresses],
      ...(spec.digest === null ? {} : credentialsOf(spec)),
    }),
  update: (client, id, name, spec) =>
    client.updateSipInboundTrunkFields(id, {
      name,
      metadata: spec.metadata,
      numbers: new ListUpdate({ set: numbersOf(spec) }),
      allowedNumbers: new ListUpdate({ clear: true }),
      ...(spec.accessKept === true ? {} : accessUpdateOf(spec)),
    }),
  secretsIn: ({ digest }) => (digest === null ? [] : [digest.password]),
  differences: (info, spec) => [
    ...differingFields(info, {
      numbers: numbersOf(spec),
      metadata: spec.metadata,
      // Credentials and addresses decide who may call. A list of callers would keep some of them out.
      allowedNumbers: [],
    }),
    ...(spec.accessKept === true
      ? []
      : differingFields(info, { allowedAddresses: spec.allowedAddresses, ...credentialsOf(spec) })),
  ],
});

const liveKitTransports = {
  auto: SIPTransport.SIP_TRANSPORT_AUTO,
  udp: SIPTransport.SIP_TRANSPORT_UDP,
  tcp: SIPTransport.SIP_TRANSPORT_TCP,
  tls: SIPTransport.SIP_TRANSPORT_TLS,
} as const satisfies Record<Transport, SIPTransport>;

const transportFor = (spec: OutboundTrunkSpec) => liveKitTransports[transportOf(spec)];

/** Outbound trunks: calls from a number leave LiveKit through them. */
export const outboundTrunks = trunkKind<OutboundTrunkSpec, SIPOutboundTrunkInfo>({
  kind: 'outbound',
  listMethod: 'ListSIPOutboundTrunk',
  parse: (json) => SIPOutboundTrunkInfo.fromJson(json, { ignoreUnknownFields: true }),
  filtered: (client, filter) => client.listSipOutboundTrunk(filter),
  create: (client, name, spec) =>
    client.createSipOutboundTrunk(name, spec.address, [spec.number], {
      metadata: spec.metadata,
      transport: transportFor(spec),
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
      transport: transportFor(spec),
    };
    return client.updateSipOutboundTrunkFields(id, fields);
  },
  secretsIn: ({ password }) => [password],
  differences: (info, spec) => [
    ...differingFields(info, { numbers: [spec.number], metadata: spec.metadata, address: spec.address }),
    ...(spec.credentialsKept === true
      ? []
      : differingFields(info, { authUsername: spec.username, authPassword: spec.password.reveal() })),
    ...differingFields(info, { transport: transportFor(spec) }),
  ],
});

/** The same trunk for one call, without creating it. */
export function inlineTrunk(spec: OutboundTrunkSpec): SIPOutboundConfig {
  return new SIPOutboundConfig({
    hostname: spec.address,
    transport: transportFor(spec),
    authUsername: spec.username,
    authPassword: spec.password.reveal(),
  });
}

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

/** Dispatch rules: each puts the calls of an inbound trunk into rooms, and dispatches an agent into them. */
export const dispatchRules: SipObjectKind<DispatchRuleSpec, SIPDispatchRuleInfo> = {
  kind: 'rule',
  listMethod: 'ListSIPDispatchRule',
  parse: (json) => SIPDispatchRuleInfo.fromJson(json, { ignoreUnknownFields: true }),
  idOf: ({ sipDispatchRuleId }) => sipDispatchRuleId,
  create: async (client, name, spec) =>
    client.createSipDispatchRule(
      spec.roomPrefix === null
        ? { type: 'direct', roomName: '' }
        : { type: 'individual', roomPrefix: spec.roomPrefix },
      {
        name,
        trunkIds: trunkIdsOf(spec),
        ...(spec.agent === null
          ? {}
          : { roomConfig: new RoomConfiguration({ agents: [dispatchOf(spec.agent)] }) }),
      },
    ),
  update: async (client, id, name, spec) => {
    // LiveKit ignores a room configuration in an update of fields, so the rule is read and replaced.
    const listed = await client.listSipDispatchRule({ dispatchRuleIds: [id] });
    const info = listed.find(({ sipDispatchRuleId }) => sipDispatchRuleId === id);
    if (info === undefined) throw new LiveKitProblem({ kind: 'gone' }, 'The dispatch rule does not exist.');
    info.name = name;
    info.trunkIds = trunkIdsOf(spec);
    info.rule = ruleOf(spec);
    info.numbers = [];
    info.inboundNumbers = [];
    if (info.roomConfig !== undefined || spec.agent !== null) {
      // Everything else in the room configuration stays.
      info.roomConfig ??= new RoomConfiguration();
      info.roomConfig.agents = spec.agent === null ? [] : [dispatchOf(spec.agent)];
    }
    return client.updateSipDispatchRule(id, info);
  },
  list: async (client, { inboundTrunkId }) => {
    const listed = await client.listSipDispatchRule({ trunkIds: [inboundTrunkId] });
    // LiveKit lists every rule without trunks as well.
    return listed.filter(({ trunkIds }) => trunkIds.includes(inboundTrunkId));
  },
  listById: (client, id) => client.listSipDispatchRule({ dispatchRuleIds: [id] }),
  delete: (client, id) => client.deleteSipDispatchRule(id),
  secretsIn: () => [],
  differences: (info, spec) =>
    differingFields(
      {
        trunkIds: info.trunkIds,
        rule: shapeOf(info.rule),
        numbers: info.numbers,
        inboundNumbers: info.inboundNumbers,
        agents: (info.roomConfig?.agents ?? []).flatMap(({ agentName, metadata }) => [agentName, metadata]),
      },
      {
        trunkIds: [spec.inboundTrunkId],
        rule: shapeOf(ruleOf(spec)),
        // Either list would keep calls of the trunk away from its rule.
        numbers: [],
        inboundNumbers: [],
        agents: spec.agent === null ? [] : [spec.agent.name, spec.agent.metadata],
      },
    ),
};

/** The trunks that a rule names. @throws {TypeError} for no trunk: such a rule would take every call of the project. */
function trunkIdsOf({ inboundTrunkId }: DispatchRuleSpec): string[] {
  if (inboundTrunkId === '') throw new TypeError('A dispatch rule must name its trunk.');
  return [inboundTrunkId];
}

/** A rule that puts each call into a room of its own, whose name begins with the prefix. Without a prefix there is no room. */
function ruleOf({ roomPrefix }: DispatchRuleSpec): SIPDispatchRule {
  return new SIPDispatchRule({
    rule:
      roomPrefix === null
        ? { case: 'dispatchRuleDirect', value: new SIPDispatchRuleDirect({ roomName: '' }) }
        : { case: 'dispatchRuleIndividual', value: new SIPDispatchRuleIndividual({ roomPrefix }) },
  });
}

/** A text that is the same for equal rules. */
function shapeOf(rule: SIPDispatchRule | undefined): string {
  return rule?.toJsonString() ?? '';
}

function dispatchOf({ name, metadata }: DispatchedAgent): RoomAgentDispatch {
  return new RoomAgentDispatch({ agentName: name, metadata });
}
