import { Command } from 'commander';
import { shortPath } from './run-stack.js';
import { publish } from './stack-env.js';
import type { StackTerminal } from './stack-terminal.js';

/** `trunkline stack`: the servers alone, for working on Trunkline itself. */
export function stackCommand(terminal: StackTerminal): Command {
  return new Command('stack')
    .description('run Temporal, Redis and LiveKit on this computer, without Trunkline')
    .option('--fresh', 'forget everything that earlier runs have kept, and begin empty', false)
    .action(async ({ fresh }: { fresh: boolean }) => {
      const { runStack } = await import('./run-stack.js');
      await runStack(terminal, { fresh }, async (running) => {
        publish(running, {});
        const file = shortPath(running.home.stackEnvFile);
        terminal.say();
        terminal.say(`${terminal.bold('Ready.')} In another terminal:`);
        terminal.say();
        terminal.say(`  set -a; . ${file}; set +a; npm run serve`);
        terminal.say();
        terminal.say(terminal.dim('Ctrl-C stops everything.'));
      });
    });
}
