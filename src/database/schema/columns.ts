import { timestamp } from 'drizzle-orm/pg-core';
import type { SealedSecret } from '../../domain/secret.js';
import type { CarrierPlan } from '../../domain/trunk/carrier-connection.js';
import type { TrunkNotes } from '../../domain/trunk/notes.js';
import type { Trunk, TrunkSettings } from '../../domain/trunk/trunk.js';

/** A column that holds a moment, in microseconds and with its time zone. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 6, mode: 'date' });

/** The request of a set-up or a change. It is stored for as long as the operation may be retried. */
export interface StoredRequest {
  readonly settings: TrunkSettings;
  readonly sealedPassword: SealedSecret;
  /** Absent in the request of a set-up without notes. */
  readonly notes?: TrunkNotes;
  /**
   * The carrier that a set-up connects the number to. The outbound address in the settings then comes from the carrier.
   * Absent in every other request.
   */
  readonly carrier?: CarrierPlan;
}

/** A trunk as JSON, in the state in which an operation left it or a tear-down found it. Moments are in ISO 8601. */
export type StoredTrunk = Omit<Trunk, 'createdAt' | 'updatedAt' | 'deletingSince'> & {
  readonly createdAt: string;
  readonly updatedAt: string;
};
