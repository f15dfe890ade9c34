import type { PartName } from '../../domain/parts/trunk-parts.js';
import { carrierConnection } from '../carrier/connection.js';
import { carrierRoute } from '../carrier/route.js';
import { objectChangeSteps } from '../change/steps.js';
import { objectParts } from '../objects/object-parts.js';
import type { ObjectPart, PartDependencies, PartVerbs } from '../objects/part.js';
import { objectRepairSteps } from '../repair/steps.js';
import { objectSetUpSteps } from '../set-up/steps.js';
import { objectTearDownSteps } from '../tear-down/steps.js';
import { numberReservation } from './number.js';
import { phoneNumberRecord } from './record.js';

/** Returns the verbs of each part of a trunk. */
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
    inbound: object(objectParts.inbound),
    outbound: object(objectParts.outbound),
    rule: object(objectParts.rule),
    route: carrierRoute(dependencies),
    record: phoneNumberRecord(dependencies),
  };
}
