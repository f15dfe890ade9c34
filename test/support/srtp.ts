import { createCipheriv, createHmac, randomBytes } from 'node:crypto';

const suite = 'AES_CM_128_HMAC_SHA1_80';
const tagBytes = 10;
const headerBytes = 12;
/** The labels of the keys that are derived from a master key (RFC 3711, 4.3). */
const labels = { encryption: 0, authentication: 1, salt: 2 } as const;

/** One direction of a call with encrypted media (RFC 3711), as long as its sequence numbers do not start again. */
export class Srtp {
  readonly #encryption: Buffer;
  readonly #authentication: Buffer;
  readonly #salt: Buffer;

  /** @param master 16 bytes of key, 14 bytes of salt */
  constructor(master: Buffer) {
    const derive = (label: number, bytes: number) => {
      const start = Buffer.concat([master.subarray(16, 30), Buffer.alloc(2)]);
      start.writeUInt8(start.readUInt8(7) ^ label, 7);
      return createCipheriv('aes-128-ctr', master.subarray(0, 16), start).update(Buffer.alloc(bytes));
    };
    this.#encryption = derive(labels.encryption, 16);
    this.#authentication = derive(labels.authentication, 20);
    this.#salt = derive(labels.salt, 14);
  }

  /** Encrypts an RTP packet without extensions, and adds its tag. */
  protect(packet: Buffer): Buffer {
    const start = Buffer.concat([this.#salt, Buffer.alloc(2)]);
    const mix = (from: Buffer, at: number) => {
      for (const [place, byte] of from.entries()) start[at + place] = (start[at + place] ?? 0) ^ byte;
    };
    mix(packet.subarray(8, 12), 4);
    mix(packet.subarray(2, 4), 12);
    const cipher = createCipheriv('aes-128-ctr', this.#encryption, start);
    const body = Buffer.concat([
      packet.subarray(0, headerBytes),
      cipher.update(packet.subarray(headerBytes)),
    ]);
    return Buffer.concat([body, this.#tagOf(body)]);
  }

  /** Tells whether a packet was encrypted with this key. */
  isOurs(packet: Buffer): boolean {
    if (packet.length <= headerBytes + tagBytes) return false;
    const end = packet.length - tagBytes;
    return this.#tagOf(packet.subarray(0, end)).equals(packet.subarray(end));
  }

  #tagOf(body: Buffer): Buffer {
    const rollOvers = Buffer.alloc(4);
    return createHmac('sha1', this.#authentication)
      .update(body)
      .update(rollOvers)
      .digest()
      .subarray(0, tagBytes);
  }
}

/** Reads the key of the other side from its offer or answer (RFC 4568); null without one that we understand. */
export function keyIn(description: string): { readonly tag: string; readonly srtp: Srtp } | null {
  const [, tag = '', key = ''] =
    new RegExp(`^a=crypto:(\\d+) ${suite} inline:([A-Za-z0-9+/=]+)`, 'm').exec(description) ?? [];
  return key === '' ? null : { tag, srtp: new Srtp(Buffer.from(key, 'base64')) };
}

/** Makes a key of our own, with the line that tells it to the other side. */
export function ownKey(tag: string): { readonly line: string; readonly srtp: Srtp } {
  const master = randomBytes(30);
  return { line: `a=crypto:${tag} ${suite} inline:${master.toString('base64')}`, srtp: new Srtp(master) };
}
