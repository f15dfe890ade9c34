export { changeTrunk } from './change-trunk.js';
export { followUpSetUp } from './follow-up.js';
export { followUpChange } from './follow-up-change.js';
export { reconcile } from './reconcile.js';
export { repairTrunk } from './repair-trunk.js';
export { reconcileOnSchedule } from './scheduled-reconciliation.js';
export { setUpTrunk } from './set-up-trunk.js';
export { tearDownTrunk } from './tear-down-trunk.js';
