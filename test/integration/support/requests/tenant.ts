import type { CreatedApiKey, Organization } from '../../../../src/domain/administration.js';

/** An HTTP answer as a client sees it. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Reads one value of a JSON answer by its path; undefined when there is none. */
export function at(body: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    body,
  );
}

/** Takes the health of trunks out of an answer. Only reads have it, so answers of creates and changes are compared without. */
export function withoutHealth(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body, (name, value) => (name === 'health' ? undefined : value)));
}

/** The published example of a Zudu call, for a given number. */
export function zuduBody(number: string, changes: object = {}): object {
  return {
    name: 'Main Office SIP Trunk',
    number,
    outboundPstn: 'sip.gateway.com',
    authUserName: 'sip_user',
    authPassword: 'sip_password',
    ...changes,
  };
}

/** An Autocalls call for an extension. */
export function autocallsBody(extension: string, changes: object = {}): object {
  return {
    sip_trunk_type: 'extension',
    phone_number: extension,
    sip_username: 'myuser',
    sip_password: 'a-long-password',
    sip_address: 'sip.provider.com',
    sip_calling_format: '+e164',
    inbound_authorization_type: 'auth',
    country_code: 'US',
    ...changes,
  };
}

/** An HTTP client of one organisation. */
export class Tenant {
  readonly #url: () => string;
  readonly organization: Organization;
  readonly key: CreatedApiKey;

  constructor(url: () => string, organization: Organization, key: CreatedApiKey) {
    this.#url = url;
    this.organization = organization;
    this.key = key;
  }

  /** The same client at another address. */
  via(url: string): Tenant {
    return new Tenant(() => url, this.organization, this.key);
  }

  zudu(body: object | string, headers: Record<string, string> = {}, signal?: AbortSignal): Promise<Answer> {
    return this.request('POST', '/api/sio/createSipTrunkDispatch', {
      body,
      headers: { 'x-api-key': this.key.publicId, 'x-api-secret': this.key.secret, ...headers },
      ...(signal === undefined ? {} : { signal }),
    });
  }

  autocalls(
    body: object | string,
    headers: Record<string, string> = {},
    signal?: AbortSignal,
  ): Promise<Answer> {
    return this.request('POST', '/api/user/phone-numbers/sip-trunks', {
      body,
      headers: { authorization: `Bearer ${this.key.secret}`, ...headers },
      ...(signal === undefined ? {} : { signal }),
    });
  }

  /** Reads an operation. */
  operation(id: string): Promise<Answer> {
    return this.get(`/v1/operations/${id}`);
  }

  get(path: string): Promise<Answer> {
    return this.request('GET', path, { headers: { authorization: `Bearer ${this.key.secret}` } });
  }

  async request(
    method: string,
    path: string,
    {
      body,
      headers,
      signal,
    }: { body?: object | string; headers?: Record<string, string>; signal?: AbortSignal },
  ): Promise<Answer> {
    const response = await fetch(`${this.#url()}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
    const text = await response.text();
    // The answer to a HEAD has a content type but no body.
    const isJson = text !== '' && /\bjson\b/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }
}

/** Sends a request with the key of a tenant as its bearer token. */
export function send(
  tenant: Tenant,
  method: string,
  path: string,
  body?: object | string,
  type = 'application/json',
): Promise<Answer> {
  return tenant.request(method, path, {
    headers: { authorization: `Bearer ${tenant.key.secret}`, 'content-type': type },
    ...(body === undefined ? {} : { body }),
  });
}
