import { createHash } from 'node:crypto';

const style = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
h3 { margin-bottom: 0; } ul { margin-top: .25rem; } code { font-size: .95em; overflow-wrap: anywhere; }
pre { background: #f4f4f4; padding: .75rem; overflow-x: auto; }
table { border-collapse: collapse; width: 100%; } th, td { border: 1px solid #bbb; padding: .3rem .6rem; text-align: left; vertical-align: top; }
:target { background: #fff3c4; }
nav ul { columns: 14rem; padding-left: 1rem; } input { font: inherit; width: 100%; box-sizing: border-box; padding: .5rem; }
[hidden] { display: none; }
@media print { body { margin: 0; max-width: none; } a { color: inherit; } tr { break-inside: avoid; } }
`;

/** An empty icon, so that browsers do not ask for `/favicon.ico`. */
export const noIcon = '<link rel="icon" href="data:,">';

/** The policy of a page: it needs only its own style. */
export const pagePolicy =
  `default-src 'none'; img-src data:; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; ` +
  "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** Makes a page for people. @param body lines of HTML, with every text escaped */
export function page(title: string, body: readonly string[]): string {
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Trunkline: ${escaped(title)}</title>`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">${noIcon}<style>${style}</style></head><body>`,
    ...body,
    '</body></html>',
  ].join('\n');
}

/** Escapes a text for HTML, also inside quotation marks. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
