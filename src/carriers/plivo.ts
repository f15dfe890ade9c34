import { z } from 'zod';
import type { CarrierAccount, CarrierRoute } from '../domain/trunk/spec.js';
import { type E164, type SipAddress, terminationDomains } from '../domain/trunk/trunk.js';
import { AccountClient, makeOrFind, removeAll } from './account-client.js';
import { type Carrier, type ConnectionSpec, isAccepted, isGone, permanent } from './carrier.js';

/** The address of Plivo's API. */
export interface PlivoAddresses {
  readonly apiUrl: string;
}

const carrier = 'Plivo';
/** The largest page that Plivo allows. */
const pageSize = 20;

const anything = z.looseObject({});
const accountNumber = z.object({
  number: z.string(),
  application: z.string().nullish(),
  app_id: z.string().nullish(),
  voice_enabled: z.boolean(),
  sms_enabled: z.boolean().nullish(),
  mms_enabled: z.boolean().nullish(),
});

/** A kind of object in Zentrunk: its path, and the field of its id in answers. */
interface Kind {
  readonly path: string;
  readonly id: string;
  /** One list holds the trunks of both directions. */
  readonly direction?: 'inbound' | 'outbound';
}

/** The kinds in the order in which they can be deleted: a trunk before the objects that it refers to. */
const kinds = {
  outboundTrunk: { path: 'Trunk', id: 'trunk_id', direction: 'outbound' },
  inboundTrunk: { path: 'Trunk', id: 'trunk_id', direction: 'inbound' },
  credential: { path: 'Credential', id: 'credential_uuid' },
  uri: { path: 'URI', id: 'uri_uuid' },
} as const satisfies Record<string, Kind>;
type KindName = keyof typeof kinds;
const kindNames = Object.keys(kinds) as KindName[];

/**
 * Opens an account at Plivo. Zentrunk has an inbound trunk with a URI (calls to us) and an outbound trunk with credentials (calls
 * from us), each an object of its own. The `app_id` of a number sets its route, and may be the id of a trunk.
 * @param timeLimitMs how long all requests together may take, in milliseconds
 */
