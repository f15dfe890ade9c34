import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Writes the table of folders in docs/explanation/architecture.md from the rules in .dependency-cruiser.cjs.
 * Usage: `node tools/dependency-table.js --write`, or without an argument to fail if the table is stale.
 */
const page = 'docs/explanation/architecture.md';
const begin = '<!-- dependency-table -->';
const end = '<!-- /dependency-table -->';

/**
 * @typedef {object} Folder
 * @property {string} idea
 * @property {readonly string[]} imports folders whose values and types may be imported
 * @property {readonly string[]} [types] folders of which only types may be imported
 * @property {readonly string[]} [files] patterns of single files whose values may be imported too
 * @property {readonly string[]} [packages] npm packages, where not all are allowed
 */

/** @type {Record<string, Folder>} */
const folders = createRequire(import.meta.url)('../.dependency-cruiser.cjs').folders;

const root = new URL('../', import.meta.url);
const file = fileURLToPath(new URL(page, root));
const text = readFileSync(file, 'utf8');
const [before, rest] = text.split(begin);
const after = rest?.split(end)[1];
if (before === undefined || after === undefined) {
  throw new Error(`${page} needs the lines "${begin}" and "${end}" around its table.`);
}
const current = `${before}${begin}\n\n${table()}\n\n${end}${after}`;
if (process.argv.includes('--write')) {
  writeFileSync(file, current);
} else if (current !== text) {
  process.stderr.write(
    `The table of folders in ${page} is stale. Run: node tools/dependency-table.js --write\n`,
  );
  process.exitCode = 1;
}

function table() {
  const rows = Object.entries(folders).map(([folder, { idea, packages, ...allowed }]) => [
    `\`${folder}\``,
    idea,
    mayImport(allowed),
    packages === undefined ? 'any' : packages.map(code).join(', '),
  ]);
  const lines = [
    ['Folder', 'What it holds', 'May import', 'npm packages'],
    ['---', '---', '---', '---'],
    ...rows,
  ];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** @param {Omit<Folder, 'idea' | 'packages'>} allowed */
function mayImport({ imports, types = [], files = [] }) {
  const parts = [
    ...imports.map(code),
    ...types.map((folder) => `types of ${code(folder)}`),
    ...files.flatMap(namedFiles).map(code),
  ];
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

/**
 * Spells out `a/(?:b|c)[.]ts` as `a/b.ts` and `a/c.ts`.
 * @param {string} pattern
 */
function namedFiles(pattern) {
  const choices = pattern.match(/\(\?:([^)]+)\)/);
  const names = choices?.[1]?.split('|') ?? [''];
  return names.map((name) => pattern.replace(choices?.[0] ?? '', name).replace('[.]', '.'));
}

/** @param {string} name */
function code(name) {
  return `\`${name.replace(/^src\//, '')}\``;
}
