import { type PartDeclaration, PartGraph } from './graph.js';

/**
 * The parts of a trunk.
 *
 * - `number`: the reservation of the number, written when the operation is accepted. LiveKit has no lock for it, so it goes last.
 * - `carrier`: the connection at the carrier. It comes before everything in LiveKit: nothing is made for a number that the account
 *   does not own, and it yields the address of the outbound trunk.
 * - `rule`: the dispatch rule. It names the inbound trunk, and LiveKit would keep it when that trunk is deleted.
 * - `route`: lets the calls come in. Callers notice it, so only the record follows it. It does not need the outbound trunk.
 * - `record`: the point of no return.
 */
const declared = [
  { name: 'number', needs: [], at: 'database', title: 'number reservation' },
  { name: 'carrier', needs: ['number'], at: 'carrier', title: 'connection at the carrier' },
  { name: 'inbound', needs: ['number', 'carrier'], at: 'livekit', title: 'inbound trunk' },
  { name: 'outbound', needs: ['number', 'carrier'], at: 'livekit', title: 'outbound trunk' },
  { name: 'rule', needs: ['inbound'], at: 'livekit', title: 'dispatch rule' },
  { name: 'route', needs: ['rule'], at: 'carrier', title: 'route of the number' },
  { name: 'record', needs: 'every other part', at: 'database', title: 'phone number record' },
] as const satisfies readonly PartDeclaration[];

/** The name of a part of a trunk. */
export type PartName = (typeof declared)[number]['name'];

/** The graph of every trunk. */
export const trunkParts: PartGraph<PartName> = new PartGraph<PartName>(declared);