export function openPlivo({ apiUrl }: PlivoAddresses, account: CarrierAccount, timeLimitMs: number): Carrier {
  const client = new AccountClient(carrier, account, timeLimitMs);
  const address = (path: string) =>
    new URL(`${apiUrl}/v1/Account/${encodeURIComponent(account.sid)}/${path}/`);
  const numberAddress = (id: string) => address(`Number/${encodeURIComponent(id)}`);
  const post = <T>(url: URL, what: string, json: object, answer: z.ZodType<T>) =>
    client.send({ method: 'POST', url, what, body: { json } }, answer);

  const list = async (name: KindName): Promise<{ id: string; name: string | null }[]> => {
    const { path, id, direction }: Kind = kinds[name];
    const entry = z.looseObject({ [id]: z.string(), name: z.string().nullish() });
    const page = z.object({ meta: z.object({ next: z.string().nullish() }), objects: z.array(entry) });
    const found: { id: string; name: string | null }[] = [];
    for (let offset = 0; ; offset += pageSize) {
      const url = address(`Zentrunk/${path}`);
      url.searchParams.set('limit', String(pageSize));
      url.searchParams.set('offset', String(offset));
      if (direction !== undefined) url.searchParams.set('trunk_direction', direction);
      const { meta, objects } = await client.send({ method: 'GET', url, what: `Zentrunk ${path}` }, page);
      for (const object of objects) {
        if (direction !== undefined && object.trunk_direction !== direction) continue;
        found.push({ id: String(object[id]), name: typeof object.name === 'string' ? object.name : null });
      }
      if (typeof meta.next !== 'string' || objects.length === 0) return found;
    }
  };

  const make = (name: KindName, { tag }: ConnectionSpec, checkFirst: boolean, json: object) => {
    const { path, id }: Kind = kinds[name];
    return makeOrFind<string>(
      checkFirst,
      async () => (await list(name)).find((candidate) => candidate.name === tag)?.id ?? null,
      async () => {
        const answer = z.looseObject({ [id]: z.string() });
        const made = await post(
          address(`Zentrunk/${path}`),
          `Zentrunk ${path}`,
          { name: tag, ...json },
          answer,
        );
        return String(made[id]);
      },
    );
  };

  const read = async (numberId: string) => {
    try {
      const url = numberAddress(numberId);
      return await client.send({ method: 'GET', url, what: 'Number' }, accountNumber);
    } catch (error) {
      if (isGone(error)) return null;
      throw error;
    }
  };
  const assign = (numberId: string, appId: string) =>
    post(numberAddress(numberId), 'Number', { app_id: appId }, anything).catch((error) => {
      if (isGone(error)) throw permanent('carrier_refused', `${carrier} does not know an object any more.`);
      throw error;
    });

  return {
    get mayHaveChanged() {
      return client.mayHaveChanged;
    },

    async find(number) {
      const id = digitsOf(number);
      const found = await read(id);
      if (found === null) {
        throw permanent('carrier_number_not_found', `${carrier} does not list the number in the account.`);
      }
      return {
        id,
        capabilities: {
          voice: found.voice_enabled,
          sms: found.sms_enabled ?? false,
          mms: found.mms_enabled ?? false,
        },
        route: routeOf(found),
      };
    },

    async connect(spec, checkFirst) {
      let pass = checkFirst;
      const once = async (name: KindName, json: object) => {
        const { made, found } = await make(name, spec, pass, json);
        pass ||= found;
        return made;
      };
      // LiveKit's guide for Plivo asks for TCP: an INVITE may be larger than a datagram.
      const uri = await once('uri', { uri: `${spec.sipHost};transport=tcp` });
      const inboundTrunk = await once('inboundTrunk', {
        trunk_direction: 'inbound',
        trunk_status: 'enabled',
        primary_uri_uuid: uri,
      });
      const credential = await once('credential', {
        username: spec.username,
        password: spec.password.reveal(),
      });
      const outboundTrunk = await once('outboundTrunk', {
        trunk_direction: 'outbound',
        trunk_status: 'enabled',
        credential_uuid: credential,
      });
      return {
        address: `${outboundTrunk}.${terminationDomains.plivo}` as SipAddress,
        trunkId: inboundTrunk,
        objects: { uri, inboundTrunk, credential, outboundTrunk },
      };
    },

    async route(numberId, trunkId) {
      await assign(numberId, trunkId);
    },

    async restore(number, trunkId, before) {
      const numberId = digitsOf(number);
      const found = await read(numberId);
      const now = found === null ? null : routeOf(found);
      if (now === null || now.to === 'number' || now.id !== trunkId) return false;
      if (before.to !== 'number' && (await isAccepted(assign(numberId, before.id)))) return true;
      await assign(numberId, '');
      return true;
    },

    async disconnect({ tag, also = {}, keep = {} }) {
      let removed = 0;
      for (const kind of kindNames) {
        const { path }: Kind = kinds[kind];
        removed += await removeAll(
          async () =>
            (await list(kind)).filter(
              ({ id, name }) => id !== keep[kind] && (name === tag || id === also[kind]),
            ),
          ({ id }) => client.remove(address(`Zentrunk/${path}/${id}`), `Zentrunk ${path}`),
        );
      }
      return removed;
    },
  };
}

/** Returns Plivo's id of a number: its digits. */
function digitsOf(number: E164): string {
  return number.slice(1);
}

/** Parses `/v1/Account/{id}/Application/{id}/`, or the same path of a trunk. Some answers contain only the id. */
function routeOf({ application, app_id: appId }: z.output<typeof accountNumber>): CarrierRoute {
  const [, kind, named] = /\/(Application|Trunk)\/([^/]+)\/?$/.exec(application ?? '') ?? [];
  const id = named ?? appId ?? '';
  if (id === '') return { to: 'number' };
  return { to: kind === 'Trunk' ? 'trunk' : 'application', id };
}
