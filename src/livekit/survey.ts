import { isIP } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { SIPDispatchRuleInfo, SIPInboundTrunkInfo, SIPOutboundTrunkInfo } from '@livekit/protocol';
import type {
  SurveyedInboundTrunk,
  SurveyedOutboundTrunk,
  SurveyedRule,
  SurveyLiveKit,
} from '../domain/livekit/survey.js';
import { collisionKeyOf } from '../domain/trunk/number.js';
import { type ObjectKind, parseTag, type Tag } from '../domain/trunk/tag.js';
import { type Json, type ListMethod, listAll } from './list-all.js';
import { inboundObject, outboundObject, ruleObject } from './shown-objects.js';
import type { LiveKitAccess } from './sip-api.js';

/** Prepares surveys of a LiveKit project. */
export function surveyOf(access: LiveKitAccess): SurveyLiveKit {
  return async (timeLimitMs) => {
    const deadline = performance.now() + timeLimitMs;
    const list = (method: ListMethod) =>
      listAll(access, method, Math.max(1, Math.floor(deadline - performance.now())));
    return {
      inbound: await readEach(await list('ListSIPInboundTrunk'), (json) =>
        surveyedInbound(SIPInboundTrunkInfo.fromJson(json, lenient)),
      ),
      outbound: await readEach(await list('ListSIPOutboundTrunk'), (json) =>
        surveyedOutbound(SIPOutboundTrunkInfo.fromJson(json, lenient)),
      ),
      rules: await readEach(await list('ListSIPDispatchRule'), (json) =>
        surveyedRule(SIPDispatchRuleInfo.fromJson(json, lenient)),
      ),
    };
  };
}

/** So many objects are read in one go: a few milliseconds, after which others have their turn. */
const readInOneGo = 200;
/** A newer LiveKit may send fields that this version does not know. */
const lenient = { ignoreUnknownFields: true };

async function readEach<Surveyed>(
  items: readonly Json[],
  read: (json: Json) => Surveyed,
): Promise<Surveyed[]> {
  const objects: Surveyed[] = [];
  for (const item of items) {
    objects.push(read(item));
    if (objects.length % readInOneGo === 0) await nextTurn();
  }
  return objects;
}

function surveyedInbound(info: SIPInboundTrunkInfo): SurveyedInboundTrunk {
  return {
    id: info.sipTrunkId,
    name: info.name,
    tag: tagOfKind(info.name, 'inbound'),
    numbers: info.numbers.map(collisionKeyOf),
    wildcard: info.numbers.length === 0 || info.numbers.includes(''),
    open: (info.authUsername === '' || info.authPassword === '') && !info.allowedAddresses.some(isNetwork),
    differences: (spec) => inboundObject(info, spec).differs,
  };
}

function surveyedOutbound(info: SIPOutboundTrunkInfo): SurveyedOutboundTrunk {
  return {
    id: info.sipTrunkId,
    name: info.name,
    tag: tagOfKind(info.name, 'outbound'),
    numbers: info.numbers.map(collisionKeyOf),
    differences: (spec) => outboundObject(info, spec).differs,
  };
}

function surveyedRule(info: SIPDispatchRuleInfo): SurveyedRule {
  return {
    id: info.sipDispatchRuleId,
    name: info.name,
    tag: tagOfKind(info.name, 'rule'),
    trunkIds: info.trunkIds,
    wildcard: info.trunkIds.length === 0,
    differences: (spec) => ruleObject(info, spec).differs,
  };
}

function tagOfKind(name: string, kind: ObjectKind): Tag | null {
  const tag = parseTag(name);
  return tag?.kind === kind ? tag : null;
}

/** LiveKit drops what it cannot read as address or network, and lets everybody in when nothing is left. */
function isNetwork(text: string): boolean {
  const [host = '', bits, ...rest] = text.split('/');
  const version = isIP(host);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
