import { page } from '../http/page.js';

const places = [
  ['/docs', 'API reference', 'every endpoint, with samples in curl, Node and Python'],
  ['/docs/errors', 'Errors', 'every error: what it means, what to do, and who can fix it'],
  ['/openapi.json', 'OpenAPI document', 'the same description for generators of clients'],
  ['/readyz', 'State', 'whether this service can work, as JSON'],
] as const;

const interfaces = [
  ['Autocalls', 'autocalls', '/api/user/phone-numbers/…', 'Authorization: Bearer $KEY'],
  ['Zudu', 'zudu', '/api/phone-numbers/…, /api/sio/…', 'X-API-KEY: $KEY_ID, X-API-SECRET: $KEY'],
  ['/v1', 'trunks', '/v1/trunks, /v1/operations, /v1/imports …', 'either of them'],
] as const;

/** The page at `/`, for people who open the address of the service in a browser. */
export function landingPage(): string {
  return page('SIP trunks on LiveKit', [
    '<h1>Trunkline</h1>',
    '<p>One HTTP call sets up a complete SIP trunk on LiveKit, or nothing at all.</p>',
    `<ul>${places.map(([to, name, content]) => `<li><a href="${to}">${name}</a>: ${content}</li>`).join('')}</ul>`,
    '<h2>The first request</h2>',
    '<p>Set <code>TRUNKLINE</code> to the address of this page and <code>KEY</code> to the secret of your key. ' +
      'This shows to whom the key belongs:</p>',
    '<pre>curl "$TRUNKLINE/v1/me" \\\n  --header "Authorization: Bearer $KEY"</pre>',
    '<p>Operators make keys with <code>trunkline org create</code> and <code>trunkline key create</code>.</p>',
    '<h2>Three interfaces, one model</h2>',
    '<p>A trunk that was made through one is visible through the others.</p>',
    '<table><tr><th>Interface</th><th>Paths</th><th>Keys are sent as</th></tr>',
    ...interfaces.map(
      ([name, tag, paths, key]) =>
        `<tr><td><a href="/docs#tag/${tag}">${name}</a></td><td><code>${paths}</code></td><td><code>${key}</code></td></tr>`,
    ),
    '</table>',
  ]);
}
