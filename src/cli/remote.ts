import type { Trunkline } from '@trunkline/client';
import type { Environment } from './terminal.js';

/**
 * Makes the client of the Trunkline that `TRUNKLINE_URL` names, with the key in `TRUNKLINE_KEY`. Everything that a command does at a
 * remote Trunkline goes through it.
 * @returns null without that variable: the command then turns to the service of its own computer.
 */
export async function remoteOf({
  TRUNKLINE_URL: url,
  TRUNKLINE_KEY: key,
}: Environment): Promise<Trunkline | null> {
  if (!url) return null;
  const { Trunkline } = await import('@trunkline/client');
  return new Trunkline({ url, ...(key ? { key } : {}) });
}
