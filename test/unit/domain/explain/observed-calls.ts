import { readFileSync } from 'node:fs';
import {
  type CallerCredentials,
  type InboundCall,
  parseSipHeader,
  usualCodecs,
} from '../../../../src/domain/explain/call.js';
import type { Explanation } from '../../../../src/domain/explain/explanation.js';
import { explainInbound } from '../../../../src/domain/explain/inbound.js';
import type { MediaState, SipState, TrunkCredentials } from '../../../../src/domain/explain/state.js';
import { acceptedValue } from '../parsing.js';

interface ObservedMedia {
  readonly encryption?: keyof typeof encryptions;
  readonly onlyListedCodecs?: boolean;
  readonly codecs?: readonly { readonly name: string; readonly rate?: number }[];
}

interface ObservedTrunk {
  readonly name?: string;
  readonly numbers?: readonly string[];
  readonly allowedNumbers?: readonly string[];
  readonly allowedAddresses?: readonly string[];
  readonly authUsername?: string;
  readonly authPassword?: string;
  readonly media?: ObservedMedia;
  readonly deleted?: boolean;
  readonly updateNumbers?: readonly string[];
}

interface ObservedRule {
  readonly name?: string;
  readonly trunk: readonly (number | string)[];
  readonly rule: 'direct' | 'individual' | 'callee';
  readonly room?: string;
  readonly prefix?: string;
  readonly noRandomness?: boolean;
  readonly randomize?: boolean;
  readonly pin?: string;
  readonly numbers?: readonly string[];
  readonly inboundNumbers?: readonly string[];
  readonly hidePhoneNumber?: boolean;
  readonly media?: ObservedMedia;
}

interface ObservedCallInput {
  readonly to: string;
  readonly from: string;
  readonly fromHost?: string;
  readonly toHeader?: string;
  readonly fromHeader?: string;
  readonly sourceIp: string;
  readonly credentials: 'none' | 'right' | 'wrongPassword' | 'wrongUser';
  readonly username?: string;
  readonly password?: string;
  readonly preemptive?: boolean;
  readonly authHeaderName?: string;
  readonly sdp?: 'none' | 'no common codec';
  readonly pinDigits?: string;
}

/** A call that was made to a real livekit-sip, and what the caller heard. Trunks and rules are named by their index. */
export interface ObservedCall {
  readonly id: string;
  readonly title: string;
  readonly state: { readonly inbound: readonly ObservedTrunk[]; readonly rules: readonly ObservedRule[] };
  readonly call: ObservedCallInput;
  readonly verdict: {
    readonly kind: keyof typeof verdictOf;
    readonly codes: readonly number[];
    readonly trunk: number | null;
    readonly rule: number | null;
    readonly room: string | null;
  };
}

/** The verdict of an explanation for each kind of observation. */
export const verdictOf = {
  accepted: 'accepted',
  challenged_no_credentials_407: 'challenged',
  challenged_then_401: 'refused',
  refused: 'refused',
  silent: 'silent',
} as const;

const encryptions = {
  SIP_MEDIA_ENCRYPT_DISABLE: 'disabled',
  SIP_MEDIA_ENCRYPT_ALLOW: 'allowed',
  SIP_MEDIA_ENCRYPT_REQUIRE: 'required',
} as const;

/** Reads all observed calls. */
export function readObservedCalls(): readonly ObservedCall[] {
  const file: { readonly cases: readonly ObservedCall[] } = JSON.parse(
    readFileSync(new URL('observed-calls.json', import.meta.url), 'utf8'),
  );
  return file.cases;
}

/** The id of a trunk or rule with an index; null for none. */
export const trunkId = (index: number | null) => (index === null ? null : `ST_${index}`);
export const ruleId = (index: number | null) => (index === null ? null : `SDR_${index}`);

/** The state in which a call was made. */
function stateOf({ state }: ObservedCall): SipState {
  return {
    inbound: state.inbound.flatMap((trunk, index) =>
      trunk.deleted === true
        ? []
        : [
            {
              id: `ST_${index}`,
              name: trunk.name ?? '',
              numbers: trunk.updateNumbers ?? trunk.numbers ?? [],
              allowedNumbers: trunk.allowedNumbers ?? [],
              allowedAddresses: trunk.allowedAddresses ?? [],
              credentials: credentialsOf(trunk),
              media: mediaOf(trunk.media),
            },
          ],
    ),
    outbound: [],
    rules: state.rules.map((rule, index) => ({
      id: `SDR_${index}`,
      name: rule.name ?? '',
      trunkIds: rule.trunk.map((trunk) => (typeof trunk === 'number' ? `ST_${trunk}` : trunk)),
      room: {
        kind: rule.rule,
        name: (rule.rule === 'direct' ? rule.room : rule.prefix) ?? '',
        random: rule.rule === 'individual' ? rule.noRandomness !== true : rule.randomize === true,
      },
      pin: rule.pin ?? '',
      numbers: rule.numbers ?? [],
      inboundNumbers: rule.inboundNumbers ?? [],
      hidesNumber: rule.hidePhoneNumber === true,
      media: mediaOf(rule.media),
    })),
  };
}

function credentialsOf({ authUsername = '', authPassword = '' }: ObservedTrunk): TrunkCredentials {
  if (authUsername !== '' && authPassword !== '') return 'complete';
  return authUsername === '' && authPassword === '' ? 'none' : 'incomplete';
}

function mediaOf(media: ObservedMedia = {}): MediaState {
  return {
    encryption: media.encryption === undefined ? null : encryptions[media.encryption],
    onlyListedCodecs: media.onlyListedCodecs === true,
    codecs: (media.codecs ?? []).map(({ name, rate = 0 }) => ({ name, rate })),
  };
}

/** Explains an observed call. Which trunk takes a call does not depend on credentials, so it tells which credentials are right. */
export function explanationOf(observed: ObservedCall): Explanation {
  const state = stateOf(observed);
  const call = callOf(observed);
  const { trunk } = explainInbound(state, call);
  return explainInbound(state, { ...call, credentials: callerCredentials(observed, trunk?.id ?? null) });
}

function callOf({ call }: ObservedCall): InboundCall {
  const from = call.fromHeader === undefined ? null : acceptedValue(parseSipHeader(call.fromHeader));
  return {
    to: call.toHeader === undefined ? call.to : acceptedValue(parseSipHeader(call.toHeader)).user,
    from: from?.user ?? call.from,
    fromHost: from?.host ?? call.fromHost ?? call.sourceIp,
    sourceIp: call.sourceIp,
    credentials: 'right',
    codecs: call.sdp === undefined ? usualCodecs : call.sdp === 'none' ? null : ['iLBC/8000'],
    srtp: false,
    pin: call.pinDigits?.includes('#') === true ? (call.pinDigits.split('#', 1)[0] ?? '') : null,
  };
}

function callerCredentials({ state, call }: ObservedCall, trunk: string | null): CallerCredentials {
  if (call.credentials === 'none') return 'none';
  if (call.preemptive === true) return 'unasked';
  if ((call.authHeaderName ?? 'Proxy-Authorization') !== 'Proxy-Authorization') return 'wrong_header';
  const asking = state.inbound.find((_, index) => trunkId(index) === trunk);
  return call.username === asking?.authUsername && call.password === asking?.authPassword ? 'right' : 'wrong';
}
