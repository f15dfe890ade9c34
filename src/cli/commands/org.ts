import type { paths } from '@trunkline/client';
import { Command, InvalidArgumentError } from 'commander';
import type { OrganizationId } from '../../domain/values.js';
import { type AdministrationEnvironment, administering } from '../connection/administration.js';
import { serverOf } from '../connection/remote.js';
import { details, exitCodes, type Terminal, table } from '../terminal/terminal.js';

/** `trunkline org create|list|suspend|resume|quota|erase`: the tenants. */
export function orgCommand(terminal: Terminal, environment: AdministrationEnvironment): Command {
  return new Command('org')
    .description('organisations, which own trunks')
    .addCommand(createCommand(terminal, environment))
    .addCommand(listCommand(terminal, environment))
    .addCommand(suspensionCommand(terminal, environment, 'suspend', true))
    .addCommand(suspensionCommand(terminal, environment, 'resume', false))
    .addCommand(quotaCommand(terminal))
    .addCommand(eraseCommand(terminal, environment));
}

function createCommand({ say }: Terminal, environment: AdministrationEnvironment): Command {
  return new Command('create')
    .description('add an organisation')
    .argument('<name>', 'a name for people')
    .option('--agent <name>', 'the agent that answers calls; without it LiveKit chooses')
    .option('--json', 'print JSON', false)
    .action(async (name: string, { agent, json }: { agent?: string; json: boolean }) => {
      const made = await administering(environment, (administration) =>
        administration.createOrganization({ name, agentName: agent ?? null }),
      );
      say(
        json
          ? JSON.stringify(made)
          : `Organisation ${made.id} was added.\nMake a key for it: trunkline key create --org ${made.id}`,
      );
    });
}

function listCommand({ say }: Terminal, environment: AdministrationEnvironment): Command {
  return new Command('list')
    .description('show all organisations')
    .option('--json', 'print JSON', false)
    .action(async ({ json }: { json: boolean }) => {
      const all = await administering(environment, (administration) => administration.listOrganizations());
      if (json) say(JSON.stringify(all));
      else if (all.length === 0) say('There is no organisation yet. Add one: trunkline org create <name>');
      else {
        const rows = all.map(({ id, name, agentName, createdAt, suspendedAt }) => [
          id,
          name,
          agentName ?? '-',
          createdAt,
          suspendedAt ?? '-',
        ]);
        say(table(['ORGANISATION', 'NAME', 'AGENT', 'ADDED', 'SUSPENDED'], rows));
      }
    });
}

function suspensionCommand(
  { say }: Terminal,
  environment: AdministrationEnvironment,
  name: 'suspend' | 'resume',
  suspended: boolean,
): Command {
  return new Command(name)
    .description(
      suspended ? 'refuse all keys of an organisation' : 'accept the keys of an organisation again',
    )
    .argument('<id>', 'the id of the organisation, org_…')
    .option('--json', 'print JSON', false)
    .action(async (id: string, { json }: { json: boolean }) => {
      const changed = await administering(environment, (administration) =>
        administration.suspendOrganization(id as OrganizationId, suspended),
      );
      say(
        json ? JSON.stringify(changed) : `Organisation ${id} is ${suspended ? 'suspended' : 'active again'}.`,
      );
    });
}

type QuotaChanges =
  paths['/v1/organizations/{id}/quotas']['patch']['requestBody']['content']['application/json'];
type Quota = number | 'off' | 'usual';

function quotaCommand({ env, say }: Terminal): Command {
  const values = 'a number, "off" for any number, or "usual"';
  const command = new Command('quota')
    .description('show how much an organization may have, and set it')
    .argument('<id>', 'the id of the organization, org_…');
  for (const [flag, title] of quotaFlags) {
    command.option(`${flag} <most>`, `${title}: ${values}`, quotaIn);
  }
  return command
    .option('--json', 'print JSON', false)
    .action(async (id: string, { json, trunks, newNumbers, imports, keys }: QuotaOptions) => {
      const server = await serverOf(env);
      const changes: QuotaChanges = {
        ...(trunks === undefined ? {} : { trunks: quotaOf(trunks) }),
        ...(newNumbers === undefined ? {} : { new_numbers_per_day: quotaOf(newNumbers) }),
        ...(imports === undefined ? {} : { imports_per_day: quotaOf(imports) }),
        ...(keys === undefined ? {} : { keys: quotaOf(keys) }),
      };
      const params = { path: { id } };
      const { data } =
        Object.keys(changes).length === 0
          ? await server.get('/v1/organizations/{id}/quotas', { params })
          : await server.patch('/v1/organizations/{id}/quotas', { params, body: changes });
      const rows = Object.entries(data).map(([name, { most, usual }]) => [
        name,
        most === null ? 'any number' : String(most),
        usual ? 'usual' : 'set',
      ]);
      say(json ? JSON.stringify(data) : table(['QUOTA', 'AT MOST', ''], rows));
    });
}

const quotaFlags = [
  ['--trunks', 'trunks'],
  ['--new-numbers', 'new numbers a day'],
  ['--imports', 'imports a day'],
  ['--keys', 'API keys'],
] as const;

interface QuotaOptions {
  readonly json: boolean;
  readonly trunks?: Quota;
  readonly newNumbers?: Quota;
  readonly imports?: Quota;
  readonly keys?: Quota;
}

function quotaIn(text: string): Quota {
  if (text === 'off' || text === 'usual') return text;
  if (!/^\d{1,9}$/.test(text)) {
    throw new InvalidArgumentError('It must be a whole number, "off" or "usual".');
  }
  return Number(text);
}

function quotaOf(quota: Quota): number | null | 'usual' {
  return quota === 'off' ? null : quota;
}

function eraseCommand({ say, endWith }: Terminal, environment: AdministrationEnvironment): Command {
  return new Command('erase')
    .description('delete all data of an organisation; shows what that is, and acts with --yes')
    .argument('<id>', 'the id of the organisation, org_…')
    .option('--keep-trunks', 'keep its trunks with what belongs to them, its keys and itself', false)
    .option('--yes', 'erase after the preview', false)
    .option('--json', 'print JSON', false)
    .action(
      async (id: string, { keepTrunks, yes, json }: { keepTrunks: boolean; yes: boolean; json: boolean }) => {
        const owner = id as OrganizationId;
        await administering(environment, async (custody) => {
          const preview = await custody.previewErasure(owner, keepTrunks);
          if (!json) {
            say(
              details({
                organisation: `${id} (${preview.name})`,
                operations: `${preview.operations} to delete, with their steps, revisions and idempotency keys`,
                imports: `${preview.imports} to delete`,
                keys: `${preview.keys} to delete`,
                trunks: `${preview.trunks}${keepTrunks ? ', which stay' : ''}`,
                unfinished: preview.unfinished,
              }),
            );
          }
          if (!yes) {
            say(json ? JSON.stringify(preview) : 'Nothing was erased. Add --yes to erase it for ever.');
            endWith(exitCodes.found);
            return;
          }
          while (!(await custody.eraseOrganization(owner, keepTrunks)).done);
          say(json ? JSON.stringify({ erased: true, ...preview }) : `The data of ${id} was erased.`);
        });
      },
    );
}
