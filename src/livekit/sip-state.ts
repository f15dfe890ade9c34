import {
  type SIPDispatchRule,
  type SIPDispatchRuleInfo,
  type SIPInboundTrunkInfo,
  type SIPMediaConfig,
  SIPMediaEncryption,
  type SIPOutboundTrunkInfo,
  SIPTransport,
} from '@livekit/protocol';
import type {
  InboundTrunkState,
  MediaState,
  OutboundTrunkState,
  ReadSipState,
  RuleRoom,
  RuleState,
  TrunkCredentials,
} from '../domain/explain/state.js';
import { dispatchRules, inboundTrunks, outboundTrunks } from './object-kinds.js';
import type { LiveKitAccess } from './problem.js';
import { readAll } from './survey.js';

/** Prepares reading the state of a LiveKit project, without any password. */
export function sipStateOf(access: LiveKitAccess): ReadSipState {
  return async (timeLimitMs) => {
    const [inbound, outbound, rules] = await Promise.all([
      readAll(access, timeLimitMs, inboundTrunks, ({ info }) => inboundTrunkState(info)),
      readAll(access, timeLimitMs, outboundTrunks, ({ info }) => outboundTrunkState(info)),
      readAll(access, timeLimitMs, dispatchRules, ({ info }) => ruleState(info)),
    ]);
    return { inbound, outbound, rules };
  };
}

function inboundTrunkState(info: SIPInboundTrunkInfo): InboundTrunkState {
  const { sipTrunkId: id, name, numbers, allowedNumbers, allowedAddresses } = info;
  const media = mediaState(info.media, info.mediaEncryption);
  return { id, name, numbers, allowedNumbers, allowedAddresses, credentials: credentialsOf(info), media };
}

function outboundTrunkState(info: SIPOutboundTrunkInfo): OutboundTrunkState {
  const { sipTrunkId: id, name, address, numbers } = info;
  return {
    id,
    name,
    address,
    numbers,
    credentials: credentialsOf(info),
    transport: transports[info.transport],
  };
}

const transports = {
  [SIPTransport.SIP_TRANSPORT_AUTO]: 'auto',
  [SIPTransport.SIP_TRANSPORT_UDP]: 'udp',
  [SIPTransport.SIP_TRANSPORT_TCP]: 'tcp',
  [SIPTransport.SIP_TRANSPORT_TLS]: 'tls',
} as const;

function ruleState(info: SIPDispatchRuleInfo): RuleState {
  const { sipDispatchRuleId: id, name, trunkIds, numbers, inboundNumbers, hidePhoneNumber } = info;
  return {
    ...{ id, name, trunkIds, numbers, inboundNumbers },
    room: roomOf(info.rule),
    pin: info.rule?.rule.value?.pin ?? '',
    hidesNumber: hidePhoneNumber,
    media: mediaState(info.media, info.mediaEncryption),
  };
}

function roomOf(rule: SIPDispatchRule | undefined): RuleRoom | null {
  switch (rule?.rule.case) {
    case 'dispatchRuleDirect':
      return { kind: 'direct', name: rule.rule.value.roomName, random: false };
    case 'dispatchRuleIndividual':
      return {
        kind: 'individual',
        name: rule.rule.value.roomPrefix,
        random: !rule.rule.value.noRandomness,
      };
    case 'dispatchRuleCallee':
      return { kind: 'callee', name: rule.rule.value.roomPrefix, random: rule.rule.value.randomize };
    default:
      return null;
  }
}

function credentialsOf({
  authUsername,
  authPassword,
}: SIPInboundTrunkInfo | SIPOutboundTrunkInfo): TrunkCredentials {
  if (authUsername !== '' && authPassword !== '') return 'complete';
  return authUsername === '' && authPassword === '' ? 'none' : 'incomplete';
}

/** Reads media settings. `legacy` is the older field for encryption, which counts if the newer one is not set. */
function mediaState(media: SIPMediaConfig | undefined, legacy: SIPMediaEncryption): MediaState {
  const isLegacy = media?.encryption === undefined && legacy !== SIPMediaEncryption.SIP_MEDIA_ENCRYPT_DISABLE;
  const encryption = isLegacy ? legacy : media?.encryption;
  return {
    encryption: encryption === undefined ? null : encryptions[encryption],
    onlyListedCodecs: media?.onlyListedCodecs ?? false,
    codecs: media?.codecs.map(({ name, rate }) => ({ name, rate })) ?? [],
  };
}

const encryptions = {
  [SIPMediaEncryption.SIP_MEDIA_ENCRYPT_DISABLE]: 'disabled',
  [SIPMediaEncryption.SIP_MEDIA_ENCRYPT_ALLOW]: 'allowed',
  [SIPMediaEncryption.SIP_MEDIA_ENCRYPT_REQUIRE]: 'required',
} as const;
