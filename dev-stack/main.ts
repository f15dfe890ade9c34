import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { homeOf } from '../src/cli/connection/profiles.js';
import { runProgram, serviceCommands } from '../src/cli/program.js';
import { type Environment, processTerminal } from '../src/cli/terminal/terminal.js';
import { createProgress } from './bootstrap/progress.js';
import type { StackTerminal } from './commands/run-stack.js';
import { homeAt } from './state/home.js';
import { loadSecrets, trunklineVariables } from './state/secrets.js';
import { given } from './state/settings.js';

const terminal: StackTerminal = { ...processTerminal(process.env), progress: createProgress() };
const home = homeAt(given(terminal.env, 'TRUNKLINE_HOME') ?? '.trunkline');
const fresh = [
  '--fresh',
  'delete what earlier runs have kept (servers, database, keys), and begin empty',
  false,
] as const;

/** `trunkline up`, which `npm start` runs: everything on this computer, and one set-up to show that it works. */
const up = new Command('up')
  .description('run Temporal, Redis, LiveKit and Trunkline on this computer')
  .option(...fresh)
  .option('--no-demo', 'do not send a set-up at the end of the start')
  .action(async ({ fresh, demo }: { fresh: boolean; demo: boolean }) => {
    const since = Date.now();
    const [{ publish, runStack }, { trunklineEnvironment, trunklineService }, demonstration, welcome] =
      await Promise.all([
        import('./commands/run-stack.js'),
        import('./commands/service.js'),
        import('./commands/demo.js'),
        import('./commands/welcome.js'),
      ]);
    const service = trunklineService(terminal.env, home.folder);
    await runStack(terminal, { fresh, service }, async (running, signal) => {
      const env = { ...terminal.env, ...trunklineEnvironment(running) };
      const account = await demonstration.ensureDemo(home.demoFile, env);
      publish(running, {
        DEMO_BEARER_TOKEN: account.secret,
        DEMO_API_KEY: account.publicId,
        DEMO_API_SECRET: account.secret,
      });
      const place = { account, running };
      terminal.say(welcome.links(place, (Date.now() - since) / 1000, terminal));
      if (demo) {
        const sentAt = performance.now();
        const answer = await demonstration.sendFirstSetUp(running.settings.GATEWAY_URL, account, signal);
        terminal.say(await welcome.firstSetUp(place, answer, performance.now() - sentAt, terminal));
      }
      terminal.say(welcome.curls(place, demo, terminal));
    });
  });

/** `trunkline stack`: the servers alone, for working on Trunkline itself. */
const stack = new Command('stack')
  .description('run Temporal, Redis and LiveKit on this computer, without Trunkline')
  .option(...fresh)
  .action(async ({ fresh }: { fresh: boolean }) => {
    const { publish, runStack, shortPath } = await import('./commands/run-stack.js');
    await runStack(terminal, { fresh }, async (running) => {
      publish(running, {});
      terminal.say(`\n${terminal.bold('Ready.')} In another terminal:\n`);
      terminal.say(`  set -a; . ${shortPath(home.stackEnvFile)}; set +a; npm run serve\n`);
      terminal.say(terminal.dim('Ctrl-C stops everything.'));
    });
  });

/**
 * Adds the secrets of this folder's stack to the environment, so that `trunkline org` and `trunkline key` work beside
 * `npm start` without further variables. Variables that are given win.
 */
async function withSecretsOfHome(env: Environment): Promise<Environment> {
  const home = homeAt(await homeOf(env));
  const secrets = existsSync(home.secretsFile) ? trunklineVariables(loadSecrets(home.secretsFile, env)) : {};
  return { ...env, ...secrets };
}

await runProgram(
  terminal,
  [up, stack, ...serviceCommands(terminal, () => withSecretsOfHome(terminal.env))],
  ['StackError'],
);
/** How long the last lines of the log may take, in milliseconds. */
const lastLinesMs = 500;
// Nothing may keep this process any longer, for example an attempt to connect that was broken off. But an exit at once never returns if
// somebody who read the log has gone: pino (sonic-boom 4) then writes the rest of its lines again and again.
setTimeout(() => process.exit(), lastLinesMs).unref();
