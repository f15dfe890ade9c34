import { z } from 'zod';
import { type CarrierSheet, carrierSheetOf, type SheetEntry } from '../../../domain/trunk/carrier-sheet.js';
import { escaped, page, pagePolicy } from '../../http/page.js';
import { forOrganization } from '../../http/route.js';
import { plainAddress } from '../../http/trunk/trunk-fields.js';
import { byTrunk, ownTrunk } from './trunk.js';

const entries = z.array(
  z.strictObject({
    name: z.string(),
    label: z.string(),
    values: z.array(z.string()),
    note: z.string().nullable(),
  }),
);

const sheetSchema = z
  .strictObject({
    trunk_id: z.int(),
    carrier: z.string().nullable().meta({ description: 'The carrier; null if it is not a known one.' }),
    inbound: entries,
    outbound: entries,
    notes: z.array(z.string()),
    sources: z.array(z.url()),
    checked_on: z.iso.date().nullable(),
  })
  .meta({ id: 'CarrierSheet' });

/** Reads what to enter at the carrier of a trunk. */
export const readCarrierSheet = forOrganization(
  {
    ...byTrunk,
    method: 'get',
    path: '/v1/trunks/{id}/carrier-sheet',
    id: 'readCarrierSheet',
    summary: 'Read what to enter at the carrier',
    description:
      'What the owner of the trunk enters at the carrier, as JSON, or as a page to print for `Accept: text/html`. The password is ' +
      'not part of it.',
    answers: {
      200: {
        description: 'The sheet.',
        schema: z.union([sheetSchema, z.string()]),
        contentType: ['application/json', 'text/html'],
      },
    },
    errors: ['trunk_not_found'],
  },
  async (call) => {
    const trunk = await ownTrunk(call);
    const { checkedOn, ...sheet } = carrierSheetOf(trunk, { ...call.api.settings, plainAddress });
    const vary = { Vary: 'Accept' };
    if (call.request.accepts(['application/json', 'text/html']) !== 'text/html') {
      return { status: 200, body: { trunk_id: trunk.id, ...sheet, checked_on: checkedOn }, headers: vary };
    }
    return {
      status: 200,
      body: sheetPage(trunk.number.value, { checkedOn, ...sheet }),
      contentType: 'text/html; charset=utf-8',
      headers: { ...vary, 'Content-Security-Policy': pagePolicy },
    };
  },
);

function sheetPage(number: string, sheet: CarrierSheet): string {
  const title = `${number}: what to enter at ${sheet.carrier ?? 'the carrier'}`;
  return page(title, [
    `<h1>${escaped(title)}</h1>`,
    '<h2>Calls from the carrier</h2>',
    table(sheet.inbound),
    '<h2>Calls to the carrier</h2>',
    table(sheet.outbound),
    ...list('Not known', sheet.notes),
    ...list(`Sources, read on ${sheet.checkedOn ?? ''}`, sheet.sources),
  ]);
}

function table(rows: readonly SheetEntry[]): string {
  const cells = rows.map(({ label, values, note }) => {
    const shown = values.map((value) => `<code>${escaped(value)}</code>`).join('<br>');
    return `<tr><th>${escaped(label)}</th><td>${shown}</td><td>${escaped(note ?? '')}</td></tr>`;
  });
  return `<table>${cells.join('\n')}</table>`;
}

function list(heading: string, items: readonly string[]): readonly string[] {
  if (items.length === 0) return [];
  const lines = items.map((item) => `<li>${escaped(item)}</li>`);
  return [`<h2>${escaped(heading)}</h2>`, `<ul>${lines.join('\n')}</ul>`];
}
