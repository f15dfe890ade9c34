import type { ObjectKind } from '../../domain/trunk/tag.js';
import { dispatchRule } from './dispatch-rule.js';
import { inboundTrunk } from './inbound-trunk.js';
import { outboundTrunk } from './outbound-trunk.js';
import type { ObjectPart } from './part.js';

/** The parts that are objects in LiveKit. Each comes after the parts that it needs. */
export const objectParts: Readonly<Record<ObjectKind, ObjectPart>> = {
  inbound: inboundTrunk,
  outbound: outboundTrunk,
  rule: dispatchRule,
};
