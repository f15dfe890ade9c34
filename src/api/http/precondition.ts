import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { DescribedParameter } from './endpoint.js';
import type { Reading } from './fields.js';

/** The form of a tag: 128 bits of a hash in quotes. */
export const entityTagForm = { pattern: '^"[A-Za-z0-9_-]{22}"$' } as const;

/** Gives the entity tag of a body, a strong validator of RFC 9110. Equal bodies have equal tags. */
export function entityTagOf(body: object): string {
  const hash = createHash('sha256').update(JSON.stringify(body)).digest('base64url');
  return `"${hash.slice(0, 22)}"`;
}

/** The header that makes a request depend on the version that its caller has seen. */
export const ifMatchParameter = {
  'If-Match': {
    description:
      'The ETag of the version that the caller has seen, or several of them. If the trunk has another one, the answer is 412 and ' +
      'nothing changes. `*` accepts every version. A tag that a proxy has made weak (`W/`) counts like the original.',
    schema: { type: 'string', pattern: '^(\\*|(W/)?"[!#-~]*"( *, *(W/)?"[!#-~]*")*)$' },
    example: '"mQ2Jt0fXk3vA9sLw7YpZ1g"',
  },
} as const satisfies Record<string, DescribedParameter>;

const header = 'If-Match';
const shape = new RegExp(ifMatchParameter[header].schema.pattern);

/** Tells whether a version with one of these tags is what the caller has seen. */
export type Precondition = (tags: readonly string[]) => boolean;

/**
 * Reads the `If-Match` header. Without it every version is accepted. A weak tag counts like a strong one: a proxy that compresses
 * answers weakens each tag, and a tag names the version of the trunk, not the bytes of an answer.
 */
export function readIfMatch({
  headersDistinct,
}: Pick<IncomingMessage, 'headersDistinct'>): Reading<Precondition> {
  const value = headersDistinct['if-match']?.join(', ').trim();
  if (value === undefined || value === '*') return { ok: true, value: () => true };
  if (!shape.test(value)) {
    const problem = `${header} must be an ETag in quotes, several of them with commas between, or *.`;
    return { ok: false, problems: { [header]: [problem] } };
  }
  const accepted = new Set(value.match(/"[^"]*"/g));
  return { ok: true, value: (tags) => tags.some((tag) => accepted.has(tag)) };
}
