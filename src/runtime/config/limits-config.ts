import { availableParallelism } from 'node:os';
import { z } from 'zod';
import type { Rate, Rates } from '../../domain/limits.js';
import type { NumberRules } from '../../domain/trunk/numbers/number-rules.js';

const rateShape = /^(\d{1,9})\/(\d{1,5})$/;

const rate = (fallback: string) =>
  z
    .string()
    .regex(/^(\d{1,9}\/\d{1,5}|off)$/, 'must be requests/seconds such as 2000/10, or off')
    .default(fallback)
    .transform((text): Rate => {
      const [, most, seconds] = rateShape.exec(text) ?? [];
      return most === undefined ? null : { most: Number(most), windowMs: Number(seconds) * 1_000 };
    })
    .refine((value) => value === null || (value.most > 0 && value.windowMs > 0), 'must be above 0');

const atLeastOne = (fallback: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be a whole number of at least 1')
    .default(String(fallback))
    .transform(Number);

const wholeHours = (fallback: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, 'must be a whole number of hours')
    .default(String(fallback))
    .transform(Number);

const quota = (fallback: number) =>
  z
    .string()
    .regex(/^(\d{1,9}|off)$/, 'must be a whole number, or off')
    .default(String(fallback))
    .transform((text) => (text === 'off' ? null : Number(text)));

/** The variables that limit what one client may ask for. */
export const limitVariables = {
  RATE_PER_KEY: rate('2000/10'),
  RATE_PER_ADDRESS: rate('5000/10'),
  RATE_OF_FAILURES: rate('60/300'),
  RATE_OF_CONFLICTS: rate('100/3600'),
  TEST_CALLS_PER_KEY: rate('10/3600'),
  TEST_CALLS_PER_ORGANIZATION: rate('20/3600'),
  TEST_CALLS_AT_ONCE: atLeastOne(8),
  TEST_CALLS_AT_ONCE_PER_ORGANIZATION: atLeastOne(2),
  SLOTS_PER_ORGANIZATION: atLeastOne(4),
  READS_AT_ONCE: atLeastOne(8),
  IMPORT_FILES_AT_ONCE: atLeastOne(2),
  EVENT_STREAMS: atLeastOne(200),
  EVENT_STREAMS_PER_ORGANIZATION: atLeastOne(100),
  QUOTA_TRUNKS: quota(10_000),
  QUOTA_NEW_NUMBERS: quota(1_000),
  QUOTA_IMPORTS: quota(100),
  QUOTA_KEYS: quota(100),
  NUMBER_POLICY: z.enum(['strict', 'off']).default('strict'),
  NUMBER_HOLD_HOURS: wholeHours(168),
};

type LimitValues = z.output<z.ZodObject<typeof limitVariables>>;

/** Returns how many slots organizations share. */
export function slotSettings(values: LimitValues) {
  return {
    perOrganization: values.SLOTS_PER_ORGANIZATION,
    whileCrowding: Math.max(1, Math.floor(availableParallelism() / 2)),
    reads: values.READS_AT_ONCE,
    files: values.IMPORT_FILES_AT_ONCE,
  };
}

/** Returns the other settings of these variables. */
export function limitSettings(values: LimitValues): {
  readonly rates: Rates;
  readonly eventStreams: { readonly followers: number; readonly perOrganization: number };
  readonly numberRules: NumberRules;
  readonly testCallsAtOnce: { readonly inAll: number; readonly perOrganization: number };
} {
  return {
    numberRules: {
      quotas: {
        trunks: values.QUOTA_TRUNKS,
        new_numbers_per_day: values.QUOTA_NEW_NUMBERS,
        imports_per_day: values.QUOTA_IMPORTS,
        keys: values.QUOTA_KEYS,
      },
      ownership: values.NUMBER_POLICY,
      holdMs: values.NUMBER_POLICY === 'off' ? 0 : values.NUMBER_HOLD_HOURS * 3_600_000,
    },
    rates: {
      key: values.RATE_PER_KEY,
      address: values.RATE_PER_ADDRESS,
      failed_authentication: values.RATE_OF_FAILURES,
      conflict: values.RATE_OF_CONFLICTS,
      test_calls_of_key: values.TEST_CALLS_PER_KEY,
      test_calls_of_organization: values.TEST_CALLS_PER_ORGANIZATION,
    },
    testCallsAtOnce: {
      inAll: values.TEST_CALLS_AT_ONCE,
      perOrganization: values.TEST_CALLS_AT_ONCE_PER_ORGANIZATION,
    },
    eventStreams: {
      followers: values.EVENT_STREAMS,
      perOrganization: values.EVENT_STREAMS_PER_ORGANIZATION,
    },
  };
}
