import { createHash, randomBytes } from 'node:crypto';

/** A user and a password of SIP's digest authentication. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** A request or a response. */
export interface Message {
  readonly start: string;
  /** Names in small letters. Of several headers with one name, the values are joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Collects the bytes of one connection, and cuts them into messages. */
export function reader(receive: (message: Message) => void): (bytes: Buffer) => void {
  let text = '';
  return (bytes) => {
    text = `${text}${bytes.toString('latin1')}`.replace(/^(\r\n)+/, '');
    for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
      const [start = '', ...lines] = text.slice(0, end).split('\r\n');
      const headers: Record<string, string> = {};
      for (const line of lines) {
        const [, name = '', value = ''] = /^([^:]+?)\s*:\s*(.*)$/.exec(line) ?? [];
        const key = name.toLowerCase();
        headers[key] = headers[key] === undefined ? value : `${headers[key]}, ${value}`;
      }
      const size = end + 4 + Number(headers['content-length'] ?? 0);
      if (text.length < size) return;
      const body = text.slice(end + 4, size);
      text = text.slice(size);
      receive({ start, headers, body });
    }
  };
}

export function written(start: string, headers: Readonly<Record<string, string>>, body = ''): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [start, ...lines, `Content-Length: ${body.length}`, '', body].join('\r\n');
}

/** An offer or an answer of PCMU at a port of this machine. @param crypto the line with the key, for encrypted media */
export function sdp(host: string, port: number, crypto?: string): string {
  const lines = ['v=0', `o=- 1 1 IN IP4 ${host}`, 's=-', `c=IN IP4 ${host}`, 't=0 0'];
  const profile = crypto === undefined ? 'RTP/AVP' : 'RTP/SAVP';
  const media = [`m=audio ${port} ${profile} 0`, 'a=rtpmap:0 PCMU/8000', 'a=sendrecv'];
  return [...lines, ...media, ...(crypto === undefined ? [] : [crypto]), ''].join('\r\n');
}

const md5 = (...parts: readonly string[]) => createHash('md5').update(parts.join(':')).digest('hex');
export const token = () => randomBytes(6).toString('hex');

/** The parameters of a digest header. */
export function parametersOf(header: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...header.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g)].map(([, name = '', quoted, plain]) => [
      name,
      quoted ?? plain ?? '',
    ]),
  );
}

/** The response to a challenge without `qop`. */
export function digest(
  { username, password }: Credentials,
  method: string,
  { realm = '', nonce = '', uri = '' }: Readonly<Record<string, string>>,
): string {
  return md5(md5(username, realm, password), nonce, md5(method, uri));
}
