import type { Trunkline } from '@trunkline/client';
import type { Environment } from '../terminal/terminal.js';
import { homeOf, profileOf } from './profiles.js';

/**
 * Makes the client of the remote Trunkline that a command works on: the one that `TRUNKLINE_URL` names, with the key in
 * `TRUNKLINE_KEY`, or that of the profile. Everything that a command does at a remote Trunkline goes through it.
 * @returns null without one: the command then turns to the service of its own computer.
 */
export async function remoteOf(env: Environment): Promise<Trunkline | null> {
  const { TRUNKLINE_URL: url, TRUNKLINE_KEY: key } = env;
  if (url) return clientOf(url, key || null);
  const profile = await profileOf(env);
  return profile === null || 'home' in profile ? null : clientOf(profile.url, profile.key);
}

/**
 * Makes the client of the Trunkline that a command works on: the remote one, or the service of this computer with the rights of an
 * operator, because whoever can read its folder can make such keys.
 * @throws {AdministrationError} if there is neither
 */
export async function serverOf(env: Environment): Promise<Trunkline> {
  const remote = await remoteOf(env);
  if (remote !== null) return remote;
  const { openOperator } = await import('../../runtime/administration/open.js');
  const { url, key } = await openOperator(await homeOf(env));
  return clientOf(url, key);
}

async function clientOf(url: string, key: string | null): Promise<Trunkline> {
  const { Trunkline } = await import('@trunkline/client');
  return new Trunkline({ url, ...(key === null ? {} : { key }) });
}
