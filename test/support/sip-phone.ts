import { createSocket, type Socket } from 'node:dgram';
import { EventEmitter, once } from 'node:events';
import { connect, createServer, type Server as TcpServer, type Socket as TcpSocket } from 'node:net';
import { createServer as createTlsServer, connect as tlsConnect } from 'node:tls';
import {
  type Credentials,
  digest,
  type Message,
  parametersOf,
  reader,
  sdp,
  token,
  written,
} from './sip-message.js';
import { keyIn, ownKey } from './srtp.js';

export type Transport = 'udp' | 'tcp' | 'tls';

/** A call to make. */
export interface CallInput {
  /** The address of livekit-sip with its port. */
  readonly server: string;
  readonly transport?: Transport;
  readonly to: string;
  readonly from: string;
  /** The address from which the packets come; any on loopback. */
  readonly sourceIp?: string;
  /** Answers a challenge with these. Without them, the challenge is the end. */
  readonly credentials?: Credentials;
  /** Offers encrypted media only. */
  readonly srtp?: true;
}

/** How media packets arrived. */
export type Media = 'plain' | 'encrypted';

/** Calls like a carrier that delivers a call. Emits `code` for each status code that it sees for the first time in a row. */
export class OutgoingCall extends EventEmitter {
  readonly #input: CallInput & { readonly sourceIp: string; readonly transport: Transport };
  readonly #rtp = createSocket('udp4').on('error', () => {});
  readonly #key = ownKey('1');
  readonly #ids = { call: token(), tag: token() };
  #send: (text: string) => void = () => {};
  #close: () => void = () => {};
  #sequence = 1;
  #branch = '';
  #here = '';
  /** The To header of the last response, which has the tag of livekit-sip. */
  #to = '';
  /** Every status code; repetitions of the last one count once. */
  readonly codes: number[] = [];
  readonly media = new Set<Media>();

  constructor(input: CallInput) {
    super();
    this.#input = { sourceIp: '127.0.0.1', transport: 'udp', ...input };
  }

