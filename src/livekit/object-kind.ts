import type { SipClient } from 'livekit-server-sdk';
import type { SipObject } from '../domain/livekit/sip-objects.js';
import type { Secret } from '../domain/secret.js';
import type { ObjectKind } from '../domain/trunk/tag.js';
import type { Json, ListMethod } from './twirp.js';

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
