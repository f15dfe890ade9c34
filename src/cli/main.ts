import { Command, CommanderError } from 'commander';
import { version } from '../runtime/version.js';
import { exitCodes, explain } from './failures.js';
import { keyCommand } from './key.js';
import { orgCommand } from './org.js';
import { reconcileCommand } from './reconcile.js';
import { serveCommand } from './serve.js';
import { stackCommand } from './stack.js';
import { processTerminal } from './terminal.js';
import { upCommand } from './up.js';

const terminal = processTerminal(process.env);

const program = new Command('trunkline')
  .description('One HTTP call sets up a complete SIP trunk on LiveKit, or nothing at all.')
  .version(version)
  .configureHelp({ showGlobalOptions: false })
  .showHelpAfterError('Add --help to see what is possible.')
  .addCommand(upCommand(terminal))
  .addCommand(stackCommand(terminal))
  .addCommand(serveCommand(terminal))
  .addCommand(orgCommand(terminal))
  .addCommand(keyCommand(terminal))
  .addCommand(reconcileCommand(terminal));

for (const command of everyCommand(program)) {
  command.exitOverride();
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    terminal.endWith(error.exitCode === 0 ? 0 : exitCodes.usage);
  } else {
    const { message, exitCode } = explain(error);
    terminal.complain(message);
    terminal.endWith(exitCode);
  }
}

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}
