import { describe, expect, it } from 'vitest';
import { settingFallbacks, settingFields } from '../../../../src/api/http/trunk/setting-fields.js';

describe.each(Object.entries(settingFields))('the field %s of a request', (field, schema) => {
  const fallback: unknown = Object.entries(settingFallbacks).find(([name]) => name === field)?.[1];

  it.each([undefined, null, ''])(`${field} is its usual value when it is left out or empty: %j`, (empty) => {
    expect(schema.safeParse(empty)).toMatchObject({ success: true, data: fallback });
  });

  it.each(
    [[], {}]
      .filter((value) => JSON.stringify(value) !== JSON.stringify(fallback))
      .map((value) => ({ value, words: JSON.stringify(value) })),
  )(`${field} refuses the empty value of another kind: $words`, ({ value }) => {
    expect(schema.safeParse(value).success).toBe(false);
  });
});
