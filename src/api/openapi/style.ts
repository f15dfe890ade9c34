import type { z } from 'zod';
import type { Contract } from '../../domain/operation/operation.js';

/** In whose words endpoints answer errors, and that an operation goes on. */
export interface AnswerStyle {
  /** The contract whose words these are; null for `/v1`. */
  readonly contract: Contract | null;
  /** The media type of errors. */
  readonly errorType: string;
  /** What an error with one of these codes is, exactly. */
  errorBody(codes: readonly string[]): z.ZodType;
  /** What is said while an operation goes on. */
  readonly unfinished: z.ZodType;
}
