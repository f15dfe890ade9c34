import { Command, CommanderError } from 'commander';
import { version } from '../runtime/version.js';
import { auditCommand } from './commands/audit.js';
import { callCommand } from './commands/call.js';
import { checkCommand } from './commands/check.js';
import { explainCommand } from './commands/explain.js';
import { importCommand } from './commands/import.js';
import { keyCommand } from './commands/key.js';
import { numberCommand } from './commands/number.js';
import { operationCommand } from './commands/operation.js';
import { orgCommand } from './commands/org.js';
import { profileCommand } from './commands/profile.js';
import { reconcileCommand } from './commands/reconcile.js';
import { rollbackCommand } from './commands/rollback.js';
import { secretsCommand } from './commands/secrets.js';
import { serveCommand } from './commands/serve.js';
import { trunkCommand } from './commands/trunk.js';
import type { AdministrationEnvironment } from './connection/administration.js';
import { exitCodes, explain, type Terminal } from './terminal/terminal.js';

/** The commands of a Trunkline that runs against servers which the environment names. */
export function serviceCommands(terminal: Terminal, environment: AdministrationEnvironment): Command[] {
  return [
    serveCommand(terminal),
    orgCommand(terminal, environment),
    numberCommand(terminal),
    keyCommand(terminal, environment),
    auditCommand(terminal, environment),
    secretsCommand(terminal, environment),
    reconcileCommand(terminal),
    explainCommand(terminal),
    trunkCommand(terminal),
    operationCommand(terminal),
    rollbackCommand(terminal),
    profileCommand(terminal),
    checkCommand(terminal),
    callCommand(terminal),
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
