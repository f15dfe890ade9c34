import { trunkParts } from '../../src/domain/parts/trunk-parts.js';
import { setUpTrunkOf } from '../../src/workflows/set-up/set-up-trunk.js';
import { tearDownTrunkOf } from '../../src/workflows/tear-down/tear-down-trunk.js';
import { withWaitingRoom } from './graph.js';

export { followUpSetUp } from '../../src/workflows/set-up/set-up-trunk.js';

const graph = withWaitingRoom(trunkParts);

export const setUpTrunk = setUpTrunkOf(graph);
export const tearDownTrunk = tearDownTrunkOf(graph);
