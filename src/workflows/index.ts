import { trunkParts } from '../domain/parts/graph.js';
import { changeTrunkOf } from './change/change-trunk.js';
import { repairTrunkOf } from './repair/repair-trunk.js';
import { setUpTrunkOf } from './set-up/set-up-trunk.js';
import { tearDownTrunkOf } from './tear-down/tear-down-trunk.js';

export { followUpChange } from './change/change-trunk.js';
export { runImport } from './import/run-import.js';
export { reconcile, reconcileOnSchedule } from './reconcile/reconcile.js';
export { followUpSetUp } from './set-up/set-up-trunk.js';
export { placeTestCall } from './test-call/place-test-call.js';

export const setUpTrunk = setUpTrunkOf(trunkParts);
export const changeTrunk = changeTrunkOf(trunkParts);
export const tearDownTrunk = tearDownTrunkOf(trunkParts);
export const repairTrunk = repairTrunkOf(trunkParts);
