import { type PartName, trunkParts } from '../../../src/domain/parts/graph.js';
import type { ObjectKind } from '../../../src/domain/trunk/trunk.js';
import type { SipMethod } from '../../integration/support/livekit/fault.js';

/** The methods of LiveKit's API for one kind of object. */
export interface SipMethods {
  readonly create: SipMethod;
  readonly update: SipMethod;
  readonly list: SipMethod;
  readonly delete: SipMethod;
}

const methodsOfKinds = {
  inbound: {
    create: 'CreateSIPInboundTrunk',
    update: 'UpdateSIPInboundTrunk',
    list: 'ListSIPInboundTrunk',
    delete: 'DeleteSIPTrunk',
  },
  outbound: {
    create: 'CreateSIPOutboundTrunk',
    update: 'UpdateSIPOutboundTrunk',
    list: 'ListSIPOutboundTrunk',
    delete: 'DeleteSIPTrunk',
  },
  rule: {
    create: 'CreateSIPDispatchRule',
    update: 'UpdateSIPDispatchRule',
    list: 'ListSIPDispatchRule',
    delete: 'DeleteSIPDispatchRule',
  },
} as const satisfies Record<ObjectKind, SipMethods>;

const methodsOfParts: Readonly<Partial<Record<PartName, SipMethods>>> = methodsOfKinds;

/** Finds the methods of a part that is an object in LiveKit. @throws {Error} for any other part. */
export function methodsOf(part: PartName): SipMethods {
  const methods = methodsOfParts[part];
  if (methods === undefined) throw new Error(`The table has no methods of LiveKit for the part "${part}".`);
  return methods;
}

/** Lists the methods that delete objects of a trunk, each once. */
export function deleteMethods(): readonly SipMethod[] {
  return [...new Set(trunkParts.objects.map(({ name }) => methodsOf(name).delete))];
}

/** Trunkline deletes an object that it has listed, and then once more by the id that it knows. */
const deletionsOfEach = 2;

/**
 * Counts the requests with the same method that are sent before a part is removed. Trunkline removes a part once nothing needs it
 * any more: the outbound trunk beside the rule, the inbound trunk after the rule.
 */
export function deletionsBefore(part: PartName): number {
  const height = heightOf(part);
  const before = trunkParts.objects.filter(
    ({ name }) => methodsOf(name).delete === methodsOf(part).delete && heightOf(name) < height,
  );
  return deletionsOfEach * before.length;
}

/** The length of the longest chain of objects that need this one; 0 when none does. */
function heightOf(part: PartName): number {
  const dependents = trunkParts.objects.filter(({ needs }) => needs.includes(part));
  return Math.max(0, ...dependents.map(({ name }) => 1 + heightOf(name)));
}
