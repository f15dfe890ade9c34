import { trunkParts } from '../domain/parts/trunk-parts.js';
import { changeTrunkOf } from './change/change-trunk.js';
import { repairTrunkOf } from './repair/repair-trunk.js';
import { setUpTrunkOf } from './set-up/set-up-trunk.js';
import { tearDownTrunkOf } from './tear-down/tear-down-trunk.js';

export { followUpChange } from './change/follow-up.js';
export { runImport } from './import/run-import.js';
export { reconcile } from './reconcile/reconcile.js';
export { reconcileOnSchedule } from './reconcile/scheduled.js';
export { followUpSetUp } from './set-up/follow-up.js';

export const setUpTrunk = setUpTrunkOf(trunkParts);
export const changeTrunk = changeTrunkOf(trunkParts);
export const tearDownTrunk = tearDownTrunkOf(trunkParts);
export const repairTrunk = repairTrunkOf(trunkParts);
