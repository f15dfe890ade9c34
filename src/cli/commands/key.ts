import { Command, InvalidArgumentError } from 'commander';
import {
  type ApiKeySummary,
  type CreatedApiKey,
  type Scope,
  scopes,
  usualScopes,
} from '../../domain/administration.js';
import { parseAllowedAddress } from '../../domain/trunk/addresses.js';
import type { Cidr } from '../../domain/trunk/trunk.js';
import type { OrganizationId } from '../../domain/values.js';
import { type AdministrationEnvironment, administering } from '../connection/administration.js';
import { type Terminal, table } from '../terminal/terminal.js';

/** `trunkline key create|rotate|list|revoke`: the API keys. */
export function keyCommand(terminal: Terminal, environment: AdministrationEnvironment): Command {
  return new Command('key')
    .description('API keys')
    .addCommand(createCommand(terminal, environment))
    .addCommand(rotateCommand(terminal, environment))
    .addCommand(listCommand(terminal, environment))
    .addCommand(revokeCommand(terminal, environment));
}

interface CreateOptions {
  readonly org?: string | boolean;
  readonly operator: boolean;
  readonly label: string;
  readonly scope?: readonly Scope[];
  readonly allow: readonly Cidr[];
  readonly expires?: string;
  readonly json: boolean;
}

function createCommand(terminal: Terminal, environment: AdministrationEnvironment): Command {
  return new Command('create')
    .description('make a key; its secret is shown this once')
    .option('--org <id>', 'the organisation that owns the key')
    .option('--no-org', 'a key without organisation: it authenticates, but cannot set anything up')
    .option('--operator', 'a key that reads what concerns all organisations', false)
    .option('--label <text>', 'a note about the use of the key', '')
    .option(
      '--scope <list>',
      `what the key may do, out of ${scopes.join(', ')}; without it ${usualScopes.join(',')}`,
      scopesIn,
    )
    .option('--expires <time>', 'when it expires: 90d, 12h, 30m or a time in ISO 8601', momentIn)
    .option('--allow <address>', 'an address or network that may use it; may be repeated', allowing, [])
    .option('--json', 'print JSON', false)
    .action(
      async ({ org, operator, label, scope, allow, expires, json }: CreateOptions, command: Command) => {
        const rights = operator ? (['operator'] as const) : scope;
        const ofOperator = rights?.includes('operator') === true;
        if (ofOperator && typeof org === 'string') {
          command.error('error: an operator key belongs to no organisation');
        }
        if (!ofOperator && (org === undefined || org === true)) {
          command.error('error: choose the owner of the key with --org <id>, --operator or --no-org');
        }
        const made = await administering(environment, (administration) =>
          administration.createKey({
            organizationId: typeof org === 'string' ? (org as OrganizationId) : null,
            label,
            allowedAddresses: allow,
            expiresAt: expires ?? null,
            ...(rights === undefined ? {} : { scopes: rights }),
          }),
        );
        sayCreated(terminal, made, json);
      },
    );
}

function rotateCommand(terminal: Terminal, environment: AdministrationEnvironment): Command {
  return new Command('rotate')
    .description('make a key with the same rights, and let the old one expire')
    .argument('<key>', 'the public half of the old key, sk_…')
    .option(
      '--overlap <time>',
      'how long the old key still works: 7d, 12h or 30m',
      durationIn,
      24 * 3_600_000,
    )
    .option(
      '--expires <time>',
      'when the new key expires; without it, it lives as long as the old one',
      momentIn,
    )
    .option('--json', 'print JSON', false)
    .action(
      async (
        publicId: string,
        { overlap, expires, json }: { overlap: number; expires?: string; json: boolean },
      ) => {
        const made = await administering(environment, (administration) =>
          administration.rotateKey(publicId, {
            overlapMs: overlap,
            ...(expires === undefined ? {} : { expiresAt: expires }),
          }),
        );
        sayCreated(terminal, made, json);
      },
    );
}

function sayCreated({ say, bold }: Terminal, made: CreatedApiKey, json: boolean): void {
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
          key.organizationId ?? '-',
          key.scopes.join(',') || '-',
          key.label || '-',
          key.createdAt,
          key.lastUsedAt ?? 'never',
          stateOf(key),
        ]);
        say(table(['KEY', 'ORGANISATION', 'SCOPES', 'LABEL', 'MADE', 'LAST USE', 'STATE'], rows));
      }
    });
}

function stateOf({ revokedAt, expiresAt }: ApiKeySummary): string {
  if (revokedAt !== null) return `revoked ${revokedAt}`;
  if (expiresAt === null) return 'valid';
  return `${Date.parse(expiresAt) > Date.now() ? 'expires' : 'expired'} ${expiresAt}`;
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

function scopesIn(text: string): readonly Scope[] {
  return text.split(',').map((word) => {
    const scope = scopes.find((each) => each === word.trim());
    if (scope === undefined) throw new InvalidArgumentError(`Scopes are ${scopes.join(', ')}.`);
    return scope;
  });
}

function allowing(text: string, allowed: readonly Cidr[]): readonly Cidr[] {
  const parsed = parseAllowedAddress(text);
  if (!parsed.ok) throw new InvalidArgumentError(`It ${parsed.problem}.`);
  return [...allowed, parsed.value];
}

const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads a duration such as `90d`. @returns milliseconds */
function durationIn(text: string): number {
  const [, count, unit = ''] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  if (count === undefined) throw new InvalidArgumentError('It must be a duration such as 90d, 12h or 30m.');
  return Number(count) * (unitMs[unit] ?? 0);
}

/** Reads a time: a duration from now, or a time in ISO 8601. @returns the time in ISO 8601 */
function momentIn(text: string): string {
  const moment = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Date.now() + durationIn(text);
  if (Number.isNaN(moment)) throw new InvalidArgumentError('It must be a time such as 2027-01-31T00:00:00Z.');
  return new Date(moment).toISOString();
}
