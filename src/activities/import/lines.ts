import { endImport } from '../../database/imports/imports.js';
import { pendingLines, refuseLine } from '../../database/imports/lines.js';
import type { ImportId, LineCounts } from '../../domain/import/import.js';
import type { ActivityDependencies } from '../dependencies.js';
import { fromDatabase } from '../step-failure.js';

/** What the run of an import does beside the set-ups, which are workflows of their own. */
export function importActivities({ database, setUpLine, logger }: ActivityDependencies) {
  return {
    /** The next lines to begin; none when all are begun. */
    nextLines(importId: ImportId, limit: number): Promise<number[]> {
      return fromDatabase(logger, 'retried', () => pendingLines(database, importId, limit));
    },

    /** Sets up the trunk of a line, and waits for its end for a while. */
    setUpLine(importId: ImportId, line: number, waitMs: number): Promise<void> {
      return fromDatabase(logger, 'retried', () => setUpLine(importId, line, waitMs));
    },

    /** Gives up a line that could not be begun. */
    giveUpLine(importId: ImportId, line: number): Promise<void> {
      return fromDatabase(logger, 'retried', () => refuseLine(database, importId, line, 'internal'));
    },

    /** Ends the import if all of its lines have ended; tells how they stand. */
    endImport(importId: ImportId): Promise<LineCounts> {
      return fromDatabase(logger, 'retried', () => endImport(database, importId, new Date()));
    },
  };
}
