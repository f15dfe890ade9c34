import type { Logger } from 'pino';
import type { Database } from '../database/database.js';
import {
  cancelImport,
  findImport,
  findImportByKey,
  heldNumbers,
  listImports,
  type NewImportLine,
  readLines,
  reopenImport,
  writeImport,
} from '../database/import-rows.js';
import { isTransientDatabaseError } from '../database/problem.js';
import { canonicalRequest } from '../provisioning/canonical-request.js';
import type { TemporalReachability } from '../provisioning/temporal-reachability.js';
import type { KeyRing } from '../security/key-ring.js';
import type { KeyedHash } from '../security/keyed-hash.js';
import { newImportId, newOperationId } from '../security/random-ids.js';
import type { OrganizationId } from '../trunks/ids.js';
import { collisionKeyOf } from '../trunks/number.js';
import { passwordContext } from '../trunks/plan.js';
import type { ImportAnswer, ImportId, ImportName, Imports, ImportView, WantedTrunk } from './import.js';
import type { ImportStarter } from './import-starter.js';

export interface ImporterDependencies {
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly keyedHash: KeyedHash;
  readonly starter: ImportStarter;
  readonly reachability: TemporalReachability;
  readonly logger: Logger;
}

const retryAfterSeconds = 5;
const unavailable = (component: 'temporal' | 'database') =>
  ({ kind: 'unavailable', component, retryAfterSeconds }) as const;

/**
 * The use cases around imports. All lines are written down in one transaction before any is begun: from then on the
 * import happens, whatever becomes of this process or of its caller.
 */
export function importerOn(dependencies: ImporterDependencies): Imports {
  const { database, keyRing, keyedHash, starter, reachability, logger } = dependencies;

  return {
    heldLines,
    begin: ({ organizationId, requestedBy, lines, text, idempotencyKey }) =>
      unlessUnreachable(async () => {
        const requestHash = keyedHash.of('import', text);
        const known = await repeated(organizationId, idempotencyKey, requestHash);
        if (known !== null) return known;
        const held = await heldLines(lines);
        if (held.length > 0) return { kind: 'numbers_in_use', lines: held };
        const id = newImportId();
        const written = await writeImport(database, {
          ...{ id, organizationId, requestedBy, idempotencyKey, requestHash },
          createdAt: new Date(),
          lines: lines.map((line) => newLine(organizationId, line)),
        });
        if (written) return begun({ id, organizationId });
        // Another call with the same key was quicker.
        return (
          (await repeated(organizationId, idempotencyKey, requestHash)) ?? { kind: 'idempotency_key_reused' }
        );
      }),
    retry: (name) =>
      unlessUnreachable(async () => {
        const outcome = await reopenImport(database, name, new Date(), (line) => {
          const operationId = newOperationId();
          const { organizationId } = name;
          const password = keyRing.open(
            line.request.sealedPassword,
            passwordContext({ organizationId, operationId: line.operationId }),
          );
          const sealedPassword = keyRing.seal(password, passwordContext({ organizationId, operationId }));
          return { line: line.line, operationId, request: { ...line.request, sealedPassword } };
        });
        return outcome === 'reopened' ? begun(name) : { kind: outcome };
      }),
    cancel: async (name) => {
      const found = await cancelImport(database, name, new Date());
      return found ? findImport(database, name) : null;
    },
    find: (name) => findImport(database, name),
    list: (organizationId) => listImports(database, organizationId),
    lines: (id, afterLine, limit) => readLines(database, id, afterLine, limit),
  };

  async function heldLines(lines: readonly WantedTrunk[]): Promise<number[]> {
    const keyOf = ({ request }: WantedTrunk) => collisionKeyOf(request.settings.number.value);
    const held = await heldNumbers(database, lines.map(keyOf));
    return lines.filter((line) => held.has(keyOf(line))).map(({ line }) => line);
  }

  async function repeated(
    organizationId: OrganizationId,
    idempotencyKey: string | null,
    requestHash: string,
  ): Promise<ImportAnswer | null> {
    if (idempotencyKey === null) return null;
    const known = await findImportByKey(database, organizationId, idempotencyKey);
    if (known === null) return null;
    if (known.requestHash !== requestHash) return { kind: 'idempotency_key_reused' };
    return { kind: 'begun', view: await mustFind({ id: known.id, organizationId }) };
  }

  function newLine(organizationId: OrganizationId, { line, request }: WantedTrunk): NewImportLine {
    const operationId = newOperationId();
    const { settings, password } = request;
    return {
      line,
      number: settings.number.value,
      collisionKey: collisionKeyOf(settings.number.value),
      operationId,
      request: {
        settings,
        sealedPassword: keyRing.seal(password, passwordContext({ organizationId, operationId })),
      },
      requestHash: keyedHash.of('request', canonicalRequest('native', request)),
    };
  }

  async function begun(name: ImportName): Promise<{ kind: 'begun'; view: ImportView }> {
    startSoon(name.id);
    return { kind: 'begun', view: await mustFind(name) };
  }

  function startSoon(id: ImportId): void {
    starter.wake(id).catch((error) => {
      reachability.doubt();
      logger.warn({ err: error, importId: id }, 'the import could not be started; the dispatcher will');
    });
  }

  async function mustFind(name: ImportName): Promise<ImportView> {
    const view = await findImport(database, name);
    if (view === null) throw new Error(`Import ${name.id} has gone.`);
    return view;
  }

  async function unlessUnreachable<Answer>(
    work: () => Promise<Answer>,
  ): Promise<Answer | ReturnType<typeof unavailable>> {
    if (!reachability.reachable) return unavailable('temporal');
    try {
      return await work();
    } catch (cause) {
      if (!isTransientDatabaseError(cause)) throw cause;
      return unavailable('database');
    }
  }
}
