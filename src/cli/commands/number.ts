import type { components } from '@trunkline/client';
import { Command } from 'commander';
import { serverOf } from '../connection/remote.js';
import { details, type Terminal, table } from '../terminal/terminal.js';

type Range = components['schemas']['NumberRange'];

interface OwnerOptions {
  readonly org: string;
  readonly json: boolean;
}

/** `trunkline number assign|unassign|ranges|show|prove|release`: who may take which number. */
export function numberCommand(terminal: Terminal): Command {
  const { env, say } = terminal;
  const print = (answer: object, json: boolean) => say(json ? JSON.stringify(answer) : details(answer));
  const named = (name: string, description: string) =>
    new Command(name).description(description).option('--json', 'print JSON', false);
  const prefixed = (name: string, description: string) =>
    named(name, description).argument('<prefix>', 'the first digits of the numbers, for example +1415');
  const numbered = (name: string, description: string) =>
    named(name, description).argument('<number>', 'the number or extension');
  const owned = (command: Command) =>
    command.requiredOption('--org <id>', 'the organization that owns the numbers');
  return new Command('number')
    .description('who may take which number, for operators')
    .addCommand(
      owned(prefixed('assign', 'assign a range of numbers to an organization')).action(
        async (prefix: string, { org, json }: OwnerOptions) => {
          const server = await serverOf(env);
          const params = { path: { prefix } };
          const body = { organization_id: org };
          print((await server.put('/v1/number-ranges/{prefix}', { params, body })).data, json);
        },
      ),
    )
    .addCommand(
      prefixed('unassign', 'take a range back; numbers in use stay').action(
        async (prefix: string, { json }: { json: boolean }) => {
          const server = await serverOf(env);
          print(
            (await server.delete('/v1/number-ranges/{prefix}', { params: { path: { prefix } } })).data,
            json,
          );
        },
      ),
    )
    .addCommand(
      named('ranges', 'list the ranges that are assigned')
        .option('--org <id>', 'only those of this organization')
        .action(async ({ org, json }: { org?: string; json: boolean }) => {
          const server = await serverOf(env);
          const query = org === undefined ? {} : { organization_id: org };
          const { data } = await server.get('/v1/number-ranges', { params: { query } });
          say(json ? JSON.stringify(data.data) : inRows(data.data));
        }),
    )
    .addCommand(
      numbered('show', 'show who may take a number').action(
        async (number: string, { json }: { json: boolean }) => {
          const server = await serverOf(env);
          print((await server.get('/v1/numbers/{number}', { params: { path: { number } } })).data, json);
        },
      ),
    )
    .addCommand(
      owned(numbered('prove', 'record that you made sure to whom a number belongs')).action(
        async (number: string, { org, json }: OwnerOptions) => {
          const server = await serverOf(env);
          const params = { path: { number } };
          const body = { organization_id: org };
          print((await server.put('/v1/numbers/{number}/proof', { params, body })).data, json);
        },
      ),
    )
    .addCommand(
      numbered('release', 'keep a number for nobody any more, and forget its proof').action(
        async (number: string, { json }: { json: boolean }) => {
          const server = await serverOf(env);
          print(
            (await server.post('/v1/numbers/{number}/release', { params: { path: { number } } })).data,
            json,
          );
        },
      ),
    );
}

function inRows(ranges: readonly Range[]): string {
  if (ranges.length === 0) return 'No range is assigned.';
  const rows = ranges.map(({ prefix, organization_id, assigned_at }) => [
    prefix,
    organization_id,
    assigned_at,
  ]);
  return table(['PREFIX', 'ORGANIZATION', 'ASSIGNED'], rows);
}
