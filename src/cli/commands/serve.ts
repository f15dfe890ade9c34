import { Command } from 'commander';
import { type Terminal, untilStopped } from '../terminal/terminal.js';

/** `trunkline serve`: Trunkline alone, against servers that the environment names. */
export function serveCommand(terminal: Terminal): Command {
  return new Command('serve')
    .description('run Trunkline alone, against servers named by environment variables')
    .addHelpText('after', '\nThe variables are listed in .env.example.')
    .action(async () => {
      const { parseConfig } = await import('../../runtime/config/config.js');
      const config = parseConfig(terminal.env);
      const { startService } = await import('../../runtime/service.js');
      const interruption = untilStopped(terminal.env);
      try {
        const service = await startService(config);
        try {
          await Promise.race([interruption.asked, service.failed]);
        } finally {
          await service.stop();
        }
      } finally {
        interruption.dispose();
      }
    });
}
