import { Command, CommanderError } from 'commander';
import { version } from '../runtime/version.js';
import type { AdministrationEnvironment } from './administering.js';
import { checkCommand } from './check.js';
import { explainCommand } from './explain.js';
import { importCommand } from './import.js';
import { keyCommand } from './key.js';
import { numberCommand } from './number.js';
import { operationCommand } from './operation.js';
import { orgCommand } from './org.js';
import { profileCommand } from './profile.js';
import { reconcileCommand } from './reconcile.js';
import { rollbackCommand } from './rollback.js';
import { serveCommand } from './serve.js';
import { exitCodes, explain, type Terminal } from './terminal.js';
import { trunkCommand } from './trunk.js';

/** The commands of a Trunkline that runs against servers which the environment names. */
export function serviceCommands(terminal: Terminal, environment: AdministrationEnvironment): Command[] {
  return [
    serveCommand(terminal),
    orgCommand(terminal, environment),
    numberCommand(terminal),
    keyCommand(terminal, environment),
    reconcileCommand(terminal),
    explainCommand(terminal),
    trunkCommand(terminal),
    operationCommand(terminal),
    rollbackCommand(terminal),
    profileCommand(terminal),
    checkCommand(terminal),
    importCommand(terminal),
  ];
}

/**
 * Runs the command that the arguments of this process name. Errors are written to the terminal and set the exit code.
 * @param explained names of further error classes whose message is enough for a person
 */
export async function runProgram(
  terminal: Terminal,
  commands: readonly Command[],
  explained: readonly string[] = [],
): Promise<void> {
  const program = new Command('trunkline')
    .description('One HTTP call sets up a complete SIP trunk on LiveKit, or nothing at all.')
    .version(version)
    .configureHelp({ showGlobalOptions: false })
    .showHelpAfterError('Add --help to see what is possible.');
  for (const command of commands) program.addCommand(command);
  for (const command of everyCommand(program)) command.exitOverride();
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      terminal.endWith(error.exitCode === 0 ? 0 : exitCodes.usage);
      return;
    }
    const { message, exitCode } = explain(error, explained);
    terminal.complain(message);
    terminal.endWith(exitCode);
  }
}

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}
