import type { components } from '@trunkline/client';
import { Command } from 'commander';
import { serverOf } from '../connection/remote.js';
import { details, exitCodes, limitedTo, type Terminal, table } from '../terminal/terminal.js';
import {
  type ActionOptions,
  act,
  decisionOf,
  type FilterOptions,
  filtersOf,
  withDecision,
  withFilters,
} from './operation.js';

type Part = components['schemas']['Resolution']['part'];

interface ResolveOptions extends ActionOptions {
  readonly yes?: boolean;
  readonly part?: Part;
}

/** `trunkline rollback list|retry|skip`: compensations and deletes that are stuck, also of a remote Trunkline. */
export function rollbackCommand(terminal: Terminal): Command {
  const { env, say } = terminal;
  return new Command('rollback')
    .description('compensations and deletes that are stuck: list, retry and skip their parts')
    .addCommand(
      withFilters(new Command('list').description('list what is stuck, with the parts in progress')).action(
        async (options: FilterOptions & { json: boolean }) => {
          const server = await serverOf(env);
          const query = { ...filtersOf(options), stuck: 'true' as const };
          const stuck = await limitedTo(100, server.list('/v1/operations', { params: { query } }));
          // A list has the stored log only; the workflow of each operation knows where it is now.
          const now = await Promise.all(
            stuck.map(
              async ({ id }) => (await server.get('/v1/operations/{id}', { params: { path: { id } } })).data,
            ),
          );
          say(options.json ? JSON.stringify(now) : inRows(now));
        },
      ),
    )
    .addCommand(resolveCommand(terminal, 'retry', 'try parts again at once'))
    .addCommand(
      resolveCommand(
        terminal,
        'skip',
        'go on without parts; shows what that leaves, and acts with --yes',
      ).option('--yes', 'skip after the preview', false),
    );
}

function resolveCommand(terminal: Terminal, action: 'retry' | 'skip', description: string): Command {
  const { env, say, complain, endWith } = terminal;
  return withDecision(withFilters(new Command(action).description(description)))
    .argument('[id]', 'the operation; without it, all that are stuck and that the filters select')
    .argument('[part]', 'rule, inbound, outbound, number, route or carrier; without it, all in progress')
    .option('--part <part>', 'only this part, of all operations')
    .action(async (id: string | undefined, named: Part | undefined, options: ResolveOptions) => {
      const server = await serverOf(env);
      const isPreview = options.dryRun || (action === 'skip' && options.yes !== true);
      const part = named ?? options.part ?? null;
      const decision = decisionOf(options, env);
      if (id === undefined) {
        await act(
          terminal,
          server,
          action === 'skip' ? 'skip_part' : 'retry_part',
          { ...options, dryRun: isPreview },
          part,
        );
      } else {
        const { data: operation } = await server.get('/v1/operations/{id}', { params: { path: { id } } });
        const parts = part === null ? partsOf(operation, action) : [part];
        for (const each of parts) {
          const { data } = await server.post('/v1/operations/{id}/resolve', {
            params: { path: { id }, query: isPreview ? { dry_run: 'true' } : {} },
            body: { part: each, action, ...decision },
          });
          const { remains, ...resolved } = data;
          say(options.json ? JSON.stringify(data) : details({ ...resolved, ...remains }));
        }
      }
      if (isPreview && !options.dryRun) {
        complain('Nothing was skipped. To skip, run the same command with --yes.');
        endWith(exitCodes.found);
      }
    });
}

type Operation = components['schemas']['Operation'];

/** Nobody can skip the number, so it is left out where no part is named. */
function partsOf({ kind, steps, compensation }: Operation, action: 'retry' | 'skip'): readonly Part[] {
  const endless = kind === 'tear_down_trunk' ? [...steps, ...compensation] : compensation;
  const names = endless.filter(({ state }) => state === 'running').map(({ name }) => name as Part);
  return names.filter((name) => action === 'retry' || name !== 'number');
}

function inRows(operations: readonly Operation[]): string {
  if (operations.length === 0) return 'Nothing is stuck.';
  return table(
    ['OPERATION', 'KIND', 'NUMBER', 'ORGANIZATION', 'PARTS IN PROGRESS', 'LAST ERROR'],
    operations.map((operation) => {
      const running = [...operation.steps, ...operation.compensation].filter(
        ({ state }) => state === 'running',
      );
      return [
        operation.id,
        operation.kind,
        operation.phone_number,
        operation.organization_id,
        running.map(({ name }) => name).join(' ') || '-',
        running.find(({ error }) => error !== null)?.error?.code ?? '-',
      ];
    }),
  );
}
