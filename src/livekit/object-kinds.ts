import {
  SIPDispatchRuleInfo,
  SIPInboundTrunkInfo,
  SIPOutboundConfig,
  SIPOutboundTrunkInfo,
} from '@livekit/protocol';
import type {
  DispatchRuleSpec,
  InboundTrunkSpec,
  OutboundTrunkSpec,
  SipObject,
} from '../domain/livekit/sip-objects.js';
import { carrierSettings, type LiveKitFields } from '../domain/trunk/carrier/carrier-settings.js';
import type { ObjectKind } from '../domain/trunk/trunk.js';
import type { Secret } from '../domain/values.js';
import {
  differingFields,
  type ReadObject,
  readObject,
  unmanagedFields,
  withValues,
} from './object-fields.js';
import { itemsOf, type Json, type ListMethod, type SipMethod } from './problem.js';

/** Sends a request to LiveKit's SIP API, and returns the JSON of the answer. */
export type LiveKitCall = (method: SipMethod, body: object) => Promise<Json>;

/**
 * One kind of SIP object, in LiveKit's words: its requests, its identity and its comparison with a specification. Whatever works
 * on objects of any kind is written once, on top of this.
 */
export interface SipObjectKind<Spec, Info extends { readonly name: string }> {
  readonly kind: ObjectKind;
  /** The method that lists every object of this kind. */
  readonly listMethod: ListMethod;
  /** Reads an object from JSON. Unknown fields are kept aside, because a newer LiveKit may send some. */
  parse(json: Json): ReadObject<Info>;
  idOf(info: Info): string;
  /** Sends the request that creates an object. */
  create(call: LiveKitCall, name: string, spec: Spec): Promise<ReadObject<Info>>;
  /** Sends the requests that make an existing object match a specification. @throws when it does not exist. */
  update(call: LiveKitCall, id: string, name: string, spec: Spec): Promise<ReadObject<Info>>;
  /** Lists the objects that serve what a specification names, without wildcards. */
  list(call: LiveKitCall, spec: Spec): Promise<readonly ReadObject<Info>[]>;
  /** Finds the object with this id; undefined if it does not exist. */
  find(call: LiveKitCall, id: string): Promise<ReadObject<Info> | undefined>;
  /** Deletes an object. @throws when it does not exist. */
  delete(call: LiveKitCall, id: string): Promise<unknown>;
  /** The secrets in a request that creates or updates an object. They must not appear in the message of an error. */
  secretsIn(spec: Spec): readonly Secret[];
  /** Names the fields in which an object does not match a specification. */
  differences(object: ReadObject<Info>, spec: Spec): readonly string[];
  /** Names the fields of an object that have a value although no specification has them. */
  unmanaged(object: ReadObject<Info>): readonly string[];
}

/** Shows an object without its password: its id, its name and the names of the fields that differ. */
export function shownObject<Spec, Info extends { readonly name: string }>(
  kind: SipObjectKind<Spec, Info>,
  object: ReadObject<Info>,
  spec: Spec,
): SipObject {
  return { id: kind.idOf(object.info), name: object.info.name, differs: kind.differences(object, spec) };
}

/** The differences between the kinds of objects. */
interface Declaration<Spec, Info extends { readonly name: string }>
  extends Pick<SipObjectKind<Spec, Info>, 'kind' | 'parse' | 'idOf' | 'secretsIn'> {
  /** The name of the kind in the names of LiveKit's methods. */
  readonly method: 'SIPInboundTrunk' | 'SIPOutboundTrunk' | 'SIPDispatchRule';
  readonly deleteMethod: SipMethod;
  readonly idField: 'sipTrunkId' | 'sipDispatchRuleId';
  /** The filter of a list by ids. */
  readonly idsField: 'trunkIds' | 'dispatchRuleIds';
  /** The fields of an object by their paths, except the name. A path is left out if the value of the field is to stay as it is. */
  valuesOf(spec: Spec): LiveKitFields;
  /** The paths that {@link valuesOf} can have beside those of the settings. */
  readonly paths: readonly string[];
  /** Returns the fields that LiveKit can update by themselves, in the form of such an update. */
  updateOf(spec: Spec): object;
  /** Returns the body of the request that creates an object with these fields. */
  creation(fields: object): object;
  /** Returns the filter of the list of the objects that serve what a specification names. */
  filterFor(spec: Spec): object;
  /** Tells whether such an object serves it. LiveKit adds every wildcard to its lists. */
  serves(info: Info, spec: Spec): boolean;
}

