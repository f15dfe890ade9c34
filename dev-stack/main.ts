import { existsSync } from 'node:fs';
import { runProgram, serviceCommands } from '../src/cli/program.js';
import type { Environment } from '../src/cli/terminal.js';
import { stackCommand } from './commands/stack.js';
import { stackTerminal } from './commands/stack-terminal.js';
import { upCommand } from './commands/up.js';
import { homeAt } from './state/home.js';
import { loadSecrets, trunklineVariables } from './state/secrets.js';
import { given } from './state/settings.js';

/**
 * Adds the secrets of this folder's stack to the environment, so that `trunkline org` and `trunkline key` work beside
 * `npm start` without further variables. Variables that are given win.
 */
function withSecretsOfHome(env: Environment): Environment {
  const home = homeAt(given(env, 'TRUNKLINE_HOME') ?? '.trunkline');
  const secrets = existsSync(home.secretsFile) ? trunklineVariables(loadSecrets(home.secretsFile, env)) : {};
  return { ...env, ...secrets, TRUNKLINE_HOME: home.folder };
}

const terminal = stackTerminal(process.env);

await runProgram(
  terminal,
  [
    upCommand(terminal),
    stackCommand(terminal),
    ...serviceCommands(terminal, () => withSecretsOfHome(terminal.env)),
  ],
  ['StackError'],
);
