import { isDeepStrictEqual } from 'node:util';
import type { LiveKitFields } from '../domain/trunk/carrier/carrier-settings.js';
import type { Json } from '../domain/trunk/carrier/setting-kinds.js';
import type { Json as MessageJson } from './problem.js';

/** An object of LiveKit as JSON. */
type Fields = { readonly [name: string]: Json };

/** A message class of LiveKit's protocol. */
export interface MessageClass<Info> {
  fromJson(json: MessageJson, options: { readonly ignoreUnknownFields: boolean }): Info;
  readonly fields: { list(): readonly { readonly name: string; readonly jsonName: string }[] };
}

/** An object that LiveKit has sent. */
export interface ReadObject<Info> {
  readonly info: Info;
  /** Its fields without those that have their default, in LiveKit's JSON (`allowedAddresses`). */
  readonly fields: Fields;
  /** The fields that this version of the protocol does not have, as LiveKit has sent them. A newer LiveKit sends some. */
  readonly unknown: Fields;
}

/** Reads an object. */
export function readObject<Info extends { toJson(): Json }>(
  message: MessageClass<Info>,
  json: MessageJson,
): ReadObject<Info> {
  const info = message.fromJson(json, { ignoreUnknownFields: true });
  return {
    info,
    // The conversion takes longer than all other work on an object, and most objects of a long list are not compared.
    get fields() {
      return withNewerEncryption(fieldsOf(info.toJson()));
    },
    get unknown() {
      const known = new Set(message.fields.list().flatMap(({ name, jsonName }) => [name, jsonName]));
      return Object.fromEntries(Object.entries(fieldsOf(json)).filter(([name]) => !known.has(name)));
    },
  };
}

function isFields(json: Json | undefined): json is Fields {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function fieldsOf(json: Json | undefined): Fields {
  return isFields(json) ? json : {};
}

/** LiveKit has an older field for the encryption, which counts if the newer one is not set. */
function withNewerEncryption({ mediaEncryption, ...fields }: Fields): Fields {
  if (mediaEncryption === undefined) return fields;
  return { ...fields, media: { encryption: mediaEncryption, ...fieldsOf(fields.media) } };
}

/** Returns a copy of an object with other values. A value that is a default removes its field. */
export function withValues(object: Fields, values: LiveKitFields): Fields {
  const result: Record<string, Json> = { ...object };
  for (const [path, value] of Object.entries(values)) {
    const [name = '', inner] = path.split('.');
    const changed = inner === undefined ? value : withValues(fieldsOf(result[name]), { [inner]: value });
    if (isDefault(changed)) delete result[name];
    else result[name] = changed;
  }
  return result;
}

/**
 * Names the fields of an object whose value is not the expected one. It returns names only, because one of the values is a password.
 * LiveKit drops unknown fields without an error, so the echo of every request is compared.
 */
export function differingFields(actual: Fields, expected: LiveKitFields): string[] {
  return Object.keys(expected).filter((path) => !isSameValue(valueAt(actual, path), expected[path]));
}

function valueAt(object: Fields, path: string): Json | undefined {
  const [name = '', inner] = path.split('.');
  return inner === undefined ? object[name] : fieldsOf(object[name])[inner];
}

function isSameValue(left: Json | undefined, right: Json | undefined): boolean {
  return isDefault(left) ? isDefault(right) : isDeepStrictEqual(left, right);
}

/** Names the fields of an object that have a value although no specification has them. @param managed the paths of those that have. */
export function unmanagedFields(
  { fields, unknown }: ReadObject<unknown>,
  managed: readonly string[],
): string[] {
  const rest = withValues({ ...unknown, ...fields }, Object.fromEntries(managed.map((path) => [path, null])));
  return Object.entries(rest).flatMap(([name, value]) => {
    if (isDefault(value)) return [];
    const isPartlyManaged = managed.some((path) => path.startsWith(`${name}.`));
    return isPartlyManaged ? Object.keys(fieldsOf(value)).map((inner) => `${name}.${inner}`) : [name];
  });
}

/** The words that LiveKit writes for the default of an enumeration. */
const defaultWords: ReadonlySet<Json> = new Set(['SIP_TRANSPORT_AUTO', 'SIP_MEDIA_ENCRYPT_DISABLE']);

function isDefault(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '' || value === false || value === 0) return true;
  if (typeof value === 'object') return Object.keys(value).length === 0;
  return defaultWords.has(value) || value === '0s';
}
