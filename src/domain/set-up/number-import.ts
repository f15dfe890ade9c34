import type { CarrierName } from '../trunk/carrier.js';
import type { CarrierAccount } from '../trunk/carrier-connection.js';
import type { E164 } from '../trunk/number.js';
import type { SetUpAnswer, SetUpCommand } from './set-up.js';

/** A number at a carrier, with the account that owns it, and the trunk to set up for it. */
export interface NumberImport {
  readonly number: E164;
  readonly carrier: CarrierName;
  readonly account: CarrierAccount;
  readonly nickname: string | null;
  readonly agentName: string | null;
  readonly outboundAgentId: string | null;
}

/** One request to import a number, which is set up like any other trunk. */
export type ImportNumberCommand = SetUpCommand<NumberImport>;

/** The answer to the import of a number. */
export type ImportNumberAnswer =
  | SetUpAnswer
  /** The operator has not enabled this carrier. */
  | { readonly kind: 'carrier_not_enabled' }
  /** The operator has not configured the host to which carriers send calls. */
  | { readonly kind: 'inbound_host_missing' };

/** The use case behind the endpoint that imports a number. */
export type ImportNumber = (command: ImportNumberCommand) => Promise<ImportNumberAnswer>;
