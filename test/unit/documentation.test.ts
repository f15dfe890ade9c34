import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { trunkParts } from '../../src/domain/parts/graph.js';
import { endpointAt } from '../documented.js';
import { endpoints } from '../support/interface.js';
import { allPages, type Page, proseOf, readPage, root } from '../support/pages.js';

const pages = allPages();
const named = pages.map((page) => ({ name: page.name, page }));
const isGenerated = ({ name }: Page) => name === 'docs/reference/errors.md';
const inlineCode = (page: Page) => [...proseOf(page).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);

describe.each(named)('the page $name', ({ page }) => {
  it('a page says of every block whether a test executes it', () => {
    const untagged = page.blocks.filter(({ language, tag }) => tag === 'untagged' && language !== 'mermaid');

    expect(untagged.map(({ line }) => `${page.name}:${line}`)).toEqual([]);
  });

  it('a page lets only bash, JavaScript and Python be executed, and only JSON be an answer to that', () => {
    for (const [index, { language, tag }] of page.blocks.entries()) {
      if (tag === 'run') expect(['sh', 'js', 'python']).toContain(language);
      if (tag === 'answer') {
        expect(language).toBe('json');
        expect(page.blocks[index - 1]?.tag).toBe('run');
      }
    }
  });

  it('a page links to files and headings that exist', () => {
    const links = [...proseOf(page).matchAll(/(?<!!)\[[^\]]*\]\(([^)\s]+)\)/g)].map(([, to = '']) => to);

    expect(links.filter((to) => !isThere(page, to))).toEqual([]);
  });

  it('a page names files that exist', () => {
    const files = inlineCode(page).filter((code) =>
      /^(src|test|dev-stack|bench|tools|docs|bin)\/[\w./-]*$/.test(code),
    );

    expect(files.filter((file) => !isFile(file))).toEqual([]);
  });

  it('a page names endpoints that are served', () => {
    const requests = inlineCode(page).flatMap((code) => {
      const [, method, address] = /^(GET|POST|PUT|PATCH|DELETE) (\/[^\s?]*)/.exec(code) ?? [];
      return method === undefined || address === undefined || address.includes('…')
        ? []
        : { method, address };
    });
    // Some prose is about the way to the description itself and not about an endpoint.
    const unserved = requests.filter(({ method, address }) => !endpointAt(endpoints, method, address));

    expect(unserved).toEqual([]);
  });

  it('a page names scripts of package.json that exist', () => {
    const commands = [...page.text.matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => script);

    expect(commands.filter((script) => !scripts().has(script))).toEqual([]);
  });
});