function objectKind<Spec, Info extends { readonly name: string }>(
  declaration: Declaration<Spec, Info>,
): SipObjectKind<Spec, Info> {
  const { kind, method, idField, idsField, parse, idOf, valuesOf, secretsIn } = declaration;
  const listMethod = `List${method}` as const;
  const settingPaths = Object.values(carrierSettings).flatMap(({ object, paths }) =>
    object === kind ? [...paths] : [],
  );
  const managed = [
    ...[idField, 'name', 'createdAt', 'updatedAt', 'mediaEncryption'],
    ...declaration.paths,
    ...settingPaths,
  ];
  const differences = ({ fields }: ReadObject<Info>, spec: Spec) => differingFields(fields, valuesOf(spec));
  const listed = async (call: LiveKitCall, filter: object) =>
    itemsOf(await call(listMethod, filter)).map(parse);
  const update = async (call: LiveKitCall, id: string, action: object) =>
    parse(await call(`Update${method}`, { [idField]: id, ...action }));
  return {
    kind,
    listMethod,
    parse,
    idOf,
    secretsIn,
    differences,
    create: async (call, name, spec) =>
      parse(await call(`Create${method}`, declaration.creation({ name, ...withValues({}, valuesOf(spec)) }))),
    // LiveKit can update some fields by themselves, for which nothing is read. Its answer is the base of a replace of the others.
    update: async (call, id, name, spec) => {
      const updated = await update(call, id, { update: { name, ...declaration.updateOf(spec) } });
      if (differences(updated, spec).length === 0) return updated;
      const { fields, unknown } = updated;
      return update(call, id, { replace: withValues({ ...unknown, ...fields }, valuesOf(spec)) });
    },
    list: async (call, spec) =>
      (await listed(call, declaration.filterFor(spec))).filter(({ info }) => declaration.serves(info, spec)),
    find: async (call, id) =>
      (await listed(call, { [idsField]: [id] })).find(({ info }) => idOf(info) === id),
    delete: (call, id) => call(declaration.deleteMethod, { [idField]: id }),
    unmanaged: (object) => unmanagedFields(object, managed),
  };
}

/** The part of a specification that says to which numbers a trunk belongs. */
interface Called {
  readonly number: string;
  readonly alsoCalled?: readonly string[];
}

const numbersOf = ({ number, alsoCalled = [] }: Called) => [number, ...alsoCalled];

/** The parts of a declaration that inbound and outbound trunks share. */
const trunk = {
  deleteMethod: 'DeleteSIPTrunk',
  idField: 'sipTrunkId',
  idsField: 'trunkIds',
  idOf: ({ sipTrunkId }: { readonly sipTrunkId: string }) => sipTrunkId,
  creation: (fields: object) => ({ trunk: fields }),
  filterFor: (spec: Called) => ({ numbers: numbersOf(spec) }),
  serves: ({ numbers }: { readonly numbers: readonly string[] }) => numbers.length > 0,
} as const;

/** An update of a list. LiveKit refuses to set an empty one. */
const listUpdate = (list: readonly string[]) => (list.length === 0 ? { clear: true } : { set: list });

/** Who may call in. Addresses and credentials are always set together, so the trunk is never open in between. */
const accessOf = ({ allowedAddresses, digest }: InboundTrunkSpec) => ({
  allowedAddresses,
  authUsername: digest?.username ?? '',
  authPassword: digest?.password.reveal() ?? '',
});

/** Inbound trunks: LiveKit takes the calls to a number through them. */
export const inboundTrunks = objectKind<InboundTrunkSpec, SIPInboundTrunkInfo>({
  ...trunk,
  kind: 'inbound',
  method: 'SIPInboundTrunk',
  parse: (json) => readObject(SIPInboundTrunkInfo, json),
  secretsIn: ({ digest }) => (digest === null ? [] : [digest.password]),
  paths: ['numbers', 'metadata', 'allowedNumbers', 'allowedAddresses', 'authUsername', 'authPassword'],
  valuesOf: (spec) => ({
    numbers: numbersOf(spec),
    metadata: spec.metadata,
    // A list of callers would shut all others out.
    allowedNumbers: [],
    ...(spec.accessKept === true ? {} : accessOf(spec)),
    ...spec.fields,
  }),
  updateOf: (spec) => ({
    metadata: spec.metadata,
    numbers: listUpdate(numbersOf(spec)),
    allowedNumbers: listUpdate([]),
    ...(spec.accessKept === true
      ? {}
      : { ...accessOf(spec), allowedAddresses: listUpdate(spec.allowedAddresses) }),
  }),
});

