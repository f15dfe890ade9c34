import { Command } from 'commander';
import { type AdministrationEnvironment, administering } from './administering.js';
import { type Terminal, table } from './terminal.js';

/** `trunkline org create|list`: the tenants. */
export function orgCommand(terminal: Terminal, environment: AdministrationEnvironment): Command {
  return new Command('org')
    .description('organisations, which own trunks')
    .addCommand(createCommand(terminal, environment))
    .addCommand(listCommand(terminal, environment));
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
        const rows = all.map(({ id, name, agentName, createdAt }) => [id, name, agentName ?? '-', createdAt]);
        say(table(['ORGANISATION', 'NAME', 'AGENT', 'ADDED'], rows));
      }
    });
}
