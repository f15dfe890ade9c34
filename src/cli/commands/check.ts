import { readFile } from 'node:fs/promises';
import type { paths } from '@trunkline/client';
import { Command } from 'commander';
import { AdministrationError } from '../../domain/administration.js';
import { type Check, type CheckAnswer, worstOf } from '../../domain/checks/check.js';
import { homeOf } from '../connection/profiles.js';
import { remoteOf } from '../connection/remote.js';
import { type Environment, exitCodes, type Terminal } from '../terminal/terminal.js';

interface CheckArguments {
  readonly file?: string;
  readonly json: boolean;
}

/** `trunkline check`: says what keeps a trunk from working. It shows everything in the LiveKit project. */
export function checkCommand(terminal: Terminal): Command {
  return new Command('check')
    .description('say what keeps a trunk from working, before or after its set-up')
    .argument('[trunk]', 'the id of the trunk')
    .option('--file <path>', 'a file with the body of a create, for a trunk that does not exist yet')
    .option('--json', 'print JSON', false)
    .addHelpText(
      'after',
      '\nThe exit code is 0 if no check fails, 3 if one does, and 1 if nothing can be said.',
    )
    .action(async (trunk: string | undefined, { file, json }: CheckArguments) => {
      const request = await requestFor(trunk, file);
      const checks = await checksOf(request, terminal.env);
      terminal.say(json ? JSON.stringify({ outcome: worstOf(checks), checks }) : inWords(checks, terminal));
      terminal.endWith(worstOf(checks) === 'fail' ? exitCodes.found : exitCodes.done);
    });
}

/** A trunk that exists, or the body of a create. */
type Request = { readonly trunk_id: number } | { readonly request: NewTrunk };
type NewTrunk = paths['/v1/checks']['post']['requestBody']['content']['application/json'];

async function checksOf(request: Request, env: Environment): Promise<readonly Check[]> {
  const remote = await remoteOf(env);
  if (remote === null) {
    const { openChecks } = await import('../../runtime/administration/open.js');
    const ask = await openChecks(await homeOf(env));
    return checksIn(await ask(request));
  }
  const { data } =
    'trunk_id' in request
      ? await remote.post('/v1/trunks/{id}/checks', { params: { path: { id: request.trunk_id } } })
      : await remote.post('/v1/checks', { body: request.request });
  return data.checks;
}

async function requestFor(trunk: string | undefined, file: string | undefined): Promise<Request> {
  if (trunk !== undefined && file === undefined && /^[1-9]\d{0,9}$/.test(trunk))
    return { trunk_id: Number(trunk) };
  if (trunk !== undefined || file === undefined) {
    throw new AdministrationError('Name the trunk by its id, or a file with --file.');
  }
  try {
    return { request: JSON.parse(await readFile(file, 'utf8')) };
  } catch {
    throw new AdministrationError(`${file} cannot be read as JSON.`);
  }
}

function checksIn(answer: CheckAnswer): readonly Check[] {
  switch (answer.kind) {
    case 'checked':
      return answer.checks;
    case 'trunk_not_found':
      throw new AdministrationError('There is no such trunk.');
    case 'livekit_unavailable':
      throw new AdministrationError('LiveKit cannot be read right now. See /readyz, then try again.');
    case 'busy':
      throw new AdministrationError('Too many checks run at the moment. Try again in a few seconds.');
  }
}

function inWords(checks: readonly Check[], { bold }: Pick<Terminal, 'bold'>): string {
  return checks
    .flatMap(({ name, outcome, evidence, remedy }) => [
      `${bold(outcome.padEnd(8))}${name}: ${evidence}`,
      ...(remedy === null ? [] : [`        → ${remedy}`]),
    ])
    .join('\n');
}
