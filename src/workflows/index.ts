export { followUpSetUp } from './follow-up.js';
export { setUpTrunk } from './set-up-trunk.js';
