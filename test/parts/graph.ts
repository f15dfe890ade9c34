import type { PartDeclaration, PartGraph, PartName } from '../../src/domain/parts/graph.js';

/** A part that no trunk has. Only declarations give names their type, so this name needs an assertion. */
const waitingRoom = 'waiting_room' as string as PartName;

/** A graph with one more part: it needs the inbound trunk, like the dispatch rule. */
export function withWaitingRoom(
  Graph: typeof PartGraph,
  { parts, commit }: PartGraph<PartName>,
): PartGraph<PartName> {
  const declared = parts.map(
    (part): PartDeclaration<PartName> => (part === commit ? { ...part, needs: 'every other part' } : part),
  );
  return new Graph([
    ...declared,
    { name: waitingRoom, needs: ['inbound'], at: 'livekit', title: 'waiting room' },
  ]);
}