describe.each(named.filter(({ page }) => page.name.startsWith('docs/') && !isGenerated(page)))(
  'the page $name in docs',
  ({ page }) => {
    it('a page names its reader in its first lines', () => {
      const [, ...lines] = page.text.split('\n').filter((line) => line.trim() !== '');

      expect(lines.slice(0, 2).join(' ')).toMatch(/\b(For|for) (everybody|developers|operators|teams)\b/);
    });

    it('a page is reachable from the index', () => {
      const index = readPage('docs/README.md').text;
      const folder = page.name.replace(/^docs\//, '').replace(/^(decisions)\/.*/, '$1');

      expect(page.name === 'docs/README.md' || index.includes(`(${folder}`)).toBe(true);
    });
  },
);

describe('README.md', () => {
  const lines = readPage('README.md').text.trimEnd().split('\n');

  it('README.md has at most 120 lines of at most 120 characters', () => {
    expect(lines.length).toBeLessThanOrEqual(120);
    expect(lines.filter((line) => line.length > 120)).toEqual([]);
  });
});

describe('docs/explanation/architecture.md', () => {
  it('docs/explanation/architecture.md shows the graph of parts as it is declared', () => {
    const { text } = readPage('docs/explanation/architecture.md');

    const [, diagram] = /<!-- part-graph -->\s+```mermaid\n([\s\S]*?)\n```/.exec(text) ?? [];

    expect(diagram).toBe(diagramOfParts());
  });
});

describe('docs/reference/configuration.md', () => {
  const page = readPage('docs/reference/configuration.md').text;
  const rows = [...page.matchAll(/^\| (`[A-Z].*?) \| (.*?) \|/gm)].flatMap(
    ([, names = '', defaults = '']) => {
      const values = codeIn(defaults);
      return codeIn(names).map(
        (name, index) => [name, values.length > 1 ? values[index] : (values[0] ?? '')] as const,
      );
    },
  );
  const settings = [...readFileSync(path.join(root, '.env.example'), 'utf8').matchAll(/^([A-Z_]+)=(.*)$/gm)];
  const ofCompose = [
    'COMPOSE_PROFILES',
    'POSTGRES_PASSWORD',
    'REDIS_PASSWORD',
    'SIP_PUBLISH_ON',
    'SIP_USE_EXTERNAL_IP',
  ];

  it('docs/reference/configuration.md lists every variable of .env.example and no other', () => {
    const names = settings.map(([, name = '']) => name).filter((name) => !ofCompose.includes(name));

    expect(rows.map(([name]) => name).sort()).toEqual(names.sort());
  });

  it('docs/reference/configuration.md names the defaults of .env.example', () => {
    const given = new Map(settings.map(([, name = '', value = '']) => [name, value]));
    const shown = rows.filter(([name]) => !/SIGNALLING_ADDRESSES$|LIVEKIT_/.test(name));

    for (const [name, value] of shown) expect({ name, value }).toEqual({ name, value: given.get(name) });
  });
});

describe('docs/glossary.md', () => {
  const terms = [...readPage('docs/glossary.md').text.matchAll(/^\| ([^|]+?) \| ([^|]+?) \|$/gm)].slice(2);

  it('docs/glossary.md is in alphabetical order and explains each term once', () => {
    const names = terms.map(([, term = '']) => term.toLowerCase());

    expect(names).toEqual([...new Set(names)].sort((left, right) => left.localeCompare(right, 'en')));
  });

  it('docs/glossary.md explains each term in one sentence', () => {
    for (const [, term, meaning] of terms) expect(`${term}: ${meaning}`).toMatch(/^[^.]*(\.\d[^.]*)*\.$/);
  });
});

/** Draws the parts and what each needs. What needs every other part is drawn behind those that nothing else needs. */
function diagramOfParts(): string {
  const { parts } = trunkParts;
  const isCommit = ({ needs }: { readonly needs: readonly string[] }) => needs.length === parts.length - 1;
  const isNeeded = (name: string) => parts.some((part) => !isCommit(part) && part.needs.includes(name));
  const boxes = parts.map(({ name, title }) => `${name}["${name}<br/>${title}"]`);
  const arrows = parts.flatMap((part) => {
    const before = isCommit(part) ? part.needs.filter((name) => !isNeeded(name)) : part.needs;
    return before.map((name) => `${name} --> ${part.name}`);
  });
  return ['flowchart LR', ...[...boxes, ...arrows].map((line) => `    ${line}`)].join('\n');
}

function codeIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}

function isThere(page: Page, link: string): boolean {
  if (/^https?:/.test(link)) return true;
  const [file = '', heading] = link.split('#');
  const target = file === '' ? page.name : path.posix.join(path.posix.dirname(page.name), file);
  if (!existsSync(path.join(root, target))) return false;
  return heading === undefined || anchorsOf(readFileSync(path.join(root, target), 'utf8')).has(heading);
}

function anchorsOf(text: string): ReadonlySet<string> {
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return new Set([...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id)]);
}

/** A benchmark can be named without its extension. */
function isFile(file: string): boolean {
  return ['', '.ts', '.js'].some((extension) => existsSync(path.join(root, `${file}${extension}`)));
}

function scripts(): ReadonlySet<string> {
  const manifest = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));
  return new Set(Object.keys(manifest.scripts));
}
