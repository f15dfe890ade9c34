import { PartGraph, type PartName, trunkParts } from '../../../src/domain/parts/graph.js';

/** A part that trunks do not have. */
export const oneMorePart = 'waiting_room' as string as PartName;

/** The graph of trunks with one more object in LiveKit, to show that the matrices follow the graph. */
export function graphWithOneMorePart(): PartGraph<PartName> {
  const { parts, commit } = trunkParts;
  return new PartGraph<PartName>([
    ...parts.filter((part) => part !== commit),
    { name: oneMorePart, needs: ['inbound'], at: 'livekit', title: 'waiting room' },
    { ...commit, needs: 'every other part' },
  ]);
}
