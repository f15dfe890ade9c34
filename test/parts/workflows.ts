import { PartGraph, trunkParts } from '../../src/domain/parts/graph.js';
import { setUpTrunkOf } from '../../src/workflows/set-up/set-up-trunk.js';
import { tearDownTrunkOf } from '../../src/workflows/tear-down/tear-down-trunk.js';
import { withWaitingRoom } from './graph.js';

export { followUpSetUp } from '../../src/workflows/set-up/set-up-trunk.js';

const graph = withWaitingRoom(PartGraph, trunkParts);

export const setUpTrunk = setUpTrunkOf(graph);
export const tearDownTrunk = tearDownTrunkOf(graph);
