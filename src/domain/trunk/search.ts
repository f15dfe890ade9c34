import type { OperationId, OrganizationId } from '../values.js';
import type { CollisionKey, HealthState, Trunk, trunkStatuses } from './trunk.js';

/** The fields by which a list of trunks can be sorted. */
export const trunkSortFields = ['created_at', 'updated_at', 'phone_number', 'nickname'] as const;
type TrunkSortField = (typeof trunkSortFields)[number];

/** The order of a list of trunks. Trunks with equal values are in the order of their ids. */
export interface TrunkSort {
  readonly field: TrunkSortField;
  readonly descending: boolean;
}

/** A span of time. `from` belongs to it, `before` does not; null leaves that end open. */
interface Span {
  readonly from: Date | null;
  readonly before: Date | null;
}

/** Selects trunks; null selects any. */
export interface TrunkFilter {
  /** Null selects the trunks of all organisations, for an operator. */
  readonly organizationId: OrganizationId | null;
  readonly number: CollisionKey | null;
  readonly nickname: string | null;
  readonly status: (typeof trunkStatuses)[number] | null;
  readonly health: HealthState | null;
  readonly created: Span;
  readonly updated: Span;
  /** A part of the number, the nickname, the user name, the address or the agent, in upper or lower case. */
  readonly text: string | null;
  /** The set-up that has made the trunk. */
  readonly operationId: OperationId | null;
  /** The id of one of its three objects. */
  readonly liveKitId: string | null;
}

/** The position of a trunk in an ordered list: its value and its id. A time is in milliseconds since 1970. */
export interface TrunkPosition {
  readonly value: string;
  readonly id: number;
}

/** A request for a part of an ordered list of trunks. */
export interface TrunkSearch {
  readonly filter: TrunkFilter;
  readonly order: TrunkSort;
  /** The position behind which the part begins; null begins the list. */
  readonly after: TrunkPosition | null;
  readonly limit: number;
}

/** Some trunks of an ordered list. `next` is the position behind which there are more; null at the end. */
export interface FoundTrunks {
  readonly trunks: readonly Trunk[];
  readonly next: TrunkPosition | null;
}

/** Returns the position of a trunk in an ordered list. */
export function positionOf(trunk: Trunk, { field }: TrunkSort): TrunkPosition {
  const values: Readonly<Record<TrunkSortField, string>> = {
    created_at: String(trunk.createdAt.getTime()),
    updated_at: String(trunk.updatedAt.getTime()),
    phone_number: trunk.number.value,
    nickname: trunk.nickname ?? '',
  };
  return { value: values[field], id: trunk.id };
}
