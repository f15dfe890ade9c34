import { type Asked, CarrierStandIn, type StandInAnswer } from './carrier-stand-in.js';

interface Trunk {
  readonly sid: string;
  readonly account: string;
  readonly name: string;
  readonly domain: string;
  readonly origination: { readonly sid: string; readonly name: string; readonly url: string }[];
  readonly credentialLists: string[];
}

interface CredentialList {
  readonly sid: string;
  readonly account: string;
  readonly name: string;
  readonly credentials: { readonly sid: string; readonly username: string; readonly password: string }[];
}

interface Number {
  readonly sid: string;
  readonly account: string;
  readonly number: string;
  readonly voice: boolean;
  trunk: string | null;
  application: string | null;
}

/** The route of calls to a test's number before it is imported. */
export interface NumberBefore {
  readonly voice?: boolean;
  readonly trunk?: string;
  readonly application?: string;
}

const pageSize = 2;

/** Stands in for Twilio: `api.twilio.com` and `trunking.twilio.com` at one address. See {@link CarrierStandIn}. */
export class TwilioStandIn extends CarrierStandIn {
  readonly #trunks: Trunk[] = [];
  readonly #lists: CredentialList[] = [];
  readonly #numbers: Number[] = [];
  /** Twilio keeps a termination domain for thirty days after its trunk was deleted. */
  readonly #domains = new Set<string>();
  protected readonly refusal = { code: 20003, message: 'Authenticate', status: 401 };

  /** Gives an account a number. */
  rent(account: string, number: string, { voice = true, trunk, application }: NumberBefore = {}): void {
    const sid = this.#sid('PN');
    const [before, app] = [trunk ?? null, application ?? null];
    this.#numbers.push({ sid, account, number, voice, trunk: before, application: app });
  }

  /** The trunk or application to which calls to a number go; null for an unknown number. */
  routeOf(number: string): { trunk: string | null; application: string | null } | null {
    const found = this.#numbers.find((candidate) => candidate.number === number);
    return found === undefined ? null : { trunk: found.trunk, application: found.application };
  }

