import { createHash } from 'node:crypto';
import type { CatalogueEntry, CatalogueSection } from '../errors/catalogue.js';
import { linesAbout } from '../errors/catalogue.js';

const style = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
h3 { margin-bottom: 0; } ul { margin-top: .25rem; } code { font-size: .95em; }
:target { background: #fff3c4; }
`;

/** The page needs only its own style. */
export const errorsPagePolicy =
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; ` +
  "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** Makes the page of all errors, for people who follow the `type` of a problem. */
export function errorsPage(sections: readonly CatalogueSection[]): string {
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Trunkline: errors</title>',
    `<meta name="viewport" content="width=device-width, initial-scale=1"><style>${style}</style></head><body>`,
    '<h1>Errors</h1><p><a href="/docs">The interface</a></p>',
    ...sections.map(
      ({ title, explanation, entries }) =>
        `<h2>${escaped(title)}</h2><p>${withCode(explanation)}</p>${entries.map(paragraph).join('\n')}`,
    ),
    '</body></html>',
  ].join('\n');
}

function paragraph(entry: CatalogueEntry): string {
  const lines = linesAbout(entry).map(
    ({ label, text }) =>
      `<li>${label === null ? '' : `<strong>${escaped(label)}:</strong> `}${escaped(text)}</li>`,
  );
  return `<h3 id="${escaped(entry.anchor)}"><code>${escaped(entry.code)}</code></h3><ul>${lines.join('')}</ul>`;
}

function withCode(text: string): string {
  return escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
