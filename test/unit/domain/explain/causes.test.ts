import { describe, expect, it } from 'vitest';
import { causes } from '../../../../src/domain/explain/causes.js';
import { readPage } from '../../../support/pages.js';

describe('The reference of explanations', () => {
  const page = readPage('docs/reference/explanations.md').text;

  it.each(Object.entries(causes))('has the meaning and the remedy of %s', (cause, { meaning, remedy }) => {
    expect(page).toContain(`| \`${cause}\` | ${meaning} | ${remedy ?? '–'} |`);
  });

  it('has no other causes', () => {
    const rows = page.slice(page.indexOf('## Causes')).match(/^\| `/gm) ?? [];
    expect(rows).toHaveLength(Object.keys(causes).length);
  });
});
