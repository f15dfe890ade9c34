import { z } from 'zod';
import type { CarrierProblem } from '../domain/failures.js';
import type { CarrierAccount, CarrierRoute } from '../domain/trunk/spec.js';
import { type NumberCapabilities, type SipAddress, terminationDomains } from '../domain/trunk/trunk.js';
import { AccountClient, makeOrFind, removeAll } from './account-client.js';
import { type Carrier, type ConnectionSpec, isAccepted, isGone, permanent } from './carrier.js';

/** The addresses of Twilio's two APIs. */
export interface TwilioAddresses {
  readonly apiUrl: string;
  readonly trunkingUrl: string;
}

const carrier = 'Twilio';
const pageSize = '1000';

const anything = z.looseObject({});
const made = z.object({ sid: z.string() });
const trunk = z.object({
  sid: z.string(),
  friendly_name: z.string().nullable(),
  domain_name: z.string().nullable(),
});
const named = z.object({ sid: z.string(), friendly_name: z.string().nullable() });
const originationUrl = z.object({ sid: z.string(), sip_url: z.string() });
const credential = z.object({ sid: z.string(), username: z.string() });
const incomingNumber = z.object({
  sid: z.string(),
  phone_number: z.string(),
  // Twilio writes these names sometimes in capitals (`SMS`) and sometimes not.
  capabilities: z.record(z.string(), z.boolean().nullable()),
  trunk_sid: z.string().nullable(),
  voice_application_sid: z.string().nullable(),
});

/**
 * Opens an account at Twilio. Elastic SIP Trunking has one trunk for both directions, with an origination URL (calls to us) and a
 * credential list (calls from us). The credential list belongs to the account, and the trunk refers to it.
 * @param timeLimitMs how long all requests together may take, in milliseconds
 */
