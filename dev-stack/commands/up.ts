import { Command } from 'commander';
import type { StackTerminal } from './stack-terminal.js';

interface Options {
  readonly fresh: boolean;
  readonly demo: boolean;
}

/** `trunkline up`, which `npm start` runs: everything on this computer, and one set-up to show that it works. */
export function upCommand(terminal: StackTerminal): Command {
  return new Command('up')
    .description('run Temporal, Redis, LiveKit and Trunkline on this computer')
    .option('--fresh', 'forget everything that earlier runs have kept, and begin empty', false)
    .option('--no-demo', 'do not send a set-up at the end of the start')
    .action(async ({ fresh, demo }: Options) => {
      const since = Date.now();
      const [{ runStack }, { startTrunkline }, { ensureDemo }, { publish }, welcome, { sendFirstSetUp }] =
        await Promise.all([
          import('./run-stack.js'),
          import('./start-trunkline.js'),
          import('./demo.js'),
          import('./stack-env.js'),
          import('./welcome.js'),
          import('./first-set-up.js'),
        ]);
      await runStack(terminal, { fresh }, async (running, signal) => {
        const { gatewayUrl, env } = await startTrunkline(running, terminal, signal);
        const account = await ensureDemo(running.home.demoFile, env);
        publish(running, {
          GATEWAY_URL: gatewayUrl,
          DEMO_BEARER_TOKEN: account.secret,
          DEMO_API_KEY: account.publicId,
          DEMO_API_SECRET: account.secret,
        });
        const place = { gatewayUrl, account, running };
        terminal.say(welcome.links(place, (Date.now() - since) / 1000, terminal));
        if (demo) {
          const task = terminal.progress.task('First set-up');
          const sent = await sendFirstSetUp(gatewayUrl, account, signal).finally(() => task.dismiss());
          terminal.say(welcome.firstSetUp(place, sent, terminal));
        }
        terminal.say(welcome.curls(place, demo, terminal));
      });
    });
}
