import { type ImportPlace, isImportId } from '../../../domain/import/import.js';
import { placeCursor } from '../cursors.js';

/** Places in the list of imports. */
export const importCursor = placeCursor<ImportPlace>({
  format: 'import-cursor',
  parts: ({ createdAt, id }) => [createdAt, id],
  placeOf: (createdAt, id) => (isImportId(id) ? { createdAt, id } : null),
});