  /** Sends the INVITE. */
  async begin(): Promise<this> {
    const { server, sourceIp, transport } = this.#input;
    const [host = '', port] = server.split(':');
    this.#rtp.bind(0, sourceIp);
    await once(this.#rtp, 'listening');
    const read = reader((message) => this.#receive(message));
    if (transport === 'udp') {
      const socket = createSocket('udp4').on('message', read);
      socket.bind(0, sourceIp);
      await once(socket, 'listening');
      this.#here = `${sourceIp}:${socket.address().port}`;
      this.#send = (text) => socket.send(text, Number(port), host);
      this.#close = () => socket.close();
    } else {
      const target = { host, port: Number(port), localAddress: sourceIp };
      // The certificate of the test is signed by itself.
      const socket =
        transport === 'tls' ? tlsConnect({ ...target, rejectUnauthorized: false }) : connect(target);
      socket.on('data', read);
      await once(socket, transport === 'tls' ? 'secureConnect' : 'connect');
      this.#here = `${sourceIp}:${socket.localPort}`;
      this.#send = (text) => void socket.write(text);
      this.#close = () => socket.destroy();
    }
    this.#invite({});
    return this;
  }

  /** Waits for the first status code that is not smaller than a given one. A challenge that is answered does not count. */
  async code(atLeast: number): Promise<number> {
    for (;;) {
      const found = this.codes.find((code) => code >= atLeast && (code !== 407 || !this.#input.credentials));
      if (found !== undefined) return found;
      await once(this, 'code', { signal: AbortSignal.timeout(30_000) });
    }
  }

  cancel(): void {
    this.#request('CANCEL', this.#branch, {});
  }

  /** Ends the call if it was answered, and frees the ports. */
  end(): void {
    if (this.codes.at(-1) === 200) this.#request('BYE', token(), {});
    this.#rtp.close();
    // The BYE leaves before the socket is closed.
    setImmediate(() => this.#close());
  }

  #uri(): string {
    return `sip:${this.#input.to}@${this.#input.server}`;
  }

  #request(method: string, branch: string, further: Readonly<Record<string, string>>, body = ''): void {
    const { from, transport } = this.#input;
    if (method === 'BYE') this.#sequence += 1;
    const headers = {
      Via: `SIP/2.0/${transport.toUpperCase()} ${this.#here};branch=z9hG4bK${branch};rport`,
      'Max-Forwards': '70',
      From: `<sip:${from}@${this.#here}>;tag=${this.#ids.tag}`,
      To: method === 'ACK' || method === 'BYE' ? this.#to : `<${this.#uri()}>`,
      'Call-ID': this.#ids.call,
      CSeq: `${this.#sequence} ${method}`,
      Contact: `<sip:${from}@${this.#here};transport=${transport}>`,
      ...further,
    };
    this.#send(written(`${method} ${this.#uri()} SIP/2.0`, headers, body));
  }

  #invite(further: Readonly<Record<string, string>>): void {
    this.#branch = token();
    const crypto = this.#input.srtp === true ? this.#key.line : undefined;
    const body = sdp(this.#input.sourceIp, this.#rtp.address().port, crypto);
    this.#request('INVITE', this.#branch, { 'Content-Type': 'application/sdp', ...further }, body);
  }

  #receive({ start, headers, body }: Message): void {
    const code = Number(/^SIP\/2\.0 (\d{3})/.exec(start)?.[1] ?? 0);
    if (code === 0 || headers.cseq !== `${this.#sequence} INVITE`) return;
    this.#to = headers.to ?? '';
    if (code >= 200) this.#request('ACK', code < 300 ? token() : this.#branch, {});
    if (code === 200) this.#rtp.on('message', mediaReader(body, this.media));
    const { credentials } = this.#input;
    if (this.codes.at(-1) !== code) this.codes.push(code);
    if (code === 407 && credentials !== undefined && this.#sequence === 1) {
      this.#sequence = 2;
      const { realm = '', nonce = '' } = parametersOf(headers['proxy-authenticate'] ?? '');
      const values = { realm, nonce, uri: this.#uri() };
      const fields = {
        ...values,
        username: credentials.username,
        response: digest(credentials, 'INVITE', values),
      };
      const text = Object.entries(fields).map(([name, value]) => `${name}="${value}"`);
      this.#invite({ 'Proxy-Authorization': `Digest ${text.join(', ')}` });
    }
    this.emit('code', code);
  }
}

/** Makes the reader of media packets, which finds out whether they are encrypted. @param description that of the sender */
function mediaReader(description: string, seen: Set<Media>): (packet: Buffer) => void {
  const key = keyIn(description);
  return (packet) => seen.add(key?.srtp.isOurs(packet) === true ? 'encrypted' : 'plain');
}

/** An INVITE as a carrier receives it. */
export interface ReceivedInvite {
  readonly transport: Transport;
  /** The user of the request URI. */
  readonly number: string;
  /** The user of the From header. */
  readonly from: string;
  readonly authenticated: 'no' | 'right' | 'wrong';
}

const samplesInPacket = 160;

/**
 * The behaviour of a carrier: it answers a call, it lets it ring without end, it does not answer at all, or it refuses with a status. It
 * asks for credentials before it answers or rings, and not before it refuses.
 */
export type CarrierBehaviour = 'answers' | 'rings' | 'ignores' | number;

/**
 * A carrier that takes calls over one transport: 401, then 180 and 200 if the digest is right, otherwise 403. An answered call sends
 * silence as audio until it ends.
 */
export class CarrierPhone {
  readonly #credentials: Credentials;
  /** Refuses the call that rings. */
  #cancel: () => void = () => {};
  /** Ends the audio of one call each. */
  readonly #streams = new Set<() => void>();
  readonly #connections = new Set<TcpSocket>();
  #socket: Socket | TcpServer | undefined;
  readonly invites: ReceivedInvite[] = [];
  /** The status codes of its answers to INVITEs. */
  readonly codes: number[] = [];
  /** The hosts in the From headers of the INVITEs. */
  readonly fromHosts: string[] = [];
  /** The requests by which LiveKit has ended calls. */
  readonly ended: string[] = [];
  readonly host = '127.0.0.2';
  port = 0;
  behaviour: CarrierBehaviour = 'answers';
  /** Refuses every call without encrypted media. */
  demandsSrtp = false;
  readonly media = new Set<Media>();

  constructor(credentials: Credentials) {
    this.#credentials = credentials;
  }

  /** @param tls certificate and key in PEM, for the transport `tls` */
  async start(transport: Transport, tls?: { readonly cert: Buffer; readonly key: Buffer }): Promise<this> {
    if (transport === 'udp') {
      const socket = createSocket('udp4');
      socket.on('message', (bytes, { port, address }) =>
        reader((message) => this.#receive(message, transport, (text) => socket.send(text, port, address)))(
          bytes,
        ),
      );
      socket.bind(0, this.host);
      await once(socket, 'listening');
      this.port = socket.address().port;
      this.#socket = socket;
      return this;
    }
    const onConnection = (socket: TcpSocket) => {
      this.#connections.add(socket);
      socket.on('error', () => {});
      socket.on(
        'data',
        reader((message) => this.#receive(message, transport, (text) => void socket.write(text))),
      );
    };
    const server =
      transport === 'tls' ? createTlsServer(tls ?? {}, onConnection) : createServer(onConnection);
    server.listen(0, this.host);
    await once(server, 'listening');
    const address = server.address();
    this.port = typeof address === 'object' && address !== null ? address.port : 0;
    this.#socket = server;
    return this;
  }

  /** Forgets all calls, and answers the next one. */
  reset(): void {
    this.invites.length = this.codes.length = this.ended.length = this.fromHosts.length = 0;
    this.behaviour = 'answers';
    this.demandsSrtp = false;
    this.media.clear();
  }

  stop(): void {
    for (const stop of this.#streams) stop();
    for (const connection of this.#connections) connection.destroy();
    this.#socket?.close();
  }

  #receive(
    { start, headers, body: offer }: Message,
    transport: Transport,
    send: (text: string) => void,
  ): void {
    const [method = '', uri = ''] = start.split(' ');
    const answer = (code: number, further: Readonly<Record<string, string>> = {}, body = '') => {
      const { via = '', from = '', to = '', cseq = '', 'call-id': id = '' } = headers;
      if (method === 'INVITE') this.codes.push(code);
      const tagged = to.includes(';tag=') ? to : `${to};tag=carrier`;
      const contact = `<sip:carrier@${this.host}:${this.port};transport=${transport}>`;
      const common = { Via: via, From: from, To: tagged, 'Call-ID': id, CSeq: cseq, Contact: contact };
      send(written(`SIP/2.0 ${code} Test`, { ...common, ...further }, body));
    };
    if (method === 'ACK' || method.startsWith('SIP/')) return;
    if (method === 'INVITE') {
      this.#take(uri, headers, transport, offer, answer);
      return;
    }
    answer(200);
    if (method === 'BYE' || method === 'CANCEL') this.ended.push(method);
    if (method === 'CANCEL') this.#cancel();
  }

  #take(
    uri: string,
    { authorization, from = '' }: Message['headers'],
    transport: Transport,
    offer: string,
    answer: (code: number, further?: Readonly<Record<string, string>>, body?: string) => void,
  ): void {
    const given = parametersOf(authorization ?? '');
    const right =
      given.username === this.#credentials.username &&
      given.response === digest(this.#credentials, 'INVITE', given);
    const authenticated = authorization === undefined ? 'no' : right ? 'right' : 'wrong';
    const userOf = (text: string) => /sips?:([^@;>]*)@/.exec(text)?.[1] ?? '';
    this.fromHosts.push(/@([^:;>]*)/.exec(from)?.[1] ?? '');
    this.invites.push({ transport, number: userOf(uri), from: userOf(from), authenticated });
    if (this.behaviour === 'ignores') return;
    if (typeof this.behaviour === 'number') {
      answer(this.behaviour);
    } else if (authenticated === 'no') {
      answer(401, { 'WWW-Authenticate': `Digest realm="carrier", nonce="${token()}", algorithm=MD5` });
    } else if (authenticated === 'wrong') {
      answer(403);
    } else if (this.demandsSrtp && keyIn(offer) === null) {
      answer(488);
    } else {
      answer(180);
      this.#cancel = () => answer(487);
      if (this.behaviour === 'rings') return;
      void this.#audio(offer).then((own) => answer(200, { 'Content-Type': 'application/sdp' }, own));
    }
  }

  /**
   * Sends silence to the place that an offer names, because LiveKit publishes a track with its first packet. It is encrypted if the
   * offer has a key.
   * @returns the answer to the offer
   */
  async #audio(offer: string): Promise<string> {
    const host = /^c=IN IP4 (\S+)/m.exec(offer)?.[1] ?? '';
    const port = Number(/^m=audio (\d+)/m.exec(offer)?.[1] ?? 0);
    const socket = createSocket('udp4').on('error', () => {});
    socket.bind(0, this.host);
    await once(socket, 'listening');
    socket.on('message', mediaReader(offer, this.media));
    const theirs = keyIn(offer);
    const own = theirs === null ? null : ownKey(theirs.tag);
    let sequence = 0;
    const timer = setInterval(() => {
      sequence += 1;
      const packet = Buffer.alloc(12 + samplesInPacket, 0xff);
      packet.writeUInt16BE(0x8000, 0);
      packet.writeUInt16BE(sequence & 0xffff, 2);
      packet.writeUInt32BE(sequence * samplesInPacket, 4);
      packet.writeUInt32BE(1, 8);
      socket.send(own?.srtp.protect(packet) ?? packet, port, host);
    }, 20);
    this.#streams.add(() => {
      clearInterval(timer);
      socket.close();
    });
    return sdp(this.host, socket.address().port, own?.line);
  }
}
