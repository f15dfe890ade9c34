/** The carriers whose numbers can be imported. */
export const carrierNames = ['twilio', 'plivo'] as const;
export type CarrierName = (typeof carrierNames)[number];

/** What a number can be used for. */
export interface NumberCapabilities {
  readonly voice: boolean;
  readonly sms: boolean;
  readonly mms: boolean;
}

/** What the owner of a trunk may see of its carrier. */
export interface TrunkCarrier {
  readonly name: CarrierName;
  readonly capabilities: NumberCapabilities;
}

/** What the host names end with at which each carrier takes calls. */
export const terminationDomains = {
  twilio: 'pstn.twilio.com',
  plivo: 'zt.plivo.com',
} as const satisfies Record<CarrierName, string>;
