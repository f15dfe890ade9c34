import type { components, paths, Trunkline } from '@trunkline/client';
import { Command } from 'commander';
import { AdministrationError } from '../../domain/administration.js';
import { serverOf } from '../connection/remote.js';
import {
  details,
  type Environment,
  exitCodes,
  limitedTo,
  type Terminal,
  table,
  wholeNumberIn,
} from '../terminal/terminal.js';

type Operation = components['schemas']['Operation'];
type Filters = NonNullable<paths['/v1/operations']['get']['parameters']['query']>;
type Actions = paths['/v1/operations/actions']['post'];
type Done = components['schemas']['ActionsDone']['data'];
type Action = Actions['requestBody']['content']['application/json']['action'];

/** The filters of operations, as the options of a command. */
export interface FilterOptions {
  readonly org?: string;
  readonly number?: string;
  readonly trunk?: number;
  readonly livekit?: string;
  readonly kind?: Operation['kind'];
  readonly state?: Operation['state'];
}

/** An action on operations that a filter selects, as the options of a command. */
export interface ActionOptions extends FilterOptions {
  readonly by?: string;
  readonly reason?: string;
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** Adds the filters of operations to a command. */
export function withFilters(command: Command): Command {
  return command
    .option('--org <id>', 'only operations of this organization')
    .option('--number <number>', 'only operations on this number or extension')
    .option('--trunk <id>', 'only operations on this trunk', wholeNumberIn)
    .option('--livekit <id>', 'only operations that have left this id of LiveKit (ST_…, SDR_…)')
    .option('--kind <kind>', 'set_up_trunk, change_trunk, tear_down_trunk or repair_trunk')
    .option('--state <state>', 'running, compensating, succeeded or failed')
    .option('--json', 'print JSON', false);
}

/** Gives the filters in the words of the interface. */
export function filtersOf({
  org,
  number,
  trunk,
  livekit,
  kind,
  state,
}: FilterOptions): Omit<Filters, 'stuck' | 'limit' | 'cursor'> {
  const given = {
    organization_id: org,
    phone_number: number,
    trunk_id: trunk,
    livekit_id: livekit,
    kind,
    state,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** Adds who decides, and why, to a command. */
export function withDecision(command: Command): Command {
  return command
    .option('--by <name>', 'who decides; without it the user of this computer')
    .option('--reason <text>', 'why, for everybody who reads the operation later')
    .option('--dry-run', 'only show what would happen', false);
}

/** `trunkline operation list|show|follow|cancel|retry`: operations, also of a remote Trunkline. */
export function operationCommand(terminal: Terminal): Command {
  const { env, say } = terminal;
  const named = (name: string, description: string) => new Command(name).description(description);
  const one = (name: 'cancel' | 'retry', description: string) =>
    withDecision(withFilters(named(name, description)))
      .argument('[id]', 'the operation; without it, all that the filters select')
      .action(async (id: string | undefined, options: ActionOptions) => {
        const server = await serverOf(env);
        if (id === undefined) {
          await act(terminal, server, name, options, null);
          return;
        }
        const path = `/v1/operations/{id}/${name}` as const;
        const { data } = await server.post(path, { params: { path: { id } } });
        say(options.json ? JSON.stringify(data) : details(summaryOf(data)));
      });
  return new Command('operation')
    .description('operations: list, show, follow, cancel and retry them')
    .addCommand(
      withFilters(named('list', 'list operations, the newest first'))
        .option('--stuck', 'only what should have ended long ago', false)
        .option('--limit <count>', 'at most so many', wholeNumberIn, 100)
        .action(async (options: FilterOptions & { stuck: boolean; limit: number; json: boolean }) => {
          const server = await serverOf(env);
          const query = { ...filtersOf(options), ...(options.stuck ? { stuck: 'true' as const } : {}) };
          const found = await limitedTo(options.limit, server.list('/v1/operations', { params: { query } }));
          say(options.json ? JSON.stringify(found) : inRows(found));
        }),
    )
    .addCommand(
      named('show', 'show an operation with its steps')
        .argument('<id>', 'the id of the operation, op_…')
        .option('--json', 'print JSON', false)
        .action(async (id: string, { json }: { json: boolean }) => {
          const server = await serverOf(env);
          const { data } = await server.get('/v1/operations/{id}', { params: { path: { id } } });
          say(json ? JSON.stringify(data) : inWords(data));
        }),
    )
    .addCommand(
      named('follow', 'show the events of an operation until it ends')
        .argument('<id>', 'the id of the operation, op_…')
        .option('--json', 'print one JSON object per line', false)
        .action(async (id: string, { json }: { json: boolean }) => {
          const server = await serverOf(env);
          for await (const { event, data } of server.follow(id)) {
            say(json ? JSON.stringify({ event, data }) : `${event} ${JSON.stringify(data)}`);
          }
        }),
    )
    .addCommand(one('cancel', 'cancel operations: they are compensated'))
    .addCommand(one('retry', 'try failed operations again'));
}

/** Acts on all operations that the filters of a command select, and prints the outcomes. */
export async function act(
  { env, say, endWith }: Terminal,
  server: Trunkline,
  action: Action,
  options: ActionOptions,
  part: Done[number]['part'],
): Promise<void> {
  const filter = filtersOf(options);
  const isAll = Object.keys(filter).length === 0;
  if (isAll && (action === 'cancel' || action === 'retry')) {
    throw new AdministrationError('Name an operation, or at least one filter such as --org.');
  }
  const done: Done[number][] = [];
  let cursor: string | null = null;
  do {
    const { data }: { data: components['schemas']['ActionsDone'] } = await server.post(
      '/v1/operations/actions',
      {
        params: { query: options.dryRun ? { dry_run: 'true' } : {} },
        body: {
          action,
          filter: { ...filter, ...(isAll ? { stuck: true } : {}) },
          ...decisionOf(options, env),
          ...(part === null ? {} : { part }),
          ...(cursor === null ? {} : { cursor }),
        },
      },
    );
    done.push(...data.data);
    cursor = data.next;
  } while (cursor !== null);
  say(options.json ? JSON.stringify(done) : outcomesInRows(done));
  endWith(done.some(({ outcome }) => outcome === 'refused') ? exitCodes.found : exitCodes.done);
}

/** Gives who decides, and why. @throws {AdministrationError} without a reason */
export function decisionOf({ by, reason }: Pick<ActionOptions, 'by' | 'reason'>, env: Environment) {
  const name = by ?? env.USER;
  if (!name) throw new AdministrationError('Say who decides with --by.');
  if (reason === undefined) throw new AdministrationError('Say why with --reason.');
  return { by: name, reason };
}

function summaryOf({ id, kind, state, phone_number, organization_id, retry_of }: Operation) {
  return { id, kind, state, phone_number, organization_id, retry_of };
}

function inRows(operations: readonly Operation[]): string {
  if (operations.length === 0) return 'There is no such operation.';
  return table(
    ['ID', 'KIND', 'STATE', 'NUMBER', 'ORGANIZATION', 'BEGUN', 'FAILURE'],
    operations.map((operation) => [
      operation.id,
      operation.kind,
      operation.stuck ? `${operation.state}, stuck` : operation.state,
      operation.phone_number,
      operation.organization_id,
      operation.created_at,
      operation.failure?.code ?? '-',
    ]),
  );
}

function inWords(operation: Operation): string {
  const { meaning, remedy } = operation;
  const steps = [...operation.steps, ...operation.compensation].map((step, index) => [
    index < operation.steps.length ? 'forward' : 'compensation',
    step.name,
    step.state,
    String(step.attempts ?? '-'),
    step.error?.meaning ?? '-',
  ]);
  return [
    details({
      ...summaryOf(operation),
      created_at: operation.created_at,
      finished_at: operation.finished_at,
    }),
    '',
    table(['PHASE', 'STEP', 'STATE', 'ATTEMPTS', 'ERROR'], steps),
    '',
    `${meaning}`,
    `→ ${remedy}`,
  ].join('\n');
}

function outcomesInRows(done: readonly Done[number][]): string {
  if (done.length === 0) return 'There is no such operation.';
  return table(
    ['OPERATION', 'NUMBER', 'PART', 'OUTCOME', 'REASON, OR WHAT REMAINS'],
    done.map(({ operation_id, phone_number, part, outcome, reason, remains, retried_by }) => [
      operation_id,
      phone_number,
      part ?? '-',
      outcome.replaceAll('_', ' '),
      reason ?? remains?.meaning ?? (retried_by === null ? '-' : `retried by ${retried_by}`),
    ]),
  );
}
