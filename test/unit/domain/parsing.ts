import { expect } from 'vitest';
import type { Parsed } from '../../../src/domain/values.js';

/** The problem of a value that must be refused; the test fails if it was accepted. */
export function problemOf(parsed: Parsed<unknown>): string {
  expect(parsed).toMatchObject({ ok: false });
  return parsed.ok ? '' : parsed.problem;
}

/** The value of an input that must be accepted; the test fails with the problem if it was refused. */
export function acceptedValue<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) throw new Error(`refused: ${parsed.problem}`);
  return parsed.value;
}
