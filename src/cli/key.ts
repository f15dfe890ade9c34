import { Command } from 'commander';
import type { OrganizationId } from '../domain/values.js';
import { type AdministrationEnvironment, administering } from './administering.js';
import { type Terminal, table } from './terminal.js';

/** `trunkline key create|list|revoke`: the API keys. */
export function keyCommand(terminal: Terminal, environment: AdministrationEnvironment): Command {
  return new Command('key')
    .description('API keys')
    .addCommand(createCommand(terminal, environment))
    .addCommand(listCommand(terminal, environment))
    .addCommand(revokeCommand(terminal, environment));
}

function createCommand({ say, bold }: Terminal, environment: AdministrationEnvironment): Command {
  return new Command('create')
    .description('make a key; its secret is shown this once')
    .option('--org <id>', 'the organisation that owns the key')
    .option('--no-org', 'a key without organisation: it authenticates, but cannot set anything up')
    .option('--operator', 'a key that reads what concerns all organisations', false)
    .option('--label <text>', 'a note about the use of the key', '')
    .option('--json', 'print JSON', false)
    .action(
      async (
        {
          org,
          operator,
          label,
          json,
        }: { org?: string | boolean; operator: boolean; label: string; json: boolean },
        command: Command,
      ) => {
        if (operator && typeof org === 'string') {
          command.error('error: an operator key belongs to no organisation');
        }
        if (!operator && (org === undefined || org === true)) {
          command.error('error: choose the owner of the key with --org <id>, --operator or --no-org');
        }
        const made = await administering(environment, (administration) =>
          administration.createKey({
            organizationId: typeof org === 'string' ? (org as OrganizationId) : null,
            label,
            operator,
          }),
        );
        say(
          json
            ? JSON.stringify(made)
            : [
                `Key ${made.publicId} was made. Its secret, which cannot be shown again:`,
                '',
                `  ${bold(made.secret)}`,
                '',
                `Use it as  Authorization: Bearer <secret>`,
                `or as      X-API-KEY: ${made.publicId}  with  X-API-SECRET: <secret>`,
              ].join('\n'),
        );
      },
    );
}

function listCommand({ say }: Terminal, environment: AdministrationEnvironment): Command {
  return new Command('list')
    .description('show all keys, without their secrets')
    .option('--json', 'print JSON', false)
    .action(async ({ json }: { json: boolean }) => {
      const all = await administering(environment, (administration) => administration.listKeys());
      if (json) say(JSON.stringify(all));
      else if (all.length === 0) say('There is no key yet. Make one: trunkline key create --org <id>');
      else {
        const rows = all.map((key) => [
          key.publicId,
          key.operator ? 'operator' : (key.organizationId ?? '-'),
          key.label === '' ? '-' : key.label,
          key.createdAt,
          key.revokedAt ?? '-',
        ]);
        say(table(['KEY', 'ORGANISATION', 'LABEL', 'MADE', 'REVOKED'], rows));
      }
    });
}

function revokeCommand({ say }: Terminal, environment: AdministrationEnvironment): Command {
  return new Command('revoke')
    .description('disable a key at once and for ever')
    .argument('<key>', 'the public half of the key, sk_…')
    .option('--json', 'print JSON', false)
    .action(async (publicId: string, { json }: { json: boolean }) => {
      const revoked = await administering(environment, (administration) =>
        administration.revokeKey(publicId),
      );
      say(json ? JSON.stringify(revoked) : `Key ${revoked.publicId} is revoked.`);
    });
}
