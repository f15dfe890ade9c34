import type { CarrierName } from '../domain/trunk/trunk.js';
import { type OpenCarrier, permanent } from './carrier.js';
import { openPlivo, type PlivoAddresses } from './plivo.js';
import { openTwilio, type TwilioAddresses } from './twilio.js';

/** The addresses of the carriers that the operator has enabled; null for a carrier that is off. */
export interface CarrierAddresses {
  readonly twilio: TwilioAddresses | null;
  readonly plivo: PlivoAddresses | null;
}

/** Prepares access to the enabled carriers. No other carrier is ever contacted. */
export function carriersAt({ twilio, plivo }: CarrierAddresses): OpenCarrier {
  return (name, account, timeLimitMs) => {
    switch (name) {
      case 'twilio':
        return openTwilio(twilio ?? off(name), account, timeLimitMs);
      case 'plivo':
        return openPlivo(plivo ?? off(name), account, timeLimitMs);
    }
  };
}

function off(name: CarrierName): never {
  throw permanent('carrier_off', `The carrier ${name} is not enabled here.`);
}
