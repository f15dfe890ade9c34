import type { CatalogueEntry, CatalogueSection } from './catalogue.js';
import { linesAbout } from './catalogue.js';

/** Makes the page of all errors for the repository. */
export function errorsAsMarkdown(sections: readonly CatalogueSection[]): string {
  return `${[
    '# Errors',
    '',
    '<!-- Generated from src/api/errors and src/domain/failures.ts by `npm run generate`. -->',
    '',
    'Every error that a caller can get. Autocalls answers `{"error", "code"}`. For fields it answers `{"message", "errors"}`, with',
    '`code` when the key belongs to another request. Zudu answers its envelope with `code`. `/v1` answers problem details',
    '(RFC 9457), whose `type` is the address of the section here. The same page is served at `/docs/errors`.',
    ...sections.flatMap(({ title, explanation, entries }) => [
      '',
      `## ${title}`,
      '',
      explanation,
      ...entries.flatMap(paragraph),
    ]),
  ].join('\n')}\n`;
}

function paragraph(entry: CatalogueEntry): string[] {
  const lines = linesAbout(entry).map(
    ({ label, text }) => `- ${label === null ? '' : `**${label}:** `}${text.replaceAll('<', '\\<')}`,
  );
  return ['', `### <a id="${entry.anchor}"></a>\`${entry.code}\``, '', ...lines];
}
