import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { importSummary, importWorkflowId } from '../workflows/descriptions.js';
import type { ImportInput } from '../workflows/run-import.js';
import type { ImportId } from './import.js';

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

  /** Doing it twice attaches to the run that there is. @throws when Temporal cannot be reached. */
  async start(importId: ImportId): Promise<void> {
    const input: ImportInput = { importId, atOnce: this.#settings.atOnce };
    try {
      await this.#client.workflow.start('runImport', {
        workflowId: importWorkflowId(importId),
        taskQueue: this.#settings.taskQueue,
        args: [input],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
        staticSummary: importSummary,
      });
    } catch (cause) {
      if (!(cause instanceof WorkflowExecutionAlreadyStartedError)) throw cause;
    }
  }
}
