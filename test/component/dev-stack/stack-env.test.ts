import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { formatStackEnv } from '../../../dev-stack/commands/run-stack.js';
import { temporaryFolder } from './temporary-folder.js';

it('when values are plain, they stand as they are, one to a line', () => {
  expect(formatStackEnv({ REDIS_URL: 'redis://127.0.0.1:6379', DATABASE_URL: '', KEYS: 'k1:ab+/c==' })).toBe(
    'REDIS_URL=redis://127.0.0.1:6379\nDATABASE_URL=\nKEYS=k1:ab+/c==\n',
  );
});

it('when a value means something to a shell, sourcing the file still yields exactly that value', () => {
  const value = `postgres://u:p'w"$HOME@h/db?a=1&b=\`id\` \\ #`;
  const file = path.join(temporaryFolder(), 'stack.env');
  writeFileSync(file, formatStackEnv({ DATABASE_URL: value }));
  const seen = execFileSync('sh', ['-c', 'set -a; . "$1"; printf %s "$DATABASE_URL"', 'sh', file], {
    encoding: 'utf8',
  });
  expect(seen).toBe(value);
});
