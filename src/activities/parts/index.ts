import type { PartName } from '../../domain/parts/trunk-parts.js';
import { objectChangeSteps } from '../change/object-steps.js';
import { objectRepairSteps } from '../repair/object-steps.js';
import { objectSetUpSteps } from '../set-up/object-steps.js';
import { objectTearDownSteps } from '../tear-down/object-steps.js';
import { carrierConnection } from './carrier-connection.js';
import { carrierRoute } from './carrier-route.js';
import { dispatchRule } from './dispatch-rule.js';
import { inboundTrunk } from './inbound-trunk.js';
import { numberReservation } from './number.js';
import { outboundTrunk } from './outbound-trunk.js';
import type { ObjectPart, PartDependencies, PartVerbs } from './part.js';
import { phoneNumberRecord } from './record.js';

/** The parts that are objects in LiveKit, each after those that it needs. */
export const objectParts: readonly ObjectPart[] = [inboundTrunk, outboundTrunk, dispatchRule];

/** What can be done to each part of a trunk. */
export function partsWith(dependencies: PartDependencies): Readonly<Record<PartName, PartVerbs>> {
  const object = (part: ObjectPart): PartVerbs => ({
    ...objectSetUpSteps(part, dependencies),
    ...objectChangeSteps(part, dependencies),
    ...objectTearDownSteps(part, dependencies),
    ...objectRepairSteps(part, dependencies),
  });
  return {
    number: numberReservation(dependencies),
    carrier: carrierConnection(dependencies),
    inbound: object(inboundTrunk),
    outbound: object(outboundTrunk),
    rule: object(dispatchRule),
    route: carrierRoute(dependencies),
    record: phoneNumberRecord(dependencies),
  };
}
