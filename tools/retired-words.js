import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Fails if a retired word has returned, and says where and which word replaces it: `npm run check:words`. The words are
 * in tools/retired-words.json. `pattern` is searched in every line and in the path of every file; a match inside a
 * match of `except` is allowed. docs/glossary.md explains the terms in use.
 *
 * @typedef {{ word: string, pattern: string, flags?: string, except?: string[], use: string }} RetiredWord
 */
const root = fileURLToPath(new URL('../', import.meta.url));
const searched = [
  'src',
  'dev-stack',
  'test',
  'bench',
  'docs',
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
];
/** Recorded and generated files follow what they are made from. */
const skipped =
  /^test\/replay\/histories\/|^test\/generated\/|^src\/database\/migrations\/|^docs\/benchmarks\/.*[.]svg$/;

/** @type {RetiredWord[]} */
const words = JSON.parse(readFileSync(path.join(root, 'tools/retired-words.json'), 'utf8'));
const rules = words.map(({ word, pattern, flags = '', except = [], use }) => ({
  word,
  use,
  pattern: new RegExp(pattern, `g${flags}`),
  except: except.map((text) => new RegExp(text, 'g')),
}));

const files = execFileSync('git', ['ls-files', '--', ...searched], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && !skipped.test(file));

const findings = files.flatMap((file) => [
  ...findingsIn(file, `${file}: file name`),
  ...readFileSync(path.join(root, file), 'utf8')
    .split('\n')
    .flatMap((line, index) => findingsIn(line, `${file}:${index + 1}`)),
]);

if (findings.length > 0) {
  process.stderr.write(
    `${findings.join('\n')}\n${findings.length} uses of retired words. See tools/retired-words.json.\n`,
  );
  process.exitCode = 1;
}

/**
 * @param {string} text
 * @param {string} place
 */
function findingsIn(text, place) {
  return rules.flatMap(({ word, use, pattern, except }) => {
    const allowed = except.flatMap((exception) => [...text.matchAll(exception)].map(rangeOf));
    return [...text.matchAll(pattern)]
      .map(rangeOf)
      .filter(({ from, to }) => !allowed.some((range) => range.from <= from && to <= range.to))
      .map(({ from, to }) => `${place} "${wholeWord(text, from, to)}" (${word}; use: ${use})`);
  });
}

/** @param {RegExpMatchArray} match */
function rangeOf(match) {
  const from = match.index ?? 0;
  return { from, to: from + match[0].length };
}

/**
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @returns {string} the match with the rest of the identifier that it is part of
 */
function wholeWord(text, from, to) {
  const before = text.slice(0, from).match(/[\w-]*$/)?.[0] ?? '';
  const after = text.slice(to).match(/^[\w-]*/)?.[0] ?? '';
  return `${before}${text.slice(from, to)}${after}`.trim();
}
