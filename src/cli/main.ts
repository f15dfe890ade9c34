import { runProgram, serviceCommands } from './program.js';
import { processTerminal } from './terminal/terminal.js';

const terminal = processTerminal(process.env);

await runProgram(
  terminal,
  serviceCommands(terminal, () => terminal.env),
);
