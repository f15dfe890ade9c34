import path from 'node:path';
import { runCommand } from '../bootstrap/run-command.js';
import { StackError } from '../state/stack-error.js';
import type { Way } from './program.js';

/**
 * Compiles a program of a public Go module.
 * @param source module path with `@version`
 * @param binary what Go calls the result: the last part of the path
 * @param about how long it takes, for the announcement
 * @param packageCount how many packages a first compilation is made of, roughly
 */
export function goInstallWay(source: string, binary: string, about: string, packageCount: number): Way {
  return {
    isPossible: () => true,
    announcement: `compiling ${source} into the cache folder, ${about}`,
    obtain: async ({ machine, draft, logFile, task, signal }) => {
      let modules = 0;
      let packages = 0;
      task.phase('downloading Go modules');
      const { code, lastLines } = await runCommand(['go', 'install', '-v', source], {
        signal,
        logFile,
        env: { ...machine.env, GOBIN: draft },
        onLine: (line) => {
          if (line.startsWith('go: ')) {
            modules += 1;
            task.detail(`${modules} so far`);
            return;
          }
          if (packages === 0) {
            task.phase('compiling');
          }
          packages += 1;
          task.detail(`${packages} of up to ${packageCount} packages`);
        },
      });
      if (code !== 0) {
        throw new StackError(
          `go install ${source} failed (Go 1.26 or newer is needed):\n  ${lastLines.slice(-4).join('\n  ')}`,
        );
      }
      return path.join(draft, binary);
    },
  };
}
