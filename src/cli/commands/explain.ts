import type { paths } from '@trunkline/client';
import { Command, Option } from 'commander';
import { AdministrationError } from '../../domain/administration.js';
import { callerCredentials } from '../../domain/explain/call.js';
import type { ExplainAnswer } from '../../domain/explain/explain.js';
import type { Explanation, Fix, NamedObject } from '../../domain/explain/explanation.js';
import { homeOf } from '../connection/profiles.js';
import { remoteOf } from '../connection/remote.js';
import { type Environment, exitCodes, type Terminal, table } from '../terminal/terminal.js';

interface InboundArguments {
  readonly to: string;
  readonly from: string;
  readonly sourceIp: string;
  readonly credentials: (typeof callerCredentials)[number];
  readonly pin?: string;
  readonly srtp: boolean;
  readonly json: boolean;
}

interface OutboundArguments {
  readonly trunk: string;
  readonly to: string;
  readonly json: boolean;
}

type Request = paths['/v1/explain']['post']['requestBody']['content']['application/json'];

/** `trunkline explain`: says what LiveKit does with a call, and why. It shows everything in the LiveKit project, or what the key of a remote Trunkline may see. */
export function explainCommand(terminal: Terminal): Command {
  const print = async (request: Request, json: boolean) => {
    const explanation = await explanationOf(request, terminal.env);
    terminal.say(json ? JSON.stringify(explanation) : inWords(explanation, terminal));
    terminal.endWith(explanation.verdict === 'accepted' ? exitCodes.done : exitCodes.found);
  };
  return new Command('explain')
    .description('say what LiveKit does with a call, and why; nobody is called')
    .addHelpText(
      'after',
      '\nThe exit code is 0 if LiveKit takes the call, 3 if it does not, and 1 if nothing can be said.',
    )
    .addCommand(
      new Command('inbound')
        .description('explain a call that a carrier sends to LiveKit')
        .requiredOption('--to <number>', 'the called number, or the whole To header')
        .requiredOption('--from <number>', 'the caller, or the whole From header')
        .requiredOption('--source-ip <address>', 'the address from which the carrier sends')
        .addOption(
          new Option('--credentials <kind>', 'what the carrier answers when LiveKit asks')
            .choices(callerCredentials)
            .default('none'),
        )
        .option('--pin <digits>', 'what the caller enters when LiveKit asks for a PIN')
        .option('--srtp', 'the carrier offers encrypted media', false)
        .option('--json', 'print JSON', false)
        .action(({ json, sourceIp, ...call }: InboundArguments) =>
          print({ direction: 'inbound', source_ip: sourceIp, ...call }, json),
        ),
    )
    .addCommand(
      new Command('outbound')
        .description('explain a call that LiveKit is asked to place')
        .requiredOption('--trunk <id>', 'the id of the trunk, or of its outbound trunk in LiveKit (ST_…)')
        .requiredOption('--to <number>', 'the number to call, as it is given to LiveKit')
        .option('--json', 'print JSON', false)
        .action(({ json, trunk, to }: OutboundArguments) => {
          const trunkId = /^\d+$/.test(trunk) ? Number(trunk) : trunk;
          return print({ direction: 'outbound', trunk_id: trunkId, to }, json);
        }),
    );
}

async function explanationOf(request: Request, env: Environment): Promise<Explanation> {
  const remote = await remoteOf(env);
  if (remote !== null) return (await remote.post('/v1/explain', { body: request })).data;
  const { openExplain } = await import('../../runtime/administration/open.js');
  const explain = await openExplain(await homeOf(env));
  return explanationIn(await explain(request));
}

function explanationIn(answer: ExplainAnswer): Explanation {
  if (answer.kind === 'explained') return answer.explanation;
  throw new AdministrationError(whyUnexplained[answer.kind]);
}

const whyUnexplained: Readonly<Record<Exclude<ExplainAnswer['kind'], 'explained'>, string>> = {
  trunk_not_found: 'There is no such trunk.',
  livekit_unavailable:
    'LiveKit cannot be read right now: it cannot be reached, or refuses the key of the service.',
  busy: 'Too many calls are explained at the moment. Try again in a few seconds.',
  too_many_conflicts: 'Too many numbers of others were asked for. Try again later.',
};

function inWords(explanation: Explanation, { bold, dim }: Pick<Terminal, 'bold' | 'dim'>): string {
  const { verdict, codes, trunk, rule, room, candidates, fixes } = explanation;
  const others = candidates.map(({ object, reasons }) => [
    object.kind,
    object.id ?? '-',
    object.name,
    reasons.map(({ meaning }) => meaning).join(' '),
  ]);
  return [
    bold(codes.length === 0 ? verdict : `${verdict} (${codes.join(' ')})`),
    `Trunk: ${nameOf(trunk)}`,
    `Rule:  ${nameOf(rule)}`,
    ...(room === null ? [] : [`Room:  ${room}`]),
    ...fixes.flatMap((fix) => ['', ...fixInWords(fix)]),
    ...(others.length === 0
      ? []
      : ['', dim('Objects that do not take the call'), table(['KIND', 'ID', 'NAME', 'WHY NOT'], others)]),
  ].join('\n');
}

function fixInWords({ object, meaning, remedy }: Fix): string[] {
  return [object === null ? meaning : `${nameOf(object)}: ${meaning}`, `→ ${remedy}`];
}

function nameOf(object: NamedObject | null): string {
  return object === null ? 'none' : [object.id, object.name].filter(Boolean).join(' ');
}
