/** What an owner keeps with a trunk. Of it, LiveKit gets to know the version of the agent that answers. */
export interface TrunkNotes {
  readonly numberProvider: string | null;
  readonly outboundAgentId: string | null;
  readonly inboundAgentVersion: number | null;
  readonly outboundAgentVersion: number | null;
  readonly inboundWebhookUrl: string | null;
}

/** The notes of a trunk to which nobody has added any. */
export const noNotes: TrunkNotes = {
  numberProvider: null,
  outboundAgentId: null,
  inboundAgentVersion: null,
  outboundAgentVersion: null,
  inboundWebhookUrl: null,
};

/** The notes that there are, in an order that stays. */
export const noteNames = Object.keys(noNotes) as (keyof TrunkNotes)[];
