import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type KeyRing, UnreadableSecretError } from '../../crypto/key-ring.js';
import type { KeyedHash } from '../../crypto/keyed-hash.js';
import { newImportId, newOperationId } from '../../crypto/random-ids.js';
import type { Database } from '../../database/database.js';
import { importOfKey, type KeyedRequest, keyedRequest, onceByKey } from '../../database/idempotency-keys.js';
import { readLines } from '../../database/import-line-rows.js';
import {
  findImport,
  heldNumbers,
  listImports,
  type NewImportLine,
  writeImport,
} from '../../database/import-rows.js';
import {
  type ControlledImport,
  cancelImport,
  type LineAgain,
  reopenImport,
} from '../../database/import-steering.js';
import { plainFingerprint } from '../../domain/fingerprint.js';
import type { OrganizationId } from '../../domain/ids.js';
import type {
  ImportAnswer,
  ImportCancelAnswer,
  ImportCommand,
  ImportControl,
  ImportedTrunk,
  ImportId,
  ImportName,
  ImportRetryAnswer,
  Imports,
  ImportView,
  NumberOnLine,
} from '../../domain/import/import.js';
import { collisionKeyOf } from '../../domain/trunk/number.js';
import type { TemporalReachability } from '../runner/temporal-reachability.js';
import { beginOrReplay, orUnavailable } from '../runner/unavailable.js';
import type { ImportStarter } from '../runner/workflow-starter.js';
import { sealAgain, sealRequest } from '../set-up/set-up-request.js';
import { canonicalRequest } from '../set-up/set-up-trunk.js';

export interface ImporterDependencies {
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly keyedHash: KeyedHash;
  readonly starter: Pick<ImportStarter, 'wake'>;
  readonly reachability: Pick<TemporalReachability, 'reachable' | 'ambiguity'>;
  readonly logger: Logger;
}

/**
 * The use cases around imports. All lines are written down in one transaction before any is begun: from then on the
 * import happens, whatever becomes of this process or of its caller.
 */