const credentialsOf = ({ credentialsKept, username, password }: OutboundTrunkSpec) =>
  credentialsKept === true ? {} : { authUsername: username, authPassword: password.reveal() };

/** Outbound trunks: calls from a number leave LiveKit through them. */
export const outboundTrunks = objectKind<OutboundTrunkSpec, SIPOutboundTrunkInfo>({
  ...trunk,
  kind: 'outbound',
  method: 'SIPOutboundTrunk',
  parse: (json) => readObject(SIPOutboundTrunkInfo, json),
  secretsIn: ({ password }) => [password],
  // A trunk may have called from its number before.
  filterFor: ({ number, callerId }) => ({ numbers: [...new Set([number, callerId])] }),
  paths: ['numbers', 'metadata', 'address', 'authUsername', 'authPassword'],
  valuesOf: (spec) => ({
    numbers: [spec.callerId],
    metadata: spec.metadata,
    address: spec.address,
    ...credentialsOf(spec),
    ...spec.fields,
  }),
  updateOf: (spec) => ({
    metadata: spec.metadata,
    numbers: listUpdate([spec.callerId]),
    address: spec.address,
    ...credentialsOf(spec),
    // LiveKit takes an empty text for no host, and a missing one for no change.
    fromHost: spec.fields.fromHost ?? '',
    transport: spec.fields.transport ?? 'SIP_TRANSPORT_AUTO',
  }),
});

/** The same trunk for one call, without creating it, and the settings that only the call itself can state then. */
export function inlineTrunk({ address, username, password, callerId, fields }: OutboundTrunkSpec) {
  const info = SIPOutboundTrunkInfo.fromJsonString(JSON.stringify(withValues({}, fields)));
  const { transport, fromHost, headers, media } = info;
  const authPassword = password.reveal();
  return {
    trunk: new SIPOutboundConfig({
      hostname: address,
      transport,
      fromHost,
      authUsername: username,
      authPassword,
    }),
    call: { fromNumber: callerId, headers, ...(media === undefined ? {} : { media }) },
  };
}

/** Dispatch rules: each puts the calls of an inbound trunk into rooms, and dispatches an agent into them. */
export const dispatchRules = objectKind<DispatchRuleSpec, SIPDispatchRuleInfo>({
  kind: 'rule',
  method: 'SIPDispatchRule',
  deleteMethod: 'DeleteSIPDispatchRule',
  idField: 'sipDispatchRuleId',
  idsField: 'dispatchRuleIds',
  parse: (json) => readObject(SIPDispatchRuleInfo, json),
  idOf: ({ sipDispatchRuleId }) => sipDispatchRuleId,
  secretsIn: () => [],
  paths: ['trunkIds', 'rule', 'numbers', 'inboundNumbers', 'roomConfig.agents'],
  valuesOf: (spec) => ({
    trunkIds: trunkIdsOf(spec),
    rule: ruleOf(spec),
    // Either list would keep calls of the trunk away from its rule.
    numbers: [],
    inboundNumbers: [],
    'roomConfig.agents': spec.agent === null ? [] : [agentOf(spec.agent)],
    ...spec.fields,
  }),
  updateOf: (spec) => ({ trunkIds: listUpdate(trunkIdsOf(spec)), rule: ruleOf(spec) }),
  // LiveKit takes a rule with older fields as well, and then compares it only with the rules of the same trunk.
  creation: (fields) => fields,
  filterFor: ({ inboundTrunkId }) => ({ trunkIds: [inboundTrunkId] }),
  serves: ({ trunkIds }, { inboundTrunkId }) => trunkIds.includes(inboundTrunkId),
});

/** The trunks that a rule names. @throws {TypeError} for no trunk: such a rule would take every call of the project. */
function trunkIdsOf({ inboundTrunkId }: DispatchRuleSpec): string[] {
  if (inboundTrunkId === '') throw new TypeError('A dispatch rule must name its trunk.');
  return [inboundTrunkId];
}

/** A rule that puts each call into a room of its own, whose name begins with the prefix. Without a prefix there is no room. */
function ruleOf({ roomPrefix }: DispatchRuleSpec): Json {
  return roomPrefix === null ? { dispatchRuleDirect: {} } : { dispatchRuleIndividual: { roomPrefix } };
}

/** LiveKit's JSON leaves an empty text out. */
function agentOf({ name, metadata }: { readonly name: string; readonly metadata: string }) {
  return { agentName: name, ...(metadata === '' ? {} : { metadata }) };
}
