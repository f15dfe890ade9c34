import type { Client } from '@temporalio/client';
import type { ImportId } from '../../domain/import/import.js';
import type { ImportInput } from '../../workflows/import/run-import.js';
import { importSummary, importWorkflowId, linesPendingName } from '../../workflows/names.js';

/** How imports are run; the same for all of them. */
export interface ImportSettings {
  readonly taskQueue: string;
  /** So many trunks of one import are set up at the same time. */
  readonly atOnce: number;
}

/** Starts the workflow of an import. */
export class ImportStarter {
  readonly #client: Client;
  readonly #settings: ImportSettings;

  constructor(client: Client, settings: ImportSettings) {
    this.#client = client;
    this.#settings = settings;
  }

  /** Makes sure that an import runs; one that does is left alone. @throws when Temporal cannot be reached. */
  async start(importId: ImportId): Promise<void> {
    await this.#client.workflow.start('runImport', this.#optionsFor(importId));
  }

  /**
   * The same for an import that has lines to begin: a run that is about to end looks again.
   * @throws when Temporal cannot be reached.
   */
  async wake(importId: ImportId): Promise<void> {
    await this.#client.workflow.signalWithStart('runImport', {
      ...this.#optionsFor(importId),
      signal: linesPendingName,
      signalArgs: [],
    });
  }

  #optionsFor(importId: ImportId) {
    const input: ImportInput = { importId, atOnce: this.#settings.atOnce };
    return {
      workflowId: importWorkflowId(importId),
      taskQueue: this.#settings.taskQueue,
      args: [input] as [ImportInput],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
      staticSummary: importSummary,
    } as const;
  }
}
