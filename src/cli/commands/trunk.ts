import { readFile } from 'node:fs/promises';
import type { components, paths } from '@trunkline/client';
import { Command } from 'commander';
import { AdministrationError } from '../../domain/administration.js';
import { serverOf } from '../connection/remote.js';
import { details, limitedTo, type Terminal, table, wholeNumberIn } from '../terminal/terminal.js';
import { testCallCommand } from './call.js';

type Trunk = components['schemas']['Trunk'];
type Filters = NonNullable<paths['/v1/trunks']['get']['parameters']['query']>;
type NewTrunk = paths['/v1/trunks']['post']['requestBody']['content']['application/json'];

interface ListOptions {
  readonly org?: string;
  readonly number?: string;
  readonly nickname?: string;
  readonly status?: Trunk['status'];
  readonly search?: string;
  readonly operation?: string;
  readonly livekit?: string;
  readonly createdFrom?: string;
  readonly createdBefore?: string;
  readonly updatedFrom?: string;
  readonly updatedBefore?: string;
  readonly sort?: Filters['sort'];
  readonly limit: number;
  readonly json: boolean;
}

interface WriteOptions {
  readonly file?: string;
  readonly set: Readonly<Record<string, unknown>>;
  readonly ifMatch?: string;
  readonly org?: string;
  readonly json: boolean;
}

/** `trunkline trunk list|show|create|change|delete|test-call`: trunks, also of a remote Trunkline. */
export function trunkCommand(terminal: Terminal): Command {
  const { env, say } = terminal;
  const print = (trunk: object, json: boolean) => say(json ? JSON.stringify(trunk) : details(trunk));
  const named = (name: string, description: string) =>
    new Command(name).description(description).option('--json', 'print JSON', false);
  const writing = (command: Command) =>
    command
      .option('--file <path>', 'a file with the fields as JSON')
      .option('--set <field=value>', 'one field, as text or as JSON; may be repeated', setting, {});
  return new Command('trunk')
    .description('trunks: list, show, create, change, delete them, and call over them')
    .addCommand(
      named('list', 'list trunks')
        .option('--number <number>', 'only this number or extension')
        .option('--nickname <text>', 'only trunks with this nickname')
        .option('--status <status>', 'active or deleting')
        .option('--search <text>', 'a text in number, nickname, user name, address or agent')
        .option('--org <id>', 'only trunks of this organization')
        .option('--operation <id>', 'only the trunk that this set-up has made')
        .option('--livekit <id>', 'only the trunk with this id of LiveKit (ST_…, SDR_…)')
        .option('--created-from <time>', 'made then or later, in ISO 8601')
        .option('--created-before <time>', 'made before then')
        .option('--updated-from <time>', 'changed then or later')
        .option('--updated-before <time>', 'changed before then')
        .option('--sort <field>', 'created_at, updated_at, phone_number or nickname; -field reverses it')
        .option('--limit <count>', 'at most so many', wholeNumberIn, 100)
        .action(async (options: ListOptions) => {
          const server = await serverOf(env);
          const list = server.list('/v1/trunks', { params: { query: queryOf(options) } });
          const trunks = await limitedTo(options.limit, list);
          say(options.json ? JSON.stringify(trunks) : inRows(trunks));
        }),
    )
    .addCommand(
      named('show', 'show a trunk')
        .argument('<id>', 'the id of the trunk', wholeNumberIn)
        .action(async (id: number, { json }: { json: boolean }) => {
          const server = await serverOf(env);
          const { data, etag } = await server.get('/v1/trunks/{id}', { params: { path: { id } } });
          print(json ? data : { ...data, version: etag }, json);
        }),
    )
    .addCommand(
      writing(named('create', 'set up a trunk'))
        .option('--org <id>', 'the organization that gets it, for operators')
        .action(async ({ json, org, ...given }: WriteOptions) => {
          const server = await serverOf(env);
          const query = org === undefined ? {} : { organization_id: org };
          const body = (await fieldsIn(given)) as NewTrunk;
          print((await server.post('/v1/trunks', { params: { query }, body })).data, json);
        }),
    )
    .addCommand(
      writing(named('change', 'change a trunk'))
        .argument('<id>', 'the id of the trunk', wholeNumberIn)
        .option('--if-match <version>', 'change nothing if the trunk has another version than this')
        .action(async (id: number, { json, ifMatch, ...given }: WriteOptions) => {
          const server = await serverOf(env);
          const params = { path: { id }, ...headerOf(ifMatch) };
          const { data } = await server.patch('/v1/trunks/{id}', { params, body: await fieldsIn(given) });
          print(data, json);
        }),
    )
    .addCommand(
      named('delete', 'delete a trunk')
        .argument('<id>', 'the id of the trunk', wholeNumberIn)
        .option('--if-unused', 'keep a trunk that has an agent', false)
        .option('--if-match <version>', 'delete nothing if the trunk has another version than this')
        .action(async (id: number, options: { ifUnused: boolean; ifMatch?: string; json: boolean }) => {
          const server = await serverOf(env);
          const query = options.ifUnused ? { if_unused: 'true' as const } : {};
          const params = { path: { id }, query, ...headerOf(options.ifMatch) };
          print((await server.delete('/v1/trunks/{id}', { params })).data, options.json);
        }),
    )
    .addCommand(testCallCommand(terminal));
}

function queryOf(options: ListOptions): Filters {
  const query = {
    phone_number: options.number,
    nickname: options.nickname,
    status: options.status,
    q: options.search,
    organization_id: options.org,
    operation_id: options.operation,
    livekit_id: options.livekit,
    created_from: options.createdFrom,
    created_before: options.createdBefore,
    updated_from: options.updatedFrom,
    updated_before: options.updatedBefore,
    sort: options.sort,
  };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
}

function headerOf(version: string | undefined) {
  return version === undefined ? {} : { header: { 'If-Match': version } };
}

/** Reads `field=value`. A value that is JSON counts as such, so that null, lists and numbers can be written. */
function setting(text: string, before: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const [, field, value = ''] = /^(\w+)=(.*)$/s.exec(text) ?? [];
  if (field === undefined) throw new AdministrationError(`--set ${text}: write field=value.`);
  const isJson =
    /^(null|true|false|\d+|[[{"].*)$/s.test(value) && !/^(phone_number|sip_password)$/.test(field);
  return { ...before, [field]: isJson ? JSON.parse(value) : value };
}

async function fieldsIn({ file, set }: Pick<WriteOptions, 'file' | 'set'>): Promise<object> {
  if (file === undefined) return set;
  try {
    return { ...JSON.parse(await readFile(file, 'utf8')), ...set };
  } catch {
    throw new AdministrationError(`${file} cannot be read as JSON.`);
  }
}

function inRows(trunks: readonly Trunk[]): string {
  if (trunks.length === 0) return 'There is no such trunk.';
  return table(
    ['ID', 'NUMBER', 'NICKNAME', 'STATUS', 'ADDRESS', 'AGENT', 'ORGANIZATION', 'CHANGED'],
    trunks.map((trunk) => [
      String(trunk.id),
      trunk.phone_number,
      trunk.nickname ?? '-',
      trunk.status,
      trunk.sip_address,
      trunk.agent_name ?? '-',
      trunk.organization_id,
      trunk.updated_at,
    ]),
  );
}
