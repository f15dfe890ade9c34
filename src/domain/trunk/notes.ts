/** Data that an owner keeps with a trunk. LiveKit gets only the version of the agent that answers. */
export interface TrunkNotes {
  readonly numberProvider: string | null;
  readonly outboundAgentId: string | null;
  readonly inboundAgentVersion: number | null;
  readonly outboundAgentVersion: number | null;
  readonly inboundWebhookUrl: string | null;
}

/** The notes of a trunk without any. */
export const noNotes: TrunkNotes = {
  numberProvider: null,
  outboundAgentId: null,
  inboundAgentVersion: null,
  outboundAgentVersion: null,
  inboundWebhookUrl: null,
};

/** The names of all notes, in a fixed order. */
export const noteNames = Object.keys(noNotes) as (keyof TrunkNotes)[];
