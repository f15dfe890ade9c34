/** A statement may have 65,535 parameters; so many rows of any table stay well below that. */
const rowsPerStatement = 500;

/** Cuts a long list into parts that one statement can take. */
export function* inChunks<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    yield rows.slice(start, start + rowsPerStatement);
  }
}
