import { noQuotas, type Quotas } from '../quotas.js';

/** The operator's rules about the numbers that organizations may take. */
export interface NumberRules {
  /** The quotas of every organization for which the operator has not set others. */
  readonly quotas: Quotas;
  /** How long a deleted number is kept for its former owner, in milliseconds. */
  readonly holdMs: number;
}

/** Rules that allow everything. */
export const noNumberRules: NumberRules = { quotas: noQuotas, holdMs: 0 };
