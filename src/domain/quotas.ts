/** Everything of which an organization has a limited number. A day begins at midnight UTC. */
export const quotaNames = ['trunks', 'new_numbers_per_day', 'imports_per_day', 'keys'] as const;
export type QuotaName = (typeof quotaNames)[number];

/** How many an organization may have. Null allows any number. */
export type Quotas = Readonly<Record<QuotaName, number | null>>;

/** The quotas of an organization without any limit. */
export const noQuotas: Quotas = {
  trunks: null,
  new_numbers_per_day: null,
  imports_per_day: null,
  keys: null,
};

/** Changes of an organization's own quotas. `usual` takes a quota back to the usual one. */
export type QuotaChanges = Readonly<Partial<Record<QuotaName, number | null | 'usual' | undefined>>>;

/** The answer to a request that would exceed a quota. Nothing was begun. */
export interface QuotaExceeded {
  readonly kind: 'quota_exceeded';
  readonly quota: QuotaName;
  /** How many the organization may have. */
  readonly most: number;
}
