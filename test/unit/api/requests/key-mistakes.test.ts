import type { IncomingHttpHeaders } from 'node:http';
import { expect, it } from 'vitest';
import { mistakeIn } from '../../../../src/api/http/key-mistakes.js';

it.each<[IncomingHttpHeaders, RegExp]>([
  [{}, /^The request has no API key\. Send Authorization: Bearer <secret>, or X-API-KEY/],
  [{ authorization: 'Bearer sk_owner' }, /^sk_… is the public id of a key, not its secret/],
  [{ authorization: 's3cr3t_owner' }, /does not begin with the word Bearer/],
  [{ authorization: 'Token s3cr3t_owner' }, /does not begin with the word Bearer/],
  [{ authorization: 'Basic c2tfb3duZXI6czNjcjN0X293bmVy' }, /^Basic authentication is not supported/],
  [{ authorization: 'Bearer "s3cr3t_owner"' }, /quotes, brackets or the name of a variable/],
  [{ authorization: 'Bearer $KEY' }, /quotes, brackets or the name of a variable/],
  [{ authorization: 'Bearer <secret>' }, /quotes, brackets or the name of a variable/],
  [{ authorization: 'Bearer Bearer s3cr3t_owner' }, /Bearer stands twice/],
  [{ authorization: 'Bearer' }, /no secret behind Bearer/],
  [{ authorization: 'Bearer s3cr3t_ow ner' }, /spaces or characters that no secret has/],
  [{ authorization: 'Bearer s3cr3t_owner\u00a0' }, /spaces or characters that no secret has/],
  [{ authorization: 'Bearer org_0123456789abcdef01234567' }, /id of an organization/],
  [{ authorization: 'Bearer s3cr3t_unknown' }, /^No key that is accepted now/],
  [{ 'x-api-key': 'sk_owner' }, /^X-API-SECRET is missing/],
  [{ 'x-api-key': 's3cr3t_owner' }, /^X-API-KEY has the secret/],
  [{ 'x-api-secret': 's3cr3t_owner' }, /^X-API-KEY is missing/],
  [{ 'x-api-key': 's3cr3t_owner', 'x-api-secret': 'sk_owner' }, /are exchanged/],
  [
    { 'x-api-key': "'sk_owner'", 'x-api-secret': 's3cr3t_owner' },
    /quotes, brackets or the name of a variable/,
  ],
  [{ 'x-api-key': 'sk_owner', 'x-api-secret': 's3cr3t_ow ner' }, /spaces or other characters/],
  [{ 'x-api-key': 'sk_owner', 'x-api-secret': 's3cr3t_unknown' }, /^No key that is accepted now/],
])('the owner of a key that was sent as %j learns what to send instead', (headers, expected) => {
  expect(mistakeIn(headers)).toMatch(expected);
  expect(mistakeIn(headers)).not.toMatch(/owner|unknown|c2tf/);
});
