import type { Branded, TextForm } from '../values.js';
import { type Finding, type FindingCode, type FindingOutcome, findingCodes, severities } from './finding.js';

/** Names one run: `rec_` and 128 random bits. */
export type ReconciliationId = Branded<string, 'ReconciliationId'>;

const reconciliationIdShape = /^rec_[0-9a-f]{32}$/;

/** What a run's id looks like. */
export const reconciliationIdForm = {
  pattern: reconciliationIdShape.source,
  examples: ['rec_0123456789abcdef0123456789abcdef'],
} as const satisfies TextForm;

/** A new run's id, out of a random UUID. */
export function newReconciliationId(uuid: string): ReconciliationId {
  return `rec_${uuid.replaceAll('-', '')}` as ReconciliationId;
}

/** Tells whether a text from outside can be a run's id. */
export function isReconciliationId(text: string): text is ReconciliationId {
  return reconciliationIdShape.test(text);
}

/** Who wanted a run. */
export const triggers = ['schedule', 'command'] as const;
export type Trigger = (typeof triggers)[number];

/** `failed`: LiveKit or the database could not be read, or the run was ended from outside. */
export const reconciliationStates = ['running', 'finished', 'failed'] as const;
export type ReconciliationState = (typeof reconciliationStates)[number];

/** How much was compared. */
export interface Compared {
  readonly inbound: number;
  readonly outbound: number;
  readonly rules: number;
  readonly records: number;
}

/** How many findings of a code have come to which outcome; `undecided` are still being worked on. */
export type Counts = Readonly<
  Partial<Record<FindingCode, Readonly<Partial<Record<FindingOutcome | 'undecided', number>>>>>
>;

/** A run, as it can be read at any time; the findings are read page by page. */
export interface ReconciliationReport {
  readonly id: ReconciliationId;
  readonly trigger: Trigger;
  readonly state: ReconciliationState;
  readonly repair: boolean;
  readonly removeMany: boolean;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  /** Null until the first look is done. */
  readonly compared: Compared | null;
  readonly counts: Counts;
  /** Why the run failed, in a sentence; null otherwise. */
  readonly failure: string | null;
}

/** A finding with what became of it; null while the run is still working on it. */
export interface ReportedFinding extends Finding {
  /** Its place in the report: the weightiest first. */
  readonly position: number;
  readonly outcome: FindingOutcome | null;
  /** Why it failed or was held back, in a sentence. */
  readonly note: string | null;
}

/** How many findings there are of all codes and outcomes. */
export function totalOf(counts: Counts): number {
  return Object.values(counts)
    .flatMap((outcomes) => Object.values(outcomes))
    .reduce((sum, count) => sum + count, 0);
}

/** How many findings ended in one of these outcomes. */
export function countOf(counts: Counts, ...outcomes: readonly (FindingOutcome | 'undecided')[]): number {
  return Object.values(counts).reduce(
    (sum, byOutcome) => sum + outcomes.reduce((part, outcome) => part + (byOutcome[outcome] ?? 0), 0),
    0,
  );
}

const outcomeWords: Record<FindingOutcome | 'undecided', string> = {
  reported: 'reported',
  repaired: 'repaired',
  removed: 'removed',
  busy: 'busy',
  failed: 'failed',
  held_back: 'held back',
  gone_by_itself: 'gone by itself',
  undecided: 'in progress',
};

/** What a run has found and done, as Markdown for the Temporal UI. */
export function summaryOf(id: ReconciliationId, counts: Counts): string {
  const report = `Report: \`GET /v1/reconciliations/${id}\``;
  if (totalOf(counts) === 0) return `LiveKit and the database agree.\n\n${report}`;
  const codes = Object.keys(findingCodes).filter((code): code is FindingCode => Object.hasOwn(counts, code));
  codes.sort((left, right) => weight(left) - weight(right));
  const rows = codes.map(
    (code) => `| \`${code}\` | ${outcomesOf(counts, code)} | ${findingCodes[code].meaning} |`,
  );
  const held =
    countOf(counts, 'held_back') === 0
      ? []
      : [
          '',
          'Removals are held back: there are more than a run may do, or a live trunk may have been lost from the database. ' +
            'After a look at the report, `trunkline reconcile --fix --remove-many` does them.',
        ];
  return ['| Found | Outcome | Meaning |', '| --- | --- | --- |', ...rows, ...held, '', report].join('\n');
}

function weight(code: FindingCode): number {
  return severities.indexOf(findingCodes[code].severity);
}

function outcomesOf(counts: Counts, code: FindingCode): string {
  return Object.entries(counts[code] ?? {})
    .map(([outcome, count]) => `${count} ${outcomeWords[outcome as FindingOutcome]}`)
    .join(', ');
}