  /** Routes a number to a trunk, as somebody at the carrier's console would. */
  reroute(number: string, trunk: string): void {
    for (const found of this.#numbers) if (found.number === number) found.trunk = trunk;
  }

  remains() {
    return {
      trunks: this.#trunks.map(({ sid, name, domain, origination, credentialLists }) => ({
        sid,
        name,
        domain,
        origination: origination.map(({ url }) => url),
        credentials: credentialLists.flatMap((list) =>
          this.#lists
            .filter(({ sid }) => sid === list)
            .flatMap(({ credentials }) =>
              credentials.map(({ username, password }) => ({ username, password })),
            ),
        ),
      })),
      credentialLists: this.#lists.map(({ name }) => name),
    };
  }

  protected forget(): void {
    for (const kept of [this.#trunks, this.#lists, this.#numbers]) kept.length = 0;
    this.#domains.clear();
  }

  protected carryOut(asked: Asked): StandInAnswer {
    const trunking = /^\/v1\/Trunks(?:\/([^/]+)(?:\/([^/]+)(?:\/([^/]+))?)?)?$/.exec(asked.path);
    if (trunking !== null) return this.#trunking(asked, trunking.slice(1));
    const [, account, rest = ''] = /^\/2010-04-01\/Accounts\/([^/]+)\/(.+)\.json$/.exec(asked.path) ?? [];
    return account === asked.account ? this.#api(asked, rest.split('/')) : notFound;
  }

  #trunking(asked: Asked, [sid, part, entry]: readonly (string | undefined)[]): StandInAnswer {
    const own = this.#trunks.filter(({ account }) => account === asked.account);
    if (sid === undefined) {
      return asked.method === 'POST' ? this.#makeTrunk(asked) : listed('trunks', own.map(trunkShown), asked);
    }
    const trunk = own.find((candidate) => candidate.sid === sid);
    if (trunk === undefined) return notFound;
    switch (`${asked.method} ${part ?? ''}`) {
      case 'DELETE ':
        this.#trunks.splice(this.#trunks.indexOf(trunk), 1);
        for (const number of this.#numbers) if (number.trunk === sid) number.trunk = null;
        return { status: 204 };
      case 'GET OriginationUrls':
        return listed(
          'origination_urls',
          trunk.origination.map(({ sid, name, url }) => ({ sid, friendly_name: name, sip_url: url })),
          asked,
        );
      case 'POST OriginationUrls': {
        const { FriendlyName: name = '', SipUrl: url = '', Priority, Weight, Enabled } = asked.fields;
        if (!url.startsWith('sip:') || [Priority, Weight, Enabled].includes(undefined)) return refused;
        const made = { sid: this.#sid('OU'), name, url };
        trunk.origination.push(made);
        return { status: 201, body: { sid: made.sid, sip_url: url } };
      }
      case 'GET CredentialLists':
        return listed(
          'credential_lists',
          trunk.credentialLists.map((list) => ({ sid: list })),
          asked,
        );
      case 'POST CredentialLists': {
        const list = asked.fields.CredentialListSid ?? '';
        if (!this.#lists.some(({ sid }) => sid === list) || trunk.credentialLists.includes(list))
          return refused;
        trunk.credentialLists.push(list);
        return { status: 201, body: { sid: list } };
      }
      case 'DELETE PhoneNumbers': {
        const number = this.#numbers.find((candidate) => candidate.sid === entry && candidate.trunk === sid);
        if (number === undefined) return notFound;
        number.trunk = null;
        return { status: 204 };
      }
      default:
        return notFound;
    }
  }

  #makeTrunk({ account, fields }: Asked): StandInAnswer {
    const { FriendlyName: name = '', DomainName: domain = '' } = fields;
    if (name.length > 64 || !/^[a-z0-9-]{1,63}\.pstn\.twilio\.com$/.test(domain)) return refused;
    if (this.#domains.has(domain)) return { status: 400, body: { code: 21248, message: 'Domain taken' } };
    this.#domains.add(domain);
    const trunk = { sid: this.#sid('TK'), account, name, domain, origination: [], credentialLists: [] };
    this.#trunks.push(trunk);
    return { status: 201, body: trunkShown(trunk) };
  }

  #api(asked: Asked, [first, second, listSid, credentials]: readonly string[]): StandInAnswer {
    if (first === 'IncomingPhoneNumbers') return this.#numbersOf(asked, second);
    if (first !== 'SIP' || second !== 'CredentialLists') return notFound;
    const own = this.#lists.filter(({ account }) => account === asked.account);
    if (listSid === undefined) {
      if (asked.method !== 'POST') return listed('credential_lists', own.map(listShown), asked);
      const list = { ...{ sid: this.#sid('CL'), account: asked.account }, name: '', credentials: [] };
      this.#lists.push({ ...list, name: asked.fields.FriendlyName ?? '' });
      return { status: 201, body: { sid: list.sid } };
    }
    const list = own.find(({ sid }) => sid === listSid);
    if (list === undefined) return notFound;
    if (asked.method === 'DELETE') {
      // Twilio keeps a list to which a trunk refers.
      if (this.#trunks.some(({ credentialLists }) => credentialLists.includes(listSid))) return refused;
      this.#lists.splice(this.#lists.indexOf(list), 1);
      return { status: 204 };
    }
    if (credentials !== 'Credentials') return notFound;
    if (asked.method === 'GET') {
      const shown = list.credentials.map(({ sid, username }) => ({ sid, username }));
      return listed('credentials', shown, asked);
    }
    const { Username: username = '', Password: password = '' } = asked.fields;
    const strong =
      password.length >= 12 && /\d/.test(password) && /[a-z]/.test(password) && /[A-Z]/.test(password);
    if (username === '' || username.length > 32 || !strong) return refused;
    list.credentials.push({ sid: this.#sid('CR'), username, password });
    return { status: 201, body: { sid: list.sid } };
  }

  #numbersOf(asked: Asked, sid: string | undefined): StandInAnswer {
    const own = this.#numbers.filter(({ account }) => account === asked.account);
    if (sid === undefined) {
      const requested = (asked.query.get('PhoneNumber') ?? '').replace(/^\+/, '');
      const found = own.filter(({ number }) => number.includes(requested));
      return listed('incoming_phone_numbers', found.map(numberShown), asked);
    }
    const number = own.find((candidate) => candidate.sid === sid);
    if (number === undefined || asked.method !== 'POST') return notFound;
    const { TrunkSid: trunk, VoiceApplicationSid: application } = asked.fields;
    if (trunk !== undefined) Object.assign(number, { trunk, application: null });
    if (application !== undefined) Object.assign(number, { trunk: null, application });
    return { status: 200, body: numberShown(number) };
  }

  #sid(prefix: string): string {
    return `${prefix}${this.nextId().toString(16).padStart(32, '0')}`;
  }
}

const notFound: StandInAnswer = { status: 404, body: { code: 20404, message: 'Not found', status: 404 } };
const refused: StandInAnswer = { status: 400, body: { code: 20001, message: 'Bad request', status: 400 } };

/** One page of a list with the address of the next one, in the notation of each of the two APIs. */
function listed(key: string, entries: readonly object[], { path, query }: Asked): StandInAnswer {
  const page = Number(query.get('Page') ?? '0');
  const next = `${path}?Page=${page + 1}&PageSize=${query.get('PageSize')}`;
  const more = entries.length > (page + 1) * pageSize;
  const shown = entries.slice(page * pageSize, (page + 1) * pageSize);
  return {
    status: 200,
    body: path.startsWith('/v1/')
      ? { [key]: shown, meta: { key, next_page_url: more ? `https://trunking.twilio.com${next}` : null } }
      : { [key]: shown, next_page_uri: more ? next : null },
  };
}

function trunkShown({ sid, name, domain }: Pick<Trunk, 'sid' | 'name' | 'domain'>): object {
  return { sid, friendly_name: name, domain_name: domain };
}

function listShown({ sid, name }: CredentialList): object {
  return { sid, friendly_name: name };
}

function numberShown({ sid, number, voice, trunk, application }: Number): object {
  return {
    sid,
    phone_number: number,
    capabilities: { voice, SMS: true, mms: false, fax: false },
    trunk_sid: trunk,
    voice_application_sid: application,
    voice_url: 'https://demo.twilio.com/welcome/voice/',
  };
}
