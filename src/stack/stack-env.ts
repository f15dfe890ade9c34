const plain = /^[A-Za-z0-9_./:@%+,=-]*$/;

/**
 * `KEY=VALUE` lines that a shell can source and simple parsers can read. Values with characters that mean
 * something to a shell stand in single quotes.
 */
export function formatStackEnv(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${quote(value)}\n`)
    .join('');
}

function quote(value: string): string {
  return plain.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}