export function openTwilio(
  { apiUrl, trunkingUrl }: TwilioAddresses,
  account: CarrierAccount,
  timeLimitMs: number,
): Carrier {
  const client = new AccountClient(carrier, account, timeLimitMs);
  const api = (path: string) =>
    new URL(`${apiUrl}/2010-04-01/Accounts/${encodeURIComponent(account.sid)}/${path}.json`);
  const trunking = (path: string) => new URL(`${trunkingUrl}/v1/Trunks${path}`);
  const post = <T>(url: URL, what: string, form: Record<string, string>, answer: z.ZodType<T>) =>
    client.send({ method: 'POST', url, what, body: { form } }, answer);

  /** Reads all pages of a list. It requests the next page from the same server, whatever host the answer names. */
  const list = async <T>(first: URL, what: string, key: string, entry: z.ZodType<T>): Promise<T[]> => {
    const page = z
      .looseObject({
        next_page_uri: z.string().nullish(),
        meta: z.object({ next_page_url: z.string().nullish() }).optional(),
      })
      .transform((answer, context) => {
        const entries = z.array(entry).safeParse(answer[key]);
        if (!entries.success) {
          context.addIssue('The answer has no list.');
          return z.NEVER;
        }
        return { entries: entries.data, next: answer.meta?.next_page_url ?? answer.next_page_uri ?? '' };
      });
    const entries: T[] = [];
    let url = first;
    url.searchParams.set('PageSize', pageSize);
    for (;;) {
      const answer = await client.send({ method: 'GET', url, what }, page);
      entries.push(...answer.entries);
      if (answer.next === '') return entries;
      const { pathname, search } = new URL(answer.next, url);
      url = new URL(`${pathname}${search}`, url);
    }
  };

  const trunks = () => list(trunking(''), 'Trunks', 'trunks', trunk);
  const credentialLists = () =>
    list(api('SIP/CredentialLists'), 'CredentialLists', 'credential_lists', named);

  const findNumber = async (number: string) => {
    const url = api('IncomingPhoneNumbers');
    url.searchParams.set('PhoneNumber', number);
    const numbers = await list(url, 'IncomingPhoneNumbers', 'incoming_phone_numbers', incomingNumber);
    return numbers.find((candidate) => candidate.phone_number === number) ?? null;
  };
  const change = (numberId: string, form: Record<string, string>) =>
    post(api(`IncomingPhoneNumbers/${encodeURIComponent(numberId)}`), 'IncomingPhoneNumber', form, anything);

  const makeTrunk = (spec: ConnectionSpec, checkFirst: boolean) =>
    makeOrFind(
      checkFirst,
      async () => (await trunks()).find(({ friendly_name }) => friendly_name === spec.tag) ?? null,
      // We choose the domain. It contains the operation's id, so Twilio refuses it if the trunk exists already.
      () =>
        post(
          trunking(''),
          'Trunk',
          { FriendlyName: spec.tag, DomainName: `${spec.label}.${terminationDomains.twilio}` },
          trunk,
        ),
    );

  const makeOrigination = async (trunkSid: string, { tag, sipHost }: ConnectionSpec) => {
    const url = trunking(`/${trunkSid}/OriginationUrls`);
    // LiveKit's guide for Twilio asks for TCP: an INVITE may be larger than a datagram.
    const sipUrl = `sip:${sipHost};transport=tcp`;
    const present = await list(new URL(url), 'OriginationUrls', 'origination_urls', originationUrl);
    if (present.some((candidate) => candidate.sip_url === sipUrl)) return;
    const form = { FriendlyName: tag, SipUrl: sipUrl, Priority: '10', Weight: '10', Enabled: 'true' };
    await post(url, 'OriginationUrl', form, made);
  };

  const makeCredentials = async (spec: ConnectionSpec, checkFirst: boolean) => {
    const { made: credentialList } = await makeOrFind(
      checkFirst,
      async () => (await credentialLists()).find(({ friendly_name }) => friendly_name === spec.tag) ?? null,
      () => post(api('SIP/CredentialLists'), 'CredentialList', { FriendlyName: spec.tag }, made),
    );
    const { sid } = credentialList;
    const url = api(`SIP/CredentialLists/${sid}/Credentials`);
    const present = await list(new URL(url), 'Credentials', 'credentials', credential);
    if (!present.some(({ username }) => username === spec.username)) {
      const form = { Username: spec.username, Password: spec.password.reveal() };
      await post(url, 'Credential', form, made);
    }
    return sid;
  };

  const useCredentials = async (trunkSid: string, listSid: string) => {
    const url = trunking(`/${trunkSid}/CredentialLists`);
    const present = await list(new URL(url), 'CredentialLists of a trunk', 'credential_lists', made);
    if (present.some(({ sid }) => sid === listSid)) return;
    await post(url, 'CredentialList of a trunk', { CredentialListSid: listSid }, made);
  };

  return {
    get mayHaveChanged() {
      return client.mayHaveChanged;
    },

    async find(number) {
      const found = await findNumber(number).catch((error) => {
        if (isGone(error)) return null;
        throw error;
      });
      if (found === null) throw notFound();
      return { id: found.sid, capabilities: capabilitiesOf(found), route: routeOf(found) };
    },

    async connect(spec, checkFirst) {
      const { made: ownTrunk, found } = await makeTrunk(spec, checkFirst).catch(explained);
      const { sid: trunkSid, domain_name: domain } = ownTrunk;
      await makeOrigination(trunkSid, spec);
      const credentialListSid = await makeCredentials(spec, checkFirst || found);
      await useCredentials(trunkSid, credentialListSid);
      return {
        address: (domain ?? `${spec.label}.${terminationDomains.twilio}`) as SipAddress,
        trunkId: trunkSid,
        objects: { trunk: trunkSid, credentialList: credentialListSid },
      };
    },

    async route(numberId, trunkId) {
      await change(numberId, { TrunkSid: trunkId }).catch(explained);
    },

    async restore(number, trunkId, before) {
      const found = await findNumber(number);
      if (found === null || found.trunk_sid !== trunkId) return false;
      // Each route is set in one request. After an interruption between two, the next attempt would not recognise the number.
      if (before.to !== 'number') {
        const form: Record<string, string> =
          before.to === 'trunk' ? { TrunkSid: before.id } : { VoiceApplicationSid: before.id };
        if (await isAccepted(change(found.sid, form))) return true;
      }
      await client.remove(trunking(`/${trunkId}/PhoneNumbers/${found.sid}`), 'PhoneNumber of a trunk');
      return true;
    },

    async disconnect({ tag, also = {}, keep = {} }) {
      const isSelected =
        (kept: string | undefined, renamed: string | undefined) => (entry: z.output<typeof named>) =>
          entry.sid !== kept && (entry.friendly_name === tag || entry.sid === renamed);
      // Trunks come first, because Twilio does not delete a credential list that a trunk refers to.
      const ofTrunks = await removeAll(
        async () => (await trunks()).filter(isSelected(keep.trunk, also.trunk)),
        ({ sid }) => client.remove(trunking(`/${sid}`), 'Trunk'),
      );
      const ofLists = await removeAll(
        async () => (await credentialLists()).filter(isSelected(keep.credentialList, also.credentialList)),
        ({ sid }) => client.remove(api(`SIP/CredentialLists/${sid}`), 'CredentialList'),
      );
      return ofTrunks + ofLists;
    },
  };
}

function routeOf(found: z.output<typeof incomingNumber>): CarrierRoute {
  if (found.trunk_sid !== null && found.trunk_sid !== '') return { to: 'trunk', id: found.trunk_sid };
  if (found.voice_application_sid !== null && found.voice_application_sid !== '') {
    return { to: 'application', id: found.voice_application_sid };
  }
  return { to: 'number' };
}

function capabilitiesOf({ capabilities }: z.output<typeof incomingNumber>): NumberCapabilities {
  const can = (what: keyof NumberCapabilities) =>
    Object.entries(capabilities).some(([name, value]) => name.toLowerCase() === what && value === true);
  return { voice: can('voice'), sms: can('sms'), mms: can('mms') };
}

function notFound(): CarrierProblem {
  return permanent('carrier_number_not_found', `${carrier} does not list the number in the account.`);
}

/** Explains that somebody deleted an object in the middle of a step. */
function explained(error: unknown): never {
  if (isGone(error)) throw permanent('carrier_refused', `${carrier} does not know an object any more.`);
  throw error;
}
