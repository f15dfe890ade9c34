import type { OrganizationId } from '../../../domain/ids.js';
import type { TrunkPart, TrunkPlace } from '../../../domain/trunk/trunk.js';
import type { ApiDependencies } from '../../http/dependencies.js';
import { forOrganization } from '../../http/route.js';
import { columns, exportLine, lineOf } from './columns.js';
import { imports, named } from './import.js';
import { fileAnswer, formatParameters, sendFile } from './send-file.js';

const trunksPerPage = 500;

/** Sends all trunks of an organisation in the format of an import. */
export const exportTrunks = forOrganization(
  {
    ...imports,
    method: 'get',
    path: '/v1/export',
    query: formatParameters,
    id: 'exportTrunks',
    summary: 'Export the trunks in the format of an import',
    description:
      'Passwords are left out: `sip_password` is empty. `carrier` names the carrier at which Trunkline has connected the ' +
      'number; such a line cannot be imported.',
    answers: {
      200: { ...fileAnswer, lines: exportLine, description: `One trunk on each line: ${named(columns)}.` },
    },
    errors: ['validation_failed'],
  },
  (call) => sendFile(call, { name: 'trunks', columns, pages: linesOf(call.caller.id, call.api) }),
);

async function* linesOf(organizationId: OrganizationId, { listTrunksAfter }: ApiDependencies) {
  let after: TrunkPlace | null = null;
  for (;;) {
    const part: TrunkPart = await listTrunksAfter(organizationId, { after, limit: trunksPerPage });
    yield part.trunks.map(lineOf);
    if (!part.more) return;
    after = part.trunks.at(-1) ?? null;
  }
}
