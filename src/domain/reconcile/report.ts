import type { Branded, TextForm } from '../values.js';
import { type Finding, type FindingCode, type FindingOutcome, findingCodes, severities } from './finding.js';

/** The id of a run: `rec_` and 128 random bits. */
export type ReconciliationId = Branded<string, 'ReconciliationId'>;

const reconciliationIdShape = /^rec_[0-9a-f]{32}$/;

/** Describes the id of a run. */
export const reconciliationIdForm = {
  pattern: reconciliationIdShape.source,
  examples: ['rec_0123456789abcdef0123456789abcdef'],
} as const satisfies TextForm;

/** Makes the id of a new run from a random UUID. */
export function newReconciliationId(uuid: string): ReconciliationId {
  return `rec_${uuid.replaceAll('-', '')}` as ReconciliationId;
}

/** Tells whether a text from outside has the form of a run's id. */
export function isReconciliationId(text: string): text is ReconciliationId {
  return reconciliationIdShape.test(text);
}

/** The triggers of a run. */
export const triggers = ['schedule', 'command'] as const;
export type Trigger = (typeof triggers)[number];

/** The states of a run. `failed`: LiveKit or the database could not be read, or somebody terminated the run. */
export const reconciliationStates = ['running', 'finished', 'failed'] as const;
export type ReconciliationState = (typeof reconciliationStates)[number];

/** The numbers of compared objects and records. */
export interface Compared {
  readonly inbound: number;
  readonly outbound: number;
  readonly rules: number;
  readonly records: number;
}

/** The numbers of findings by code and outcome. `undecided`: the run still works on them. */
export type Counts = Readonly<
  Partial<Record<FindingCode, Readonly<Partial<Record<FindingOutcome | 'undecided', number>>>>>
>;

/** A run without its findings, which are read page by page. */
export interface ReconciliationReport {
  readonly id: ReconciliationId;
  readonly trigger: Trigger;
  readonly state: ReconciliationState;
  readonly repair: boolean;
  readonly removeMany: boolean;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  /** Null until the first pass is done. */
  readonly compared: Compared | null;
  readonly counts: Counts;
  /** A sentence about why the run failed; null otherwise. */
  readonly failure: string | null;
}

/** A finding with its outcome, which is null while the run still works on it. */
export interface ReportedFinding extends Finding {
  /** Its position in the report, the most severe first. */
  readonly position: number;
  readonly outcome: FindingOutcome | null;
  /** A sentence about why it failed or was held back. */
  readonly note: string | null;
}

/** Returns the number of all findings. */
function totalOf(counts: Counts): number {
  return Object.values(counts)
    .flatMap((outcomes) => Object.values(outcomes))
    .reduce((sum, count) => sum + count, 0);
}

/** Returns the number of findings with one of these outcomes. */
function countOf(counts: Counts, ...outcomes: readonly (FindingOutcome | 'undecided')[]): number {
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

/** Summarises the findings of a run as Markdown for the Temporal UI. */
export function summaryOf(id: ReconciliationId, counts: Counts): string {
  const report = `Report: \`GET /v1/reconciliations/${id}\``;
  if (totalOf(counts) === 0) return `LiveKit and the database agree.\n\n${report}`;
  const codes = Object.keys(findingCodes).filter((code): code is FindingCode => Object.hasOwn(counts, code));
  codes.sort((left, right) => rankOf(left) - rankOf(right));
  const rows = codes.map(
    (code) => `| \`${code}\` | ${outcomesOf(counts, code)} | ${findingCodes[code].meaning} |`,
  );
  const held =
    countOf(counts, 'held_back') === 0
      ? []
      : [
          '',
          'Removals are held back: there are more than a run may do, or the database may have lost a live trunk. ' +
            'Read the report, then run `trunkline reconcile --repair --remove-many` to remove the objects.',
        ];
  return ['| Found | Outcome | Meaning |', '| --- | --- | --- |', ...rows, ...held, '', report].join('\n');
}

function rankOf(code: FindingCode): number {
  return severities.indexOf(findingCodes[code].severity);
}

function outcomesOf(counts: Counts, code: FindingCode): string {
  return Object.entries(counts[code] ?? {})
    .map(([outcome, count]) => `${count} ${outcomeWords[outcome as FindingOutcome]}`)
    .join(', ');
}

/** Converts a run to the JSON that the endpoint answers and the command prints. */
export function reportJson(report: ReconciliationReport) {
  return {
    id: report.id,
    trigger: report.trigger,
    state: report.state,
    repair: report.repair,
    remove_many: report.removeMany,
    started_at: report.startedAt.toISOString(),
    finished_at: report.finishedAt?.toISOString() ?? null,
    compared: report.compared,
    counts: report.counts,
    failure: report.failure,
  };
}
/** A run as JSON. */
export type ReportJson = ReturnType<typeof reportJson>;

/** Converts a finding to JSON, with the meaning of its code and the remedy. */
export function findingJson(finding: ReportedFinding) {
  const { meaning, repair, remedy } = findingCodes[finding.code];
  return {
    code: finding.code,
    severity: finding.severity,
    object: finding.objectKind === null ? null : { kind: finding.objectKind, id: finding.objectId },
    trunk_id: finding.trunkId,
    operation_id: finding.operationId,
    number: finding.number,
    evidence: finding.evidence,
    fields: finding.fields,
    action: finding.action,
    outcome: finding.outcome,
    note: finding.note,
    meaning,
    repair,
    remedy,
  };
}
/** A finding as JSON. */
export type FindingJson = ReturnType<typeof findingJson>;

/** Some findings of a run. `next` is the parameter `after` of the following page; null on the last page. */
export interface FindingsPage {
  readonly findings: readonly FindingJson[];
  readonly next: number | null;
}
