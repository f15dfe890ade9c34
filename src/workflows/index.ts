export { followUpSetUp } from './follow-up.js';
export { setUpTrunk } from './set-up-trunk.js';
export { tearDownTrunk } from './tear-down-trunk.js';
