import {
  type KeyedHash,
  type KeyRing,
  newImportId,
  newOperationId,
  UnreadableSecretError,
} from '../../crypto/secrets.js';
import type { Database } from '../../database/database.js';
import {
  type ControlledImport,
  cancelImport,
  type LineAgain,
  reopenImport,
} from '../../database/imports/control.js';
import { findImport, listImports, type NewImportLine, writeImport } from '../../database/imports/imports.js';
import { readLines } from '../../database/imports/lines.js';
import { problemsOfClaims } from '../../database/numbers/claims.js';
import {
  importOfKey,
  type KeyedRequest,
  keyedRequest,
  onceByKey,
} from '../../database/operations/acceptance.js';
import { heldSince, ownersOfNumbers } from '../../database/operations/reservations.js';
import { plainFingerprint } from '../../domain/fingerprint.js';
import type {
  ImportAnswer,
  ImportCancelAnswer,
  ImportCommand,
  ImportControl,
  ImportedTrunk,
  ImportName,
  ImportRetryAnswer,
  Imports,
  ImportView,
  NumberOnLine,
  RefusedNumber,
} from '../../domain/import/import.js';
import { yieldNowAndThen } from '../../domain/import/yielding.js';
import type { ConflictBudget, TooManyConflicts } from '../../domain/limits.js';
import { asReplay } from '../../domain/operation/operation.js';
import type { NumberRules } from '../../domain/trunk/numbers/number-rules.js';
import { collisionKeyOf, collisionKeysOf } from '../../domain/trunk/trunk.js';
import type { OrganizationId } from '../../domain/values.js';
import {
  acceptOrReplay,
  type BackgroundCalls,
  inBackground,
  orUnavailable,
} from '../runner/run-operation.js';
import type { TemporalReachability } from '../runner/temporal-reachability.js';
import type { WorkflowStarter } from '../runner/workflow-starter.js';
import { canonicalRequest, sealAgain, sealRequest } from '../set-up/set-up-trunk.js';

/** The dependencies of the use cases around imports. */
export interface ImporterDependencies extends BackgroundCalls {
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly keyedHash: KeyedHash;
  readonly starter: Pick<WorkflowStarter, 'wakeImport'>;
  readonly reachability: Pick<TemporalReachability, 'reachable' | 'reportFailure'>;
  /** The rules about the numbers that organizations may take. */
  readonly rules: NumberRules;
  readonly conflicts: ConflictBudget;
}

/**
 * Creates the use cases around imports. All lines are written in one transaction before any is begun. From then on the
 * import happens, whatever becomes of this process or of its caller.
 */
