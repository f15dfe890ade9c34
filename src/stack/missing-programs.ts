import type { Program } from './program.js';
import { StackError } from './stack-error.js';

/** One message for all programs that could not be had, with the choices a person has. */
export function missingPrograms(failures: readonly { program: Program; reason: string }[]): StackError {
  const advice = (system: 'debian' | 'macos') =>
    failures.map(({ program }) => `    ${program.title.padEnd(12)}${program.advice[system]}`);
  const variables = failures.map(({ program }) => program.variable).join(', ');
  return new StackError(
    [
      ...failures.map(({ reason }) => reason),
      '',
      'What you can do:',
      '  On Debian or Ubuntu',
      ...advice('debian'),
      '  On macOS',
      ...advice('macos'),
      `  Anywhere: name what you have by path (${variables}),`,
      '  or use Docker for the whole stack: docker compose up',
    ].join('\n'),
  );
}
