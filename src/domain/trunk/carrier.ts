/** The carriers whose numbers can be imported. */
export const carrierNames = ['twilio', 'plivo'] as const;
export type CarrierName = (typeof carrierNames)[number];

/** The uses of a number. */
export interface NumberCapabilities {
  readonly voice: boolean;
  readonly sms: boolean;
  readonly mms: boolean;
}

/** The facts about a trunk's carrier that the owner may see. */
export interface TrunkCarrier {
  readonly name: CarrierName;
  readonly capabilities: NumberCapabilities;
}

/** The domains of the hosts at which each carrier accepts calls. */
export const terminationDomains = {
  twilio: 'pstn.twilio.com',
  plivo: 'zt.plivo.com',
} as const satisfies Record<CarrierName, string>;
