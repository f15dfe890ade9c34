import { isIP } from 'node:net';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { SurveyLiveKit } from '../domain/livekit/sip-objects.js';
import { collisionKeyOf, parseTag, type Tag } from '../domain/trunk/trunk.js';
import { dispatchRules, inboundTrunks, outboundTrunks, type SipObjectKind } from './object-kinds.js';
import { type Json, type ListMethod, type LiveKitAccess, listAll } from './problem.js';

/** Prepares surveys of a LiveKit project. */
export function surveyOf(access: LiveKitAccess): SurveyLiveKit {
  return async (timeLimitMs) => {
    const deadline = performance.now() + timeLimitMs;
    const timeLeftMs = () => Math.max(1, Math.floor(deadline - performance.now()));
    return {
      inbound: await survey(access, timeLeftMs(), inboundTrunks, (info) => ({
        numbers: info.numbers.map(collisionKeyOf),
        wildcard: info.numbers.length === 0 || info.numbers.includes(''),
        open:
          (info.authUsername === '' || info.authPassword === '') && !info.allowedAddresses.some(isNetwork),
      })),
      outbound: await survey(access, timeLeftMs(), outboundTrunks, (info) => ({
        numbers: info.numbers.map(collisionKeyOf),
      })),
      rules: await survey(access, timeLeftMs(), dispatchRules, ({ trunkIds }) => ({
        trunkIds,
        wildcard: trunkIds.length === 0,
      })),
    };
  };
}

/** How many objects are read in one go, which takes a few milliseconds. */
const readInOneGo = 200;

/** Lists the objects of a kind, each with its identity, its comparison and the facts that matter for its kind. */
async function survey<Spec, Info extends { readonly name: string }, Facts extends object>(
  access: LiveKitAccess,
  timeLimitMs: number,
  kind: SipObjectKind<Spec, Info>,
  factsOf: (info: Info) => Facts,
) {
  return readAll(access, timeLimitMs, kind, (object) => ({
    id: kind.idOf(object.info),
    name: object.info.name,
    tag: tagOf(object.info.name, kind),
    differences: (spec: Spec) => kind.differences(object, spec),
    unmanaged: () => kind.unmanaged(object),
    ...factsOf(object.info),
  }));
}

/** Lists the objects of a kind and reads each of them. @throws {LiveKitProblem} */
export async function readAll<Read, Result>(
  access: LiveKitAccess,
  timeLimitMs: number,
  kind: { readonly listMethod: ListMethod; parse(json: Json): Read },
  read: (object: Read) => Result,
): Promise<Result[]> {
  const objects: Result[] = [];
  for (const json of await listAll(access, kind.listMethod, timeLimitMs)) {
    objects.push(read(kind.parse(json)));
    if (objects.length % readInOneGo === 0) await yieldToOthers();
  }
  return objects;
}

function tagOf(name: string, { kind }: Pick<SipObjectKind<never, never>, 'kind'>): Tag | null {
  const tag = parseTag(name);
  return tag?.kind === kind ? tag : null;
}

/** Tells whether LiveKit understands an address or network. It drops what it cannot read, and lets everybody in if nothing is left. */
function isNetwork(text: string): boolean {
  const [host = '', bits, ...rest] = text.split('/');
  const version = isIP(host);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
