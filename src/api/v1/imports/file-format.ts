import type { IncomingHttpHeaders } from 'node:http';
import { stringify } from 'csv-stringify/sync';

/** The formats of a file of trunks: CSV with a header row, or one JSON object per line. */
export const fileFormats = ['csv', 'jsonl'] as const;
export type FileFormat = (typeof fileFormats)[number];

/** The media type of each format. */
export const mediaTypes: Readonly<Record<FileFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/x-ndjson; charset=utf-8',
};

/** The media types of files as the description of the interface lists them. */
export const fileTypes = ['application/x-ndjson', 'text/csv'] as const;

const mediaTypesRead: Readonly<Record<string, FileFormat>> = {
  'text/csv': 'csv',
  'application/x-ndjson': 'jsonl',
  'application/ndjson': 'jsonl',
  'application/jsonl': 'jsonl',
  'application/json-lines': 'jsonl',
};

/** Gives the format of a body by its Content-Type; null for any other type. */
export function formatOf({ 'content-type': type = '' }: IncomingHttpHeaders): FileFormat | null {
  return mediaTypesRead[type.split(';', 1)[0]?.trim().toLowerCase() ?? ''] ?? null;
}

/** Writes one line of a file with its line break. */
export function writeFileLine(values: Readonly<Record<string, unknown>>, format: FileFormat): string {
  if (format === 'jsonl') return `${JSON.stringify(values)}\n`;
  return stringify([Object.values(values).map(cellOf)], { quoted_match: [/^\s|\s$/, /[\r\n]/] });
}

/** Writes the header row of a CSV file; a file of JSON lines has none. */
export function writeFileHead(names: readonly string[], format: FileFormat): string {
  return format === 'csv' ? stringify([names]) : '';
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.join(' ') : String(value);
}
