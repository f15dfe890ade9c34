import { z } from 'zod';
import type { Rate, Rates } from '../../domain/limits.js';

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

/** The variables that limit what one client may ask for. */
export const limitVariables = {
  RATE_PER_KEY: rate('2000/10'),
  RATE_PER_ADDRESS: rate('5000/10'),
  RATE_OF_FAILURES: rate('60/300'),
};

/** Returns the settings of these variables. */
export function limitSettings(values: z.output<z.ZodObject<typeof limitVariables>>): {
  readonly rates: Rates;
} {
  return {
    rates: {
      key: values.RATE_PER_KEY,
      address: values.RATE_PER_ADDRESS,
      failed_authentication: values.RATE_OF_FAILURES,
    },
  };
}
