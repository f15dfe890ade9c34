import type { FindingOutcome } from './finding.js';
import { type FindingCode, findingCodes, severities } from './finding-codes.js';
import { type Counts, countOf, type ReconciliationId, totalOf } from './report.js';

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
