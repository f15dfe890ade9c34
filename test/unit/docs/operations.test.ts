import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type FailureCode, failures } from '../../../src/trunks/failures.js';

const page = new URL('../../../docs/operations.md', import.meta.url);

describe('the page that errors of operations link to', () => {
  it.each(Object.keys(failures) as FailureCode[])('explains %s in the words of the API', async (code) => {
    const { meaning, remedy } = failures[code];
    const [, entry = ''] = (await readFile(page, 'utf8')).split(`\n### ${code}\n`);
    const own = entry.split('\n#', 1)[0];
    expect(own).toContain(meaning);
    expect(own).toContain(remedy);
  });
});
