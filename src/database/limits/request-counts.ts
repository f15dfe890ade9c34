import { sql } from 'drizzle-orm';
import type { Database } from '../database.js';
import { requestCounts } from '../schema.js';

/** Hits of a subject in one window that are not stored yet. */
export interface NewHits {
  /** A hash of the subject and of the beginning of its window: addresses of clients are not stored in clear. */
  readonly subject: string;
  readonly windowEnd: Date;
  readonly hits: number;
}

/**
 * Adds hits to the counts that all processes share, and deletes the counts of windows that are over. It is one statement,
 * however many subjects there are.
 * @returns the shared count of each subject in its window.
 */
export async function addHits(
  database: Database,
  batch: readonly NewHits[],
): Promise<ReadonlyMap<string, number>> {
  // In one order for everybody, so that no two processes wait for each other.
  const rows = batch
    .toSorted((one, other) => (one.subject < other.subject ? -1 : 1))
    .map(({ subject, windowEnd, hits }) => ({ subject, window_end: windowEnd, hits }));
  const over = database.$with('over', {}).as(sql`
    delete from ${requestCounts} where ctid = any(array(
      select ctid from ${requestCounts} where window_end < now() - interval '1 minute' limit 1000 for update skip locked))`);
  const added = database.$with('added', { subject: requestCounts.subject, hits: requestCounts.hits }).as(sql`
    insert into ${requestCounts} as counted
    select * from jsonb_populate_recordset(null::${requestCounts}, ${JSON.stringify(rows)}::text::jsonb)
    on conflict (subject) do update set hits = counted.hits + excluded.hits
    returning subject, hits`);
  const counts = await database.with(over, added).select().from(added);
  return new Map(counts.map(({ subject, hits }) => [subject, hits]));
}
