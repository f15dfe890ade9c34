import { Command } from 'commander';
import { type AdministrationEnvironment, administering } from '../connection/administration.js';
import { exitCodes, type Terminal } from '../terminal/terminal.js';

/** `trunkline secrets re-encrypt`: the passwords and carrier accounts in the database. */
export function secretsCommand(terminal: Terminal, environment: AdministrationEnvironment): Command {
  const { say, complain, endWith } = terminal;
  return new Command('secrets').description('the sealed passwords and carrier accounts').addCommand(
    new Command('re-encrypt')
      .description('seal everything anew with the first of TRUNKLINE_ENCRYPTION_KEYS; may be repeated')
      .option('--json', 'print JSON', false)
      .action(async ({ json }: { json: boolean }) => {
        const total = { resealed: 0, unreadable: 0 };
        await administering(environment, async (custody) => {
          for (let after: string | null = null, first = true; first || after !== null; first = false) {
            const batch = await custody.reencrypt(after);
            total.resealed += batch.resealed;
            total.unreadable += batch.unreadable;
            after = batch.next;
          }
        });
        const { resealed, unreadable } = total;
        if (json) say(JSON.stringify(total));
        else say(`${resealed} secrets were sealed anew. The others were sealed with the first key already.`);
        if (unreadable > 0) {
          complain(`${unreadable} secrets cannot be opened: no key of TRUNKLINE_ENCRYPTION_KEYS fits them.`);
          endWith(exitCodes.found);
        }
      }),
  );
}
