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

/** The input of an import. */
export interface ImportInput {
  readonly importId: ImportId;
  /** How many trunks are set up at the same time. */
  readonly atOnce: number;
}

/** How long the workflow waits for a line, in milliseconds. A set-up or a compensation that takes longer continues by itself. */
const lineWaitMs = 60_000;
const linesPerBatch = 100;
/** The number of batches after which a run continues with an empty history. */
const batchesPerHistory = 5;
/** The first pause between two polls for unfinished lines, in milliseconds. Each pause is twice as long as the one before. */
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
/** The number of polls after which a run continues with an empty history. */
const pollsPerHistory = 200;

const { nextLines, giveUpLine, endImport } = proxyActivities<Activities>({
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '5 seconds',
  retry: { initialInterval: 200, maximumInterval: '10 seconds' },
});

/**
 * The limits of the activity that sets up a line. A line may wait for slots without a limit, because the lines of other imports can
 * come first. Only the number of attempts is limited: they take a quarter of an hour while the database is unreachable.
 */
const lineOptions: ActivityOptions = {
  startToCloseTimeout: lineWaitMs + 15_000,
  heartbeatTimeout: '5 seconds',
  retry: { initialInterval: 500, maximumInterval: '10 seconds', maximumAttempts: 100 },
};

/** Reports to a run that lines may be pending again, in case the run is about to end. */
const linesPending = defineSignal(linesPendingName);

/**
 * Sets up the trunks of an import, some at the same time, until every line has ended. The lines and their states are in the database,
 * so a new run continues where a lost one stopped.
 * @returns the final number of lines by outcome.
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

/** Waits for the lines that have begun but not ended. A compensation may wait until somebody repairs LiveKit. */
async function lastOf(importId: ImportId): Promise<LineCounts> {
  for (let polls = 0; ; polls += 1) {
    const counts = await pass(importId);
    if (counts.pending > 0 || isOver(counts) || polls === pollsPerHistory) return counts;
    await sleep(Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(polls, 10)));
  }
}

/** Ends the import if all of its lines have ended, and shows the operator the number of lines by outcome. */
async function pass(importId: ImportId): Promise<LineCounts> {
  const counts = await endImport(importId);
  setCurrentDetails(describeImport(counts));
  return counts;
}

function isOver({ running, compensating }: LineCounts): boolean {
  return running + compensating === 0;
}

/** Lists the number of lines of an import by outcome. */
function describeImport(counts: LineCounts): string {
  return lineOutcomes
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${outcome} ${counts[outcome]}`)
    .join(', ');
}
