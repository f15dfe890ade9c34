import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/**
 * Counts the files that a reader opens to follow a request from its route to its response, and the lines of source.
 * Usage: `npm run measure:files`, or `npm run measure:files -- --list` to print the files.
 *
 * A walk begins at the entries in tools/files-to-follow.json and follows every import of a value. An import that is
 * erased by the compiler (`import type`, or only `type` names) is not followed, since nothing happens there.
 *
 * - `opened`: files that are counted without following their imports. The file that lists all routes
 *   imports what all of them need, and a reader follows one of them.
 * - `followed`: the files of this request in each layer. Layers are joined by names and injected functions instead of
 *   imports, so that each needs an entry: the handler with its schema and presenter, the use case, the workflow, and
 *   the activities that it calls.
 *
 * A walk ends at the ports to LiveKit and to carriers, which are injected, and at packages. Errors, logs, start and stop
 * of the service are not part of it.
 */
const root = fileURLToPath(new URL('../', import.meta.url));

/** @typedef {{ opened: string[], followed: string[] }} Entries */

/** @type {Record<string, Entries>} */
const walks = JSON.parse(readFileSync(path.join(root, 'tools/files-to-follow.json'), 'utf8'));
const list = process.argv.includes('--list');

for (const [name, { opened, followed }] of Object.entries(walks)) {
  const missing = [...opened, ...followed].filter((file) => !existsSync(path.join(root, file)));
  if (missing.length > 0) {
    throw new Error(`tools/files-to-follow.json names files that do not exist: ${missing.join(', ')}`);
  }
  const files = [...new Set([...opened, ...reached(followed)])].sort();
  const folders = new Set(files.map((file) => file.split('/').slice(0, 2).join('/')));
  print(`${name.padEnd(8)} ${files.length} files in ${folders.size} folders`);
  if (list) {
    for (const file of files) print(`  ${file}`);
  }
}
print(
  `source   ${lines('src') + lines('dev-stack')} lines (src ${lines('src')}, dev-stack ${lines('dev-stack')})`,
);

/**
 * @param {readonly string[]} entries
 * @returns {Set<string>} the entries and everything that they import as a value
 */
function reached(entries) {
  /** @type {Set<string>} */
  const seen = new Set();
  const waiting = [...entries];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (!seen.has(file)) {
      seen.add(file);
      waiting.push(...valueImports(file));
    }
  }
  return seen;
}

/** @param {string} file */
function valueImports(file) {
  const text = readFileSync(path.join(root, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext);
  /** @type {string[]} */
  const specifiers = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    const specifier = importedValue(node);
    if (specifier?.startsWith('.')) specifiers.push(specifier);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return specifiers.map((specifier) => {
    const compiled = path.posix.join(path.posix.dirname(file), specifier);
    const written = compiled.replace(/\.js$/, '.ts');
    return existsSync(path.join(root, written)) ? written : compiled;
  });
}

/**
 * @param {ts.Node} node
 * @returns {string | null} the specifier, if the node imports a value
 */
function importedValue(node) {
  if (ts.isImportDeclaration(node)) {
    return isErased(node.importClause) ? null : textOf(node.moduleSpecifier);
  }
  if (ts.isExportDeclaration(node)) {
    return node.isTypeOnly ? null : textOf(node.moduleSpecifier);
  }
  const isDynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isDynamic ? textOf(node.arguments[0]) : null;
}

/** @param {ts.ImportClause | undefined} clause */
function isErased(clause) {
  if (clause === undefined) return false;
  if (clause.isTypeOnly) return true;
  const names = clause.namedBindings;
  return (
    clause.name === undefined &&
    names !== undefined &&
    ts.isNamedImports(names) &&
    names.elements.length > 0 &&
    names.elements.every(({ isTypeOnly }) => isTypeOnly)
  );
}

/** @param {ts.Expression | undefined} expression */
function textOf(expression) {
  return expression !== undefined && ts.isStringLiteral(expression) ? expression.text : null;
}

/**
 * @param {string} folder
 * @returns {number} the lines of its TypeScript and JavaScript, comments and blank lines included; migrations are SQL
 */
function lines(folder) {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[jt]s$/.test(name) && !name.includes('migrations'))
    .reduce(
      (sum, name) => sum + readFileSync(path.join(root, folder, name), 'utf8').split('\n').length - 1,
      0,
    );
}

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`);
}
