import { setTimeout as wait } from 'node:timers/promises';
import type { Trunkline } from '@trunkline/client';
import { Command } from 'commander';
import { AdministrationError } from '../../domain/administration.js';
import type { FindingJson, ReconciliationId, ReportJson } from '../../domain/reconcile/report.js';
import type { Reconciler } from '../../domain/reconcile/run.js';
import { homeOf } from '../connection/profiles.js';
import { remoteOf } from '../connection/remote.js';
import { type Environment, exitCodes, type Terminal, table } from '../terminal/terminal.js';

interface Options {
  readonly repair: boolean;
  readonly removeMany: boolean;
  readonly json: boolean;
}

const pollEveryMs = 300;
/** A run without a report for this long has no worker, or its service has stopped. */
const patienceMs = 30_000;
/** The largest number of rows in a terminal. */
const shownFindings = 200;
/** The outcomes that need no further attention. */
const settled: ReadonlySet<FindingJson['outcome']> = new Set(['repaired', 'removed', 'gone_by_itself']);

/** `trunkline reconcile`: compares LiveKit with the database, and repairs the differences with `--repair`. */
export function reconcileCommand(terminal: Terminal): Command {
  const { env, say, complain, endWith } = terminal;
  return new Command('reconcile')
    .description('compare LiveKit with the database; change nothing without --repair')
    .option('--repair', 'remove orphans and repair trunks', false)
    .option('--remove-many', 'with --repair: also remove what a run holds back', false)
    .option('--json', 'print JSON', false)
    .addHelpText(
      'after',
      '\nThe exit code is 0 if nothing is left to do, 3 if findings remain, and 1 if the run fails.',
    )
    .action(async ({ repair, removeMany, json }: Options, command: Command) => {
      if (removeMany && !repair) command.error('error: --remove-many needs --repair');
      const reconciler = await reconcilerOf(env);
      const { id, attached } = await reconciler.start({ repair, removeMany });
      if (attached) complain('A reconciliation is running already; this is its report.');
      const report = await finished(reconciler, id);
      const findings = await allFindings(reconciler, id);
      say(json ? JSON.stringify({ ...report, findings }) : inWords(report, findings, terminal));
      if (attached && repair && !report.repair) {
        complain('That run only reported. Run the command again to repair.');
      }
      endWith(exitCodeOf(report, findings));
    });
}

/** The reconciler of the remote Trunkline, or of the service of this computer. */
async function reconcilerOf(env: Environment): Promise<Reconciler> {
  const remote = await remoteOf(env);
  if (remote !== null) return reconcilerAt(remote);
  const { openReconciler } = await import('../../runtime/administration/open.js');
  return openReconciler(await homeOf(env));
}

/** The reconciler of a remote Trunkline, for which the key of an operator is needed. */
function reconcilerAt(server: Trunkline): Reconciler {
  const read = async (id: ReconciliationId, after: number) => {
    const query = after < 0 ? {} : { after };
    return (await server.get('/v1/reconciliations/{id}', { params: { path: { id }, query } })).data;
  };
  return {
    async start({ repair, removeMany }) {
      const body = { repair, remove_many: removeMany };
      const { id, attached } = (await server.post('/v1/reconciliations', { body })).data;
      return { id: id as ReconciliationId, attached };
    },
    async report(id) {
      try {
        const { findings: _findings, next: _next, ...report } = await read(id, -1);
        return report as ReportJson;
      } catch (error) {
        // A run is stored by its first activity, a moment after its start.
        if (error instanceof Error && 'code' in error && error.code === 'reconciliation_not_found')
          return null;
        throw error;
      }
    },
    async findings(id, after) {
      const { findings, next } = await read(id, after);
      const place = next === null ? null : new URL(next, 'http://unused').searchParams.get('after');
      return { findings: findings as FindingJson[], next: place === null ? null : Number(place) };
    },
  };
}

async function finished(reconciler: Reconciler, id: ReconciliationId): Promise<ReportJson> {
  let lastSeen = Date.now();
  for (;;) {
    const report = await reconciler.report(id).catch(unlessAnswered);
    if (report !== null && report !== 'unanswered') {
      if (report.state !== 'running') return report;
      lastSeen = Date.now();
    }
    if (Date.now() - lastSeen > patienceMs) {
      throw new AdministrationError(
        report === null
          ? `The reconciliation ${id} was started, but no worker runs it. Start one: ROLE=worker trunkline serve`
          : `Trunkline does not answer any more. The reconciliation ${id} continues without this command.`,
      );
    }
    await wait(pollEveryMs);
  }
}

/** Treats a missing answer of a busy or restarting service as temporary. A refusal is final. @throws {AdministrationError} */
function unlessAnswered(error: unknown): 'unanswered' {
  if (error instanceof AdministrationError) throw error;
  return 'unanswered';
}

async function allFindings(reconciler: Reconciler, id: ReconciliationId): Promise<FindingJson[]> {
  const findings: FindingJson[] = [];
  let after: number | null = -1;
  while (after !== null) {
    const page = await reconciler.findings(id, after);
    findings.push(...page.findings);
    after = page.next;
  }
  return findings;
}

function exitCodeOf(report: ReportJson, findings: readonly FindingJson[]): number {
  if (report.state === 'failed') return exitCodes.failed;
  const isOpen = ({ outcome, severity }: FindingJson) => !settled.has(outcome) && severity !== 'notice';
  return findings.some(isOpen) ? exitCodes.found : exitCodes.done;
}

function inWords(
  report: ReportJson,
  findings: readonly FindingJson[],
  { bold, dim }: Pick<Terminal, 'bold' | 'dim'>,
): string {
  const { compared } = report;
  const scope =
    compared === null
      ? []
      : [
          `Compared ${compared.inbound} inbound trunks, ${compared.outbound} outbound trunks and ${compared.rules} ` +
            `dispatch rules in LiveKit with ${compared.records} trunks in the database.`,
        ];
  const failure = report.failure === null ? [] : [bold(`The run failed: ${report.failure}`)];
  const hidden = findings.length - shownFindings;
  const found =
    findings.length === 0
      ? report.failure === null
        ? ['Nothing differs.']
        : []
      : [
          '',
          table(
            ['CODE', 'OBJECT', 'NUMBER', 'EVIDENCE', 'OUTCOME OR REMEDY'],
            findings.slice(0, shownFindings).map(rowOf),
          ),
          ...(hidden > 0 ? [`… and ${hidden} more, which --json shows.`] : []),
        ];
  return [...scope, ...failure, ...found, dim(`Report ${report.id}`)].join('\n');
}

function rowOf(finding: FindingJson): string[] {
  const { code, object, operation_id, trunk_id, number, evidence } = finding;
  const subject = object?.id ?? (trunk_id === null ? operation_id : `trunk ${trunk_id}`);
  return [code, subject ?? '-', number ?? '-', evidence, outcomeOrRemedy(finding)];
}

function outcomeOrRemedy({ outcome, action, note, remedy }: FindingJson): string {
  const words = outcome?.replaceAll('_', ' ') ?? 'in progress';
  if (outcome === 'held_back') return `${words}: --repair --remove-many removes it`;
  if (outcome !== 'reported') return note === null ? words : `${words}: ${note}`;
  if (note !== null) return note;
  if (action === 'remove') return '--repair removes it';
  if (action === 'remove_if_requested') return '--repair --remove-many removes it';
  return action === 'repair' ? '--repair repairs it' : remedy;
}
