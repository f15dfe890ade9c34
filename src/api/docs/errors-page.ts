import { type CatalogueEntry, type CatalogueSection, linesAbout } from '../errors/catalogue.js';
import { escaped, page, pagePolicy } from '../http/page.js';
import { assetsPath } from './reference-page.js';

/** The address of the script that searches the page of errors. */
export const searchPath = `${assetsPath}/search.js`;

/** The policy of the page: its own style, and its own script. */
export const errorsPolicy = `${pagePolicy}; script-src 'self'`;

/** Hides what does not have every word of the search. Without it the page shows everything, and no field. */
export const searchScript = `const field = document.querySelector('input');
const count = document.querySelector('output');
const shown = [...document.querySelectorAll('section, nav li')].map((element) => ({
  element, text: element.textContent.toLowerCase(),
}));
function search() {
  const words = field.value.toLowerCase().split(/\\s+/);
  const isFound = ({ element, text }) => words.every((word) => text.includes(word));
  for (const each of shown) each.element.hidden = !isFound(each);
  for (const group of document.querySelectorAll('article')) {
    group.hidden = [...group.querySelectorAll('section')].every(({ hidden }) => hidden);
  }
  const found = shown.filter(({ element }) => element.tagName === 'SECTION' && !element.hidden).length;
  count.textContent = field.value === '' ? '' : found === 1 ? '1 error' : found + ' errors';
}
field.addEventListener('input', search);
addEventListener('hashchange', () => { field.value = ''; search(); document.querySelector(':target')?.scrollIntoView(); });
field.value = new URLSearchParams(location.search).get('q') ?? '';
field.closest('p').hidden = false;
search();
`;

/** Makes the page of all errors, for people who follow the `type` or the `docs` of an answer. */
export function errorsPage(sections: readonly CatalogueSection[]): string {
  return page('errors', [
    '<h1>Errors</h1><p><a href="/">Trunkline</a> · <a href="/docs">API reference</a></p>',
    '<p hidden><label>Search: <input type="search" placeholder="a code, a status or a word"></label><output></output></p>',
    `<nav aria-label="Contents">${sections.map(contents).join('\n')}</nav>`,
    ...sections.map(
      ({ title, explanation, entries }) =>
        `<article><h2 id="${anchorOf(title)}">${escaped(title)}</h2><p>${withCode(explanation)}</p>${entries.map(paragraph).join('\n')}</article>`,
    ),
    `<script src="${searchPath}"></script>`,
  ]);
}

function contents({ title, entries }: CatalogueSection): string {
  const links = entries.map(
    ({ anchor, code }) => `<li><a href="#${escaped(anchor)}"><code>${escaped(code)}</code></a></li>`,
  );
  return `<p><a href="#${anchorOf(title)}">${escaped(title)}</a></p><ul>${links.join('')}</ul>`;
}

function anchorOf(title: string): string {
  return title.toLowerCase().replaceAll(' ', '-');
}

function paragraph(entry: CatalogueEntry): string {
  const lines = linesAbout(entry, false).map(
    ({ label, text }) =>
      `<li>${label === null ? '' : `<strong>${escaped(label)}:</strong> `}${escaped(text)}</li>`,
  );
  return `<section><h3 id="${escaped(entry.anchor)}"><code>${escaped(entry.code)}</code></h3><ul>${lines.join('')}</ul></section>`;
}

function withCode(text: string): string {
  return escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}
