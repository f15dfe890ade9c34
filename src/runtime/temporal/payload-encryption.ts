import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { DataConverter, Payload, PayloadCodec, SerializationContext } from '@temporalio/common';
import { decrypt, encrypt, nonceBytes } from '../../crypto/authenticated-encryption.js';
import type { EncryptionKey } from '../../crypto/secrets.js';

/** The module with the failure converter. The bundle of the workflows must contain it too. */
export const failureConverterPath = fileURLToPath(new URL('./failure-converter.js', import.meta.url));

/** A payload that cannot be decrypted: its key is missing, or it belongs to another workflow, or it was altered. */
export class UnreadablePayloadError extends Error {
  override readonly name = 'UnreadablePayloadError';
}

/** The metadata of an encrypted payload. The workflow is stored, because the Temporal UI does not name it. */
const names = { encoding: 'encoding', key: 'encryption-key-id', workflow: 'workflow-id' } as const;
const encrypted = 'binary/encrypted';
const encryptedBytes = Buffer.from(encrypted);

/** The bytes that hold the length of the metadata within a ciphertext. */
const lengthBytes = 2;

/**
 * The end of the id of a run that a schedule has started. Its input belongs to the id without the time, and Temporal also passes on
 * the result of the run before.
 */
const scheduledAt = /-\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/**
 * Encrypts everything that Temporal stores about a workflow with AES-256-GCM: inputs, results, summaries, failures and the results of
 * local activities. The keys are derived from those of the database. A payload is bound to its namespace and its workflow.
 * Payloads that are not encrypted are accepted, because histories of earlier releases and the updates of operators contain them.
 */
export class PayloadEncryption implements PayloadCodec {
  readonly #active: { readonly id: Buffer; readonly key: KeyObject };
  readonly #byId: ReadonlyMap<string, KeyObject>;
  readonly #namespace: string;

  /** @param keys the first one encrypts @throws {RangeError} if there is no key */
  constructor(keys: readonly EncryptionKey[], namespace: string) {
    const derived = keys.map(({ id, material }) => ({ id, key: derivedKey(material) }));
    const [active] = derived;
    if (active === undefined) throw new RangeError('The encryption of payloads needs at least one key.');
    this.#active = { id: Buffer.from(active.id), key: active.key };
    this.#byId = new Map(derived.map(({ id, key }) => [id, key]));
    this.#namespace = namespace;
  }

  async encode(payloads: Payload[], context?: SerializationContext): Promise<Payload[]> {
    const workflowId = context?.workflowId ?? '';
    const associated = this.#associatedWith(workflowId);
    return payloads.map((payload) => {
      const nonce = randomBytes(nonceBytes);
      const sealed = encrypt(this.#active.key, nonce, bytesOf(payload), associated);
      return {
        metadata: {
          [names.encoding]: encryptedBytes,
          [names.key]: this.#active.id,
          [names.workflow]: Buffer.from(workflowId),
        },
        data: Buffer.concat([nonce, sealed]),
      };
    });
  }

  /** @throws {UnreadablePayloadError} */
  async decode(payloads: Payload[], context?: SerializationContext): Promise<Payload[]> {
    return payloads.map((payload) => (isEncrypted(payload) ? this.#decrypted(payload, context) : payload));
  }

  #decrypted({ metadata, data }: Payload, context: SerializationContext | undefined): Payload {
    const keyId = textOf(metadata?.[names.key]);
    const workflowId = textOf(metadata?.[names.workflow]);
    const reader = context?.workflowId ?? workflowId;
    const key = this.#byId.get(keyId);
    if (key === undefined) {
      throw new UnreadablePayloadError(`TRUNKLINE_ENCRYPTION_KEYS has no key with the id "${keyId}".`);
    }
    if (reader.replace(scheduledAt, '') !== workflowId.replace(scheduledAt, '')) {
      throw new UnreadablePayloadError(`A payload of workflow "${workflowId}" was found in "${reader}".`);
    }
    const bytes = Buffer.from(data ?? []);
    try {
      const [nonce, sealed] = [bytes.subarray(0, nonceBytes), bytes.subarray(nonceBytes)];
      return payloadIn(decrypt(key, nonce, sealed, this.#associatedWith(workflowId)));
    } catch (cause) {
      throw new UnreadablePayloadError(
        `A payload of "${workflowId}" does not open with the key "${keyId}".`,
        {
          cause,
        },
      );
    }
  }

  #associatedWith(workflowId: string): Buffer {
    return Buffer.from(`p1\n${this.#namespace}\n${workflowId}`);
  }
}

/** Returns how a client or a worker converts data: encrypted, failures included. */
export function encryptedData(keys: readonly EncryptionKey[], namespace: string): DataConverter {
  return { payloadCodecs: [new PayloadEncryption(keys, namespace)], failureConverterPath };
}

function derivedKey(material: Buffer): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', material, '', 'payloads in Temporal', 32)));
}

/** Returns the id of the workflow to which an encrypted payload belongs; empty if it names none. */
export function workflowOf({ metadata }: Payload): string {
  return textOf(metadata?.[names.workflow]);
}

function isEncrypted({ metadata }: Payload): boolean {
  return textOf(metadata?.[names.encoding]) === encrypted;
}

function textOf(bytes: Uint8Array | null | undefined): string {
  return bytes == null ? '' : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/** Writes a payload as the length of its metadata, the metadata as JSON, and the data. */
function bytesOf({ metadata, data }: Payload): Buffer {
  const texts = Object.entries(metadata ?? {}).map(([name, value]) => [
    name,
    Buffer.from(value).toString('latin1'),
  ]);
  const header = Buffer.from(JSON.stringify(texts));
  const length = Buffer.alloc(lengthBytes);
  length.writeUInt16BE(header.length);
  // Protobuf's empty data is an array.
  return Buffer.concat([length, header, Buffer.from(data ?? [])]);
}

function payloadIn(clear: Buffer): Payload {
  const dataFrom = lengthBytes + clear.readUInt16BE(0);
  const texts: [string, string][] = JSON.parse(clear.toString('utf8', lengthBytes, dataFrom));
  return {
    metadata: Object.fromEntries(texts.map(([name, text]) => [name, Buffer.from(text, 'latin1')])),
    data: clear.subarray(dataFrom),
  };
}
