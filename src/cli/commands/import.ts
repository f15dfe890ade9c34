import { readFile } from 'node:fs/promises';
import { Argument, Command, Option } from 'commander';
import { exitCodes, type Terminal } from '../terminal/terminal.js';
import { convertList, type Source, sources } from './convert.js';

/** `trunkline import convert`: makes an import file from the list of another service. */
export function importCommand(terminal: Terminal): Command {
  return new Command('import').description('files with many trunks').addCommand(
    new Command('convert')
      .description('make an import file (JSON lines) from a list response of another service')
      .addOption(
        new Option('--from <service>', 'the service that sent the list')
          .choices(sources)
          .makeOptionMandatory(),
      )
      .addArgument(new Argument('<file>', 'the list response, as JSON'))
      .action((file: string, { from }: { from: Source }) => convert(terminal, from, file)),
  );
}

/** Writes the lines to the standard output, and what is missing on them to the standard error. */
async function convert({ say, complain, endWith }: Terminal, from: Source, file: string): Promise<void> {
  const lines = await readList(from, file);
  if (typeof lines === 'string') {
    complain(`${file}: ${lines}`);
    endWith(exitCodes.usage);
    return;
  }
  for (const { line, fields, problems } of lines) {
    say(JSON.stringify(fields));
    for (const problem of problems) complain(`line ${line}: ${problem}`);
  }
  const unready = lines.filter(({ problems }) => problems.length > 0).length;
  complain(`${lines.length} lines were converted; ${unready} of them need your attention.`);
  if (unready > 0) endWith(exitCodes.found);
}

async function readList(from: Source, file: string) {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return 'the file cannot be read.';
  }
  try {
    return (
      convertList(from, JSON.parse(text)) ?? `this is no list of ${from}: it has no entries under "data".`
    );
  } catch {
    return 'this is not JSON.';
  }
}