export function importerOn(dependencies: ImporterDependencies): Imports {
  const { database, keyRing, keyedHash, starter, reachability, rules, conflicts } = dependencies;

  return {
    refusedNumbers: (organizationId, numbers) => orUnavailable(refusedNumbers(organizationId, numbers)),
    // The answer is read after the request is written, and the database may fail between the two.
    begin: (command) => orUnavailable(begin(command)),
    retry: (control) => orUnavailable(retry(control)),
    cancel: (control) => orUnavailable(cancel(control)),
    find: (name) => findImport(database, name),
    list: (organizationId, part) => listImports(database, organizationId, part),
    lines: (id, afterLine, limit) => readLines(database, id, afterLine, limit),
  };

  async function begin(command: ImportCommand): Promise<ImportAnswer> {
    const { organizationId, digest } = command;
    const keyed = keyedRequest(command, () => keyedHash.fingerprintOf('import', digest));
    const start = await acceptOrReplay(
      reachability,
      () => write(command, keyed),
      () => importOfKey(database, keyed),
    );
    switch (start.kind) {
      case 'begun':
        wakeSoon({ id: start.view.id, organizationId });
        return start;
      case 'repeated':
        return asReplay({ kind: 'begun', view: await mustFind({ id: start.importId, organizationId }) });
      default:
        return start;
    }
  }

  function write({ organizationId, requestedBy, lines }: ImportCommand, keyed: KeyedRequest | null) {
    // The holder of a number may be this very import, begun by the same request.
    return onceByKey(
      () => importOfKey(database, keyed),
      async () => {
        const numbers = lines.map(({ line, request }) => ({ line, ...request.settings }));
        const refused = await refusedNumbers(organizationId, numbers);
        if (refused.kind !== 'checked') return refused;
        if (refused.lines.length > 0) return { kind: 'numbers_refused', lines: refused.lines } as const;
        const requested = {
          ...{ id: newImportId(), organizationId, requestedBy, keyed },
          createdAt: new Date(),
          lines: await newLines(organizationId, lines),
        };
        return writeImport(database, requested, rules.quotas);
      },
      'begun',
    );
  }

  async function retry(control: ImportControl): Promise<ImportRetryAnswer> {
    const controlled = controlledBy(control, 'retry');
    const outcome = await acceptOrReplay(
      reachability,
      () =>
        reopenImport(database, controlled, new Date(), (line) => lineAgain(controlled.organizationId, line)),
      () => importOfKey(database, controlled.keyed),
    );
    if (outcome.kind === 'reopened') wakeSoon(control);
    if (outcome.kind === 'repeated') return asReplay(await shown(control));
    return outcome.kind === 'reopened' ? shown(control) : outcome;
  }

  /** Whether somebody has a number is only looked up for numbers that the organization may take, within its budget. */
  async function refusedNumbers(
    organizationId: OrganizationId,
    numbers: readonly NumberOnLine[],
  ): Promise<{ readonly kind: 'checked'; readonly lines: readonly RefusedNumber[] } | TooManyConflicts> {
    const spent = conflicts.spent(organizationId);
    if (spent !== null) return spent;
    const notOwned = await problemsOfClaims(database, organizationId, numbers, rules);
    const owned = numbers.filter((_number, index) => notOwned[index] === null);
    const taker = { organizationId, heldSince: heldSince(new Date(), rules.holdMs) };
    const owners = await ownersOfNumbers(database, owned.flatMap(collisionKeysOf), taker);
    const ofOthers = [...owners.values()].filter((owner) => owner !== organizationId);
    const tooMany = conflicts.spend(organizationId, ofOthers.length);
    if (tooMany !== null) return tooMany;
    const lines = numbers.flatMap((each, index): RefusedNumber[] => {
      const problem = notOwned[index];
      if (problem !== null && problem !== undefined) return [{ line: each.line, code: problem.kind }];
      const isHeld = collisionKeysOf(each).some((key) => owners.has(key));
      return isHeld ? [{ line: each.line, code: 'number_in_use' }] : [];
    });
    return { kind: 'checked', lines };
  }

  async function newLines(organizationId: OrganizationId, requested: readonly ImportedTrunk[]) {
    const yieldToOthers = yieldNowAndThen();
    const lines: NewImportLine[] = [];
    for (const line of requested) {
      lines.push(newLine(organizationId, line));
      await yieldToOthers();
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

  /** Prepares a line for another try. Its password is bound to the operation with which it came, so it is sealed anew. */
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
    if (outcome.kind === 'repeated') return asReplay(await shown(control));
    return outcome.kind === 'cancelled' ? shown(control) : outcome;
  }

  function controlledBy(control: ImportControl, act: 'cancel' | 'retry'): ControlledImport {
    const { id, organizationId, requestedBy } = control;
    return { id, organizationId, requestedBy, keyed: keyedRequest(control, () => plainFingerprint(act, id)) };
  }

  async function shown(name: ImportName): Promise<{ kind: 'controlled'; view: ImportView }> {
    return { kind: 'controlled', view: await mustFind(name) };
  }

  function wakeSoon(name: ImportName): void {
    inBackground(dependencies, starter.wakeImport(name), { importId: name.id }, 'starting the import');
  }

  async function mustFind(name: ImportName): Promise<ImportView> {
    const view = await findImport(database, name);
    if (view === null) throw new Error(`Import ${name.id} has gone.`);
    return view;
  }
}