export function importerOn(dependencies: ImporterDependencies): Imports {
  const { database, keyRing, keyedHash, starter, reachability, logger } = dependencies;

  return {
    heldLines: (numbers) => orUnavailable(heldLines(numbers).then((lines) => ({ kind: 'checked', lines }))),
    // What was written down is answered with what was read afterwards, and the database may go away between the two.
    begin: (command) => orUnavailable(begin(command)),
    retry: (control) => orUnavailable(retry(control)),
    cancel: (control) => orUnavailable(cancel(control)),
    find: (name) => findImport(database, name),
    list: (organizationId, part) => listImports(database, organizationId, part),
    lines: (id, afterLine, limit) => readLines(database, id, afterLine, limit),
  };

  async function begin(command: ImportCommand): Promise<ImportAnswer> {
    const { organizationId, text } = command;
    const keyed = keyedRequest(command, () => keyedHash.fingerprintOf('import', text));
    const start = await beginOrReplay(
      reachability,
      () => writeDown(command, keyed),
      () => importOfKey(database, keyed),
    );
    switch (start.kind) {
      case 'begun':
        startSoon(start.view.id);
        return start;
      case 'repeated':
        return { kind: 'begun', view: await mustFind({ id: start.importId, organizationId }) };
      default:
        return start;
    }
  }

  function writeDown({ organizationId, requestedBy, lines }: ImportCommand, keyed: KeyedRequest | null) {
    // Whoever holds a number may be this import itself, which was begun by the same request.
    return onceByKey(
      () => importOfKey(database, keyed),
      async () => {
        const held = await heldLines(
          lines.map(({ line, request }) => ({ line, number: request.settings.number })),
        );
        if (held.length > 0) return { kind: 'numbers_in_use', lines: held } as const;
        return writeImport(database, {
          ...{ id: newImportId(), organizationId, requestedBy, keyed },
          createdAt: new Date(),
          lines: await newLines(organizationId, lines),
        });
      },
      'begun',
    );
  }

  async function retry(control: ImportControl): Promise<ImportRetryAnswer> {
    const controlled = controlledBy(control, 'retry');
    const outcome = await beginOrReplay(
      reachability,
      () =>
        reopenImport(database, controlled, new Date(), (line) => lineAgain(controlled.organizationId, line)),
      () => importOfKey(database, controlled.keyed),
    );
    if (outcome.kind === 'reopened') startSoon(control.id);
    return outcome.kind === 'reopened' || outcome.kind === 'repeated' ? shown(control) : outcome;
  }

  async function heldLines(numbers: readonly NumberOnLine[]): Promise<number[]> {
    const keyOf = ({ number }: NumberOnLine) => collisionKeyOf(number.value);
    const held = await heldNumbers(database, numbers.map(keyOf));
    return numbers.filter((each) => held.has(keyOf(each))).map(({ line }) => line);
  }

  async function newLines(organizationId: OrganizationId, requested: readonly ImportedTrunk[]) {
    const othersTurn = turns();
    const lines: NewImportLine[] = [];
    for (const line of requested) {
      lines.push(newLine(organizationId, line));
      await othersTurn();
    }
    return lines;
  }

  function newLine(organizationId: OrganizationId, { line, request }: ImportedTrunk): NewImportLine {
    const operationId = newOperationId();
    const { settings } = request;
    return {
      line,
      number: settings.number.value,
      collisionKey: collisionKeyOf(settings.number.value),
      operationId,
      request: sealRequest(keyRing, request, { organizationId, operationId }),
      requestHash: keyedHash.of('request', canonicalRequest('native', request)),
    };
  }

  /** The line's password is bound to the operation that it came with, so it is sealed anew, as long as a key opens it. */
  function lineAgain(
    organizationId: OrganizationId,
    line: Pick<NewImportLine, 'operationId' | 'request'>,
  ): LineAgain {
    const operationId = newOperationId();
    const owner = { organizationId, operationId: line.operationId };
    try {
      return { operationId, request: sealAgain(keyRing, line.request, owner, operationId) };
    } catch (cause) {
      if (cause instanceof UnreadableSecretError) return 'password_unreadable';
      throw cause;
    }
  }

  async function cancel(control: ImportControl): Promise<ImportCancelAnswer> {
    const outcome = await cancelImport(database, controlledBy(control, 'cancel'), new Date());
    return outcome.kind === 'cancelled' || outcome.kind === 'repeated' ? shown(control) : outcome;
  }

  function controlledBy(control: ImportControl, act: 'cancel' | 'retry'): ControlledImport {
    const { id, organizationId } = control;
    return { id, organizationId, keyed: keyedRequest(control, () => plainFingerprint(act, id)) };
  }

  async function shown(name: ImportName): Promise<{ kind: 'controlled'; view: ImportView }> {
    return { kind: 'controlled', view: await mustFind(name) };
  }

  function startSoon(id: ImportId): void {
    starter.wake(id).catch((error) => {
      reachability.ambiguity();
      logger.warn({ err: error, importId: id }, 'the import could not be started; the dispatcher will');
    });
  }

  async function mustFind(name: ImportName): Promise<ImportView> {
    const view = await findImport(database, name);
    if (view === null) throw new Error(`Import ${name.id} has gone.`);
    return view;
  }
}

/** Long work goes on for so long, in milliseconds, before others have their turn. */
const longestSlotMs = 10;

/**
 * Lets others have their turn now and then during work that would hold up everybody.
 * @returns what to call between two parts of the work; it waits only when the turn has been long.
 */
export function turns(now: () => number = () => performance.now()): () => Promise<void> {
  let since = now();
  return async () => {
    if (now() - since < longestSlotMs) return;
    await nextTurn();
    since = now();
  };
}
