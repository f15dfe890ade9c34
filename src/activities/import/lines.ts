import { endImport } from '../../database/imports/imports.js';
import { pendingLines, refuseLine } from '../../database/imports/lines.js';
import type { ImportId, LineCounts } from '../../domain/import/import.js';
import type { ActivityDependencies } from '../dependencies.js';
import { fromDatabase } from '../step-failure.js';

/** Returns the activities of an import. The set-ups of its lines are separate workflows. */
export function importActivities({ database, setUpLine, logger }: ActivityDependencies) {
  return {
    /** Returns the next lines to begin; none if all have begun. */
    nextLines(importId: ImportId, limit: number): Promise<number[]> {
      return fromDatabase(logger, 'retried', () => pendingLines(database, importId, limit));
    },

    /** Starts the set-up of the trunk of a line. @param waitMs how long to wait for its end, in milliseconds. */
    setUpLine(importId: ImportId, line: number, waitMs: number): Promise<void> {
      return fromDatabase(logger, 'retried', () => setUpLine(importId, line, waitMs));
    },

    /** Records that a line could not be begun. */
    giveUpLine(importId: ImportId, line: number): Promise<void> {
      return fromDatabase(logger, 'retried', () =>
        refuseLine(database, { importId, line, operationId: null }, 'internal'),
      );
    },

    /** Ends the import if all of its lines have ended. @returns the number of lines by outcome. */
    endImport(importId: ImportId): Promise<LineCounts> {
      return fromDatabase(logger, 'retried', () => endImport(database, importId, new Date()));
    },
  };
}
