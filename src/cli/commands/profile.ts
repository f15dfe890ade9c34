import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Command } from 'commander';
import { AdministrationError } from '../../domain/administration.js';
import { type Profile, readProfiles, writeProfiles } from '../connection/profiles.js';
import { type Environment, type Terminal, table } from '../terminal/terminal.js';

interface AddOptions {
  readonly url?: string;
  readonly home?: string;
  readonly json: boolean;
}

/** `trunkline profile add|use|list|remove`: the Trunklines that commands work on, from any folder. */
export function profileCommand(terminal: Terminal): Command {
  const { env, say } = terminal;
  const named = (name: string, description: string) =>
    new Command(name).description(description).option('--json', 'print JSON', false);
  const change = async (work: (known: Awaited<ReturnType<typeof readProfiles>>) => string, json: boolean) => {
    const known = await readProfiles(env);
    const message = work(known);
    await writeProfiles(env, known);
    say(json ? JSON.stringify(shown(known)) : message);
  };
  return new Command('profile')
    .description('the Trunklines that commands work on, from any folder')
    .addCommand(
      named('add', 'add or replace a profile; the first one is used at once')
        .argument('<name>')
        .option(
          '--url <url>',
          'the address of a Trunkline; its key is read from TRUNKLINE_KEY or the standard input',
        )
        .option('--home <folder>', 'the state folder of a Trunkline on this computer')
        .action(async (name: string, options: AddOptions) => {
          const added = await profileIn(options, env);
          await change((known) => {
            known.profiles[name] = added;
            known.current ??= name;
            return `Profile ${name} was added.${known.current === name ? ' It is used now.' : ''}`;
          }, options.json);
        }),
    )
    .addCommand(
      named('use', 'use a profile from now on')
        .argument('<name>')
        .action((name: string, { json }: { json: boolean }) =>
          change((known) => {
            existing(known.profiles, name);
            known.current = name;
            return `Profile ${name} is used now.`;
          }, json),
        ),
    )
    .addCommand(
      named('remove', 'remove a profile with its key')
        .argument('<name>')
        .action((name: string, { json }: { json: boolean }) =>
          change((known) => {
            existing(known.profiles, name);
            delete known.profiles[name];
            if (known.current === name) known.current = null;
            return `Profile ${name} was removed.`;
          }, json),
        ),
    )
    .addCommand(
      named('list', 'show all profiles, without their keys').action(async ({ json }: { json: boolean }) => {
        const list = shown(await readProfiles(env));
        if (json) say(JSON.stringify(list));
        else if (list.length === 0)
          say('There is no profile yet. Add one: trunkline profile add <name> --url <url>');
        else {
          const rows = list.map(({ name, current, place, key }) => [current ? '*' : '', name, place, key]);
          say(table(['', 'NAME', 'ADDRESS OR FOLDER', 'KEY'], rows));
        }
      }),
    );
}

function shown({ current, profiles }: Awaited<ReturnType<typeof readProfiles>>) {
  return Object.entries(profiles).map(([name, profile]) => ({
    name,
    current: name === current,
    place: 'url' in profile ? profile.url : profile.home,
    key: 'url' in profile && profile.key !== null ? 'stored' : 'none',
  }));
}

function existing(profiles: Readonly<Record<string, Profile>>, name: string): void {
  if (Object.hasOwn(profiles, name)) return;
  throw new AdministrationError(`There is no profile "${name}". List them: trunkline profile list`);
}

async function profileIn({ url, home }: AddOptions, env: Environment): Promise<Profile> {
  if ((url === undefined) === (home === undefined)) {
    throw new AdministrationError('Name either --url or --home.');
  }
  if (home !== undefined) return { home: path.resolve(home) };
  const parsed = URL.canParse(url ?? '') ? new URL(url ?? '') : null;
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    throw new AdministrationError('The address must begin with https:// or http://.');
  }
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(parsed.hostname);
  if (parsed.protocol === 'http:' && !isHere) {
    throw new AdministrationError('A key must not travel in clear: use https://.');
  }
  const key = env.TRUNKLINE_KEY || (await readKey());
  return { url: parsed.href.replace(/\/+$/, ''), key: key === '' ? null : key };
}

/** An argument would show the key in the list of processes and in the history of the shell. */
async function readKey(): Promise<string> {
  const lines = createInterface({ input: process.stdin, terminal: false });
  if (process.stdin.isTTY) process.stderr.write('The secret of the API key (s3cr3t_…): ');
  for await (const line of lines) {
    lines.close();
    return line.trim();
  }
  return '';
}
