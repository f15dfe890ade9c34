import type { CatalogueEntry } from './catalogue.js';

/** One line about an error, not yet in any markup. */
export interface Line {
  /** Who says it, or what it is about; null for what is said everywhere. */
  readonly label: string | null;
  readonly text: string;
}

/** Everything that the documentation says about an error. */
export function linesAbout({ status, messages, remedy, contracts }: CatalogueEntry): Line[] {
  const { autocalls, zudu } = contracts;
  return [
    { label: null, text: said(status, messages) },
    ...(autocalls === undefined
      ? []
      : [{ label: 'Autocalls', text: said(autocalls.status, autocalls.messages) }]),
    ...(zudu === undefined ? [] : [{ label: 'Zudu', text: said(zudu.status, zudu.messages) }]),
    { label: 'What to do', text: remedy },
  ];
}

function said(status: number, messages: readonly string[]): string {
  return `${status}: ${messages.map((message) => `“${message}”`).join(', ')}`;
}
