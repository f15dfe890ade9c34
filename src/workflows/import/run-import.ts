import {
  type ActivityOptions,
  continueAsNew,
  defineSignal,
  isCancellation,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import { type ImportId, type LineCounts, lineOutcomes } from '../../domain/import/import.js';
import { eachAtMost } from '../each-at-most.js';
import { importLinesQueue, linesPendingName } from '../names.js';

/** What the run of an import is given. */
export interface ImportInput {
  readonly importId: ImportId;
  /** So many trunks are set up at the same time. */
  readonly atOnce: number;
}

/** A line is waited for so long, in milliseconds; a set-up or an undo that takes longer goes on by itself. */
const lineWaitMs = 60_000;
const linesPerBatch = 100;
/** After so many batches a run goes on with an empty history. */
const batchesPerHistory = 5;
/** The first pause between two looks at lines that have not ended; each is twice as long as the one before. */
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
const pollsPerHistory = 200;

const { nextLines, giveUpLine, endImport } = proxyActivities<Activities>({
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '5 seconds',
  retry: { initialInterval: 200, maximumInterval: '10 seconds' },
});

/**
 * A line waits for its turn for as long as those of other imports go before; what is limited is how often it is tried, which
 * takes a quarter of an hour when the database is away.
 */
const lineOptions: ActivityOptions = {
  startToCloseTimeout: lineWaitMs + 15_000,
  heartbeatTimeout: '5 seconds',
  retry: { initialInterval: 500, maximumInterval: '10 seconds', maximumAttempts: 100 },
};

/** Tells a run that lines may be pending again, just in case it was about to end. */
const linesPending = defineSignal(linesPendingName);

/**
 * Sets up the trunks of an import, some at a time, until every line has come to its end. What it works on and how it
 * stands is in the database; a run that was lost goes on where it was.
 */
export async function runImport({ importId, atOnce }: ImportInput): Promise<LineCounts> {
  const taskQueue = importLinesQueue(workflowInfo().taskQueue);
  const { setUpLine } = proxyActivities<Activities>({ ...lineOptions, taskQueue });
  let asked = false;
  setHandler(linesPending, () => {
    asked = true;
  });
  for (let batch = 0; batch < batchesPerHistory; batch += 1) {
    asked = false;
    const lines = await nextLines(importId, linesPerBatch);
    await eachAtMost(atOnce, lines, (line) => begin(setUpLine, importId, line));
    const counts = await (lines.length > 0 ? pass(importId) : lastOf(importId));
    if (lines.length === 0 && !asked && counts.pending === 0 && isOver(counts)) return counts;
  }
  return continueAsNew<typeof runImport>({ importId, atOnce });
}

async function begin(setUpLine: Activities['setUpLine'], importId: ImportId, line: number): Promise<void> {
  try {
    await setUpLine(importId, line, lineWaitMs);
  } catch (error) {
    if (isCancellation(error)) throw error;
    await giveUpLine(importId, line);
  }
}

/** Waits for what was begun and has not ended: an undo may wait for somebody to mend LiveKit. */
async function lastOf(importId: ImportId): Promise<LineCounts> {
  for (let polls = 0; ; polls += 1) {
    const counts = await pass(importId);
    if (counts.pending > 0 || isOver(counts) || polls === pollsPerHistory) return counts;
    await sleep(Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(polls, 10)));
  }
}

/** Ends the import if all of its lines have ended, and shows an operator how they stand. */
async function pass(importId: ImportId): Promise<LineCounts> {
  const counts = await endImport(importId);
  setCurrentDetails(describeImport(counts));
  return counts;
}

function isOver({ running, compensating }: LineCounts): boolean {
  return running + compensating === 0;
}

/** Lists how many lines of an import stand where. */
function describeImport(counts: LineCounts): string {
  return lineOutcomes
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${outcome} ${counts[outcome]}`)
    .join(', ');
}
