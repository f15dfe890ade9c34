import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { components, paths, Trunkline } from '@trunkline/client';
import { Command } from 'commander';
import { AdministrationError } from '../../domain/administration.js';
import { serverOf } from '../connection/remote.js';
import { exitCodes, type Terminal, wholeNumberIn } from '../terminal/terminal.js';

type TestCall = components['schemas']['TestCall'];
type NewTrunkCall = paths['/v1/test-calls']['post']['requestBody']['content']['application/json'];

interface CallOptions {
  readonly ring?: number;
  readonly talk?: number;
  readonly json: boolean;
}

/** How often a call that goes on is read, in milliseconds. */
const readEveryMs = 1_000;

const limited = (command: Command) =>
  command
    .option('--ring <seconds>', 'how long it may ring', wholeNumberIn)
    .option('--talk <seconds>', 'how long it lasts after the answer', wholeNumberIn)
    .option('--json', 'print JSON', false)
    .addHelpText(
      'after',
      '\nThe exit code is 0 if calls leave through the trunk, 3 if they do not, and 1 if no call was placed.',
    );

/** `trunkline call`: really calls a number over a trunk that is not set up, says how it went, and hangs up. */
export function callCommand(terminal: Terminal): Command {
  return limited(new Command('call'))
    .description('call a number over a trunk that is not set up, and say how it went')
    .argument('<number>', 'the number to call, in E.164')
    .requiredOption('--file <path>', 'a file with the body of a create')
    .option('--org <id>', 'the organization, for operators')
    .action(async (to: string, options: CallOptions & { readonly file: string; readonly org?: string }) => {
      const server = await serverOf(terminal.env);
      const query = options.org === undefined ? {} : { organization_id: options.org };
      const trunk = await requestIn(options.file);
      const body = { to, ...secondsIn(options), trunk };
      await show(terminal, server, await server.post('/v1/test-calls', { params: { query }, body }), options);
    });
}

/** `trunkline trunk test-call`: the same over a trunk that is set up. */
export function testCallCommand(terminal: Terminal): Command {
  return limited(new Command('test-call'))
    .description('call a number over a trunk, and say how it went')
    .argument('<id>', 'the id of the trunk', wholeNumberIn)
    .argument('<number>', 'the number to call, in E.164')
    .action(async (id: number, to: string, options: CallOptions) => {
      const server = await serverOf(terminal.env);
      const body = { to, ...secondsIn(options) };
      const params = { path: { id } };
      await show(terminal, server, await server.post('/v1/trunks/{id}/test-call', { params, body }), options);
    });
}

async function show(
  { say, bold, endWith }: Terminal,
  server: Trunkline,
  { data: placed }: { readonly data: TestCall },
  { json }: CallOptions,
): Promise<void> {
  let call = placed;
  while (call.state === 'running') {
    await wait(readEveryMs);
    call = (await server.get('/v1/test-calls/{id}', { params: { path: { id: call.id } } })).data;
  }
  say(json ? JSON.stringify(call) : inWords(call, bold));
  endWith(call.remedy === null ? exitCodes.done : exitCodes.found);
}

function inWords({ verdict, meaning, remedy, sip, events }: TestCall, bold: Terminal['bold']): string {
  const begun = Date.parse(events[0]?.at ?? '');
  return [
    `${bold(verdict ?? '')}  ${meaning}`,
    ...(remedy === null ? [] : [`→ ${remedy}`]),
    ...(sip === null ? [] : [`SIP status: ${sip.code} ${sip.reason}`]),
    ...events.map(({ event, at }) => `${String(Date.parse(at) - begun).padStart(7)} ms  ${event}`),
  ].join('\n');
}

function secondsIn({ ring, talk }: CallOptions) {
  return {
    ...(ring === undefined ? {} : { ring_seconds: ring }),
    ...(talk === undefined ? {} : { talk_seconds: talk }),
  };
}

async function requestIn(file: string): Promise<NewTrunkCall['trunk']> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    throw new AdministrationError(`${file} cannot be read as JSON.`);
  }
}
