import { type Asked, CarrierStandIn, type StandInAnswer } from './carrier-stand-in.js';

const collections = {
  Trunk: { id: 'trunk_id', references: { primary_uri_uuid: 'URI', credential_uuid: 'Credential' } },
  Credential: { id: 'credential_uuid', references: {} },
  URI: { id: 'uri_uuid', references: {} },
} as const;
type Collection = keyof typeof collections;

interface Stored {
  readonly id: string;
  readonly account: string;
  readonly collection: Collection;
  readonly fields: Readonly<Record<string, string>>;
}

interface AccountNumber {
  readonly account: string;
  readonly number: string;
  readonly voice: boolean;
  application: string;
}

/** Stands in for Plivo: the Number API and Zentrunk. See {@link CarrierStandIn}. */
export class PlivoStandIn extends CarrierStandIn {
  readonly #objects: Stored[] = [];
  readonly #numbers: AccountNumber[] = [];
  protected readonly refusal = { error: 'authentication failed' };

  /** Gives an account a number whose calls go to an application; an empty text means to none. */
  rent(account: string, number: string, { voice = true, application = '29986316244302815' } = {}): void {
    this.#numbers.push({ account, number: number.slice(1), voice, application });
  }

  /** The application or trunk to which calls to a number go. */
  routeOf(number: string): string | null {
    return this.#numbers.find((candidate) => candidate.number === number.slice(1))?.application ?? null;
  }

  remains() {
    return {
      trunks: this.#of('Trunk'),
      credentials: this.#of('Credential'),
      uris: this.#of('URI'),
    };
  }

  protected forget(): void {
    this.#objects.length = 0;
    this.#numbers.length = 0;
  }

  protected carryOut(asked: Asked): StandInAnswer {
    const [, account, first, second, third] =
      /^\/v1\/Account\/([^/]+)\/([^/]+)\/([^/]+)\/(?:([^/]+)\/)?$/.exec(asked.path) ?? [];
    if (account !== asked.account) return notFound;
    if (first === 'Number') return this.#number(asked, second ?? '');
    if (first !== 'Zentrunk' || second === undefined || !isCollection(second)) return notFound;
    return third === undefined ? this.#collection(asked, second) : this.#object(asked, second, third);
  }

  #number({ method, account, fields }: Asked, digits: string): StandInAnswer {
    const found = this.#numbers.find((entry) => entry.account === account && entry.number === digits);
    if (found === undefined) return notFound;
    if (method === 'POST') {
      found.application = fields.app_id ?? found.application;
      return { status: 202, body: { message: 'changed' } };
    }
    const { application, voice } = found;
    const isTrunk = this.#objects.some(({ id }) => id === application);
    const uri = isTrunk ? `Zentrunk/Trunk/${application}` : `Application/${application}`;
    return {
      status: 200,
      body: {
        number: digits,
        application: application === '' ? null : `/v1/Account/${account}/${uri}/`,
        voice_enabled: voice,
        sms_enabled: true,
      },
    };
  }

  #collection({ method, account, fields, query }: Asked, collection: Collection): StandInAnswer {
    const { id: idName, references } = collections[collection];
    if (method === 'POST') {
      const own = this.#objects.filter((object) => object.account === account);
      const missing = Object.entries(references).some(
        ([field, of]) =>
          fields[field] !== undefined &&
          !own.some((object) => object.collection === of && object.id === fields[field]),
      );
      const twice = own.some(
        (object) =>
          object.collection === collection &&
          object.fields.name === fields.name &&
          object.fields.trunk_direction === fields.trunk_direction,
      );
      if (missing || twice) return refused;
      const id = `${2_000_000_000 + this.nextId()}`;
      this.#objects.push({ id, account, collection, fields });
      return { status: 201, body: { message: 'created', [idName]: id } };
    }
    const direction = query.get('trunk_direction');
    const found = this.#objects.filter(
      (object) =>
        object.account === account &&
        object.collection === collection &&
        (direction === null || object.fields.trunk_direction === direction),
    );
    const [limit, offset] = [Number(query.get('limit') ?? '20'), Number(query.get('offset') ?? '0')];
    const more = found.length > offset + limit;
    return {
      status: 200,
      body: {
        meta: { limit, offset, total_count: found.length, next: more ? 'the next page' : null },
        objects: found
          .slice(offset, offset + limit)
          .map(({ id, fields: { password, ...shown } }) => ({ ...shown, [idName]: id })),
      },
    };
  }

  #object({ method, account }: Asked, collection: Collection, id: string): StandInAnswer {
    const found = this.#objects.find(
      (object) => object.account === account && object.collection === collection && object.id === id,
    );
    if (found === undefined || method !== 'DELETE') return notFound;
    const referred = this.#objects.some(({ fields }) =>
      [fields.primary_uri_uuid, fields.credential_uuid].includes(id),
    );
    if (referred) return refused;
    this.#objects.splice(this.#objects.indexOf(found), 1);
    return { status: 204 };
  }

  #of(collection: Collection): object[] {
    return this.#objects
      .filter((object) => object.collection === collection)
      .map(({ id, fields }) => ({ id, ...fields }));
  }
}

const notFound: StandInAnswer = { status: 404, body: { error: 'not found' } };
const refused: StandInAnswer = { status: 400, body: { error: 'invalid' } };

function isCollection(text: string): text is Collection {
  return Object.hasOwn(collections, text);
}
