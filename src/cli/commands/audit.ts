import type { components, paths } from '@trunkline/client';
import { Command, InvalidArgumentError } from 'commander';
import type { Administration } from '../../domain/administration.js';
import { type AuditHead, type ChainProblem, emptyHead } from '../../domain/audit-chain.js';
import { type AdministrationEnvironment, administering } from '../connection/administration.js';
import { homeOf } from '../connection/profiles.js';
import { serverOf } from '../connection/remote.js';
import { exitCodes, limitedTo, type Terminal, table, wholeNumberIn } from '../terminal/terminal.js';

type Entry = components['schemas']['AuditEntry'];
type Filters = NonNullable<paths['/v1/audit']['get']['parameters']['query']>;

/** `trunkline audit list|verify`: who has done what, and whether this record is complete. */
export function auditCommand(terminal: Terminal, environment: AdministrationEnvironment): Command {
  return new Command('audit')
    .description('the audit log: who has done what, from where and with which result')
    .addCommand(listCommand(terminal))
    .addCommand(verifyCommand(terminal, environment));
}

interface ListOptions {
  readonly org?: string;
  readonly action?: Entry['action'];
  readonly key?: string;
  readonly subject?: string;
  readonly since?: string;
  readonly until?: string;
  readonly limit: number;
  readonly json: boolean;
}

function listCommand({ env, say }: Terminal): Command {
  return new Command('list')
    .description('list the entries, the newest first')
    .option('--org <id>', 'only what concerns this organization')
    .option('--action <action>', 'only this action, for example revoke_key')
    .option('--key <id>', 'only what this key did')
    .option('--subject <id>', 'only what was done to this operation, import, key or organization')
    .option('--since <time>', 'only from this time on, in ISO 8601')
    .option('--until <time>', 'only before this time, in ISO 8601')
    .option('--limit <count>', 'at most so many', wholeNumberIn, 100)
    .option('--json', 'print JSON', false)
    .action(async ({ org, limit, json, ...filters }: ListOptions) => {
      const query: Filters = { ...filters, ...(org === undefined ? {} : { organization_id: org }) };
      const server = await serverOf(env);
      const found = await limitedTo(limit, server.list('/v1/audit', { params: { query } }));
      say(json ? JSON.stringify(found) : inRows(found));
    });
}

function inRows(entries: readonly Entry[]): string {
  if (entries.length === 0) return 'There is no such entry.';
  const rows = entries.map(({ at, actor, action, subject, result }) => [
    at,
    actor.key ?? actor.kind,
    actor.address ?? '-',
    action,
    subject ?? '-',
    result,
  ]);
  return table(['TIME', 'WHO', 'FROM', 'ACTION', 'SUBJECT', 'RESULT'], rows);
}

function verifyCommand(terminal: Terminal, environment: AdministrationEnvironment): Command {
  const { env, say } = terminal;
  return new Command('verify')
    .description('check that no entry was changed, moved or removed')
    .option('--head <position:hash>', 'an end that you have noted before; it must still be there', headIn)
    .option('--json', 'print JSON', false)
    .action(async ({ head, json }: { head?: AuditHead; json: boolean }) => {
      const { auditHeadIn } = await import('../../runtime/audit-head.js');
      const kept = await auditHeadIn(await homeOf(env)).read();
      const known = [head ?? null, kept].filter((each) => each !== null);
      const result = await administering(environment, (administration) => verify(administration, known));
      if (json) say(JSON.stringify(result));
      else for (const line of linesOf(result)) say(line);
      if (result.problems.length > 0) terminal.endWith(exitCodes.failed);
    });
}

/** The result of a verification. */
interface Verification {
  readonly head: AuditHead;
  readonly unsealed: number;
  readonly problems: readonly (ChainProblem | { readonly kind: 'end_missing'; readonly head: AuditHead })[];
}

async function verify(administration: Administration, known: readonly AuditHead[]): Promise<Verification> {
  const problems: Verification['problems'][number][] = [];
  let head = emptyHead;
  for (;;) {
    const part = await administration.verifyAudit(head);
    problems.push(...part.problems);
    head = part.head;
    if (part.unsealed === null) continue;
    for (const each of known) {
      if (!(await administration.containsAuditHead(each))) problems.push({ kind: 'end_missing', head: each });
    }
    return { head, unsealed: part.unsealed, problems };
  }
}

/** More problems than these say nothing more. */
const mostLines = 20;

function linesOf({ head, unsealed, problems }: Verification): readonly string[] {
  const wait =
    unsealed === 0 ? [] : [`${unsealed} entries wait for their seal; verify again in some seconds.`];
  const end = `The end is ${head.position}:${head.hash} . Note it elsewhere, and pass it with --head next time.`;
  if (problems.length === 0) return [`${head.position} entries are complete and unchanged.`, ...wait, end];
  const more = problems.length - mostLines;
  return [
    `The audit log is not what it was: ${problems.length} problems.`,
    ...problems.slice(0, mostLines).map(inWords),
    ...(more > 0 ? [`… and ${more} more`] : []),
    ...wait,
  ];
}

function inWords(problem: Verification['problems'][number]): string {
  switch (problem.kind) {
    case 'changed':
      return `Entry ${problem.position} was changed or moved.`;
    case 'missing':
      return problem.from === problem.to
        ? `Entry ${problem.from} is missing.`
        : `Entries ${problem.from} to ${problem.to} are missing.`;
    case 'end_missing':
      return `Entry ${problem.head.position} was the end before; it is missing or another one now, and so may be those before it.`;
  }
}

function headIn(text: string): AuditHead {
  const [, position, hash = ''] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (position === undefined) throw new InvalidArgumentError('It must be a position and a hash, 42:0f3c….');
  return { position: Number(position), hash };
}
