import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Whether a test executes a block of a page. `run`: bash executes it, Node if it is JavaScript, or Python. `answer`: it is compared with the output of the block before.
 * `skipped`: a comment before it says why no test executes it. `untagged`: the page does not say.
 */
export type BlockTag = 'run' | 'answer' | 'skipped' | 'untagged';

/** A fenced block of a page. */
export interface Block {
  readonly language: string;
  readonly tag: BlockTag;
  /** Where the block begins, counted from 1. */
  readonly line: number;
  readonly text: string;
}

/** One page of the documentation. */
export interface Page {
  /** Its path from the root of the repository. */
  readonly name: string;
  readonly text: string;
  readonly blocks: readonly Block[];
}

const fence = /^(`{3,})\s*(\S*)\s*(.*)$/;
const skipped = /^<!-- not executed: .{10,} -->$/;

/** Reads a page and finds its blocks. */
export function readPage(name: string): Page {
  const text = readFileSync(path.join(root, name), 'utf8');
  return { name, text, blocks: blocksOf(text.split('\n')) };
}

/** Reads every page that people write: README.md, CONTRIBUTING.md, that of the client, and everything in `docs`. */
export function allPages(): readonly Page[] {
  const atRoot = readdirSync(root).filter((file) => ['README.md', 'CONTRIBUTING.md'].includes(file));
  const inDocs = readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file.split(path.sep).join('/')}`);
  return [...atRoot, 'client/README.md', ...inDocs].sort().map(readPage);
}

/** The text of a page without its blocks: what people read as sentences. */
export function proseOf({ text }: Page): string {
  return text.replaceAll(/^(`{3,}).*\n[\s\S]*?^\1\s*$/gm, '');
}

function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const [, ticks, language, words] = fence.exec(lines[index] ?? '') ?? [];
    if (ticks === undefined || language === undefined) continue;
    const end = lines.indexOf(ticks, index + 1);
    if (end < 0) throw new Error(`The block in line ${index + 1} does not end.`);
    blocks.push({
      language,
      tag: tagOf(words ?? '', lines[index - 1] ?? ''),
      line: index + 1,
      text: lines.slice(index + 1, end).join('\n'),
    });
    index = end;
  }
  return blocks;
}

function tagOf(words: string, before: string): BlockTag {
  if (words === 'run' || words === 'answer') return words;
  return skipped.test(before) ? 'skipped' : 'untagged';
}
