import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const channelAddress = z.object({ url: z.url(), token: z.string().min(1) });

/** The address at which a running service accepts administrative requests, and the token that it requires. */
export type ChannelAddress = z.infer<typeof channelAddress>;

/** Returns the path of the file with the channel's address in the home folder of a service. Only its owner can read it. */
export function channelFile(home: string): string {
  return path.join(home, 'administration.json');
}

/** Reads the address from the home folder of a service; null if there is none. The service may have stopped without removing it. */
export async function readChannelAddress(home: string): Promise<ChannelAddress | null> {
  try {
    return channelAddress.parse(JSON.parse(await readFile(channelFile(home), 'utf8')));
  } catch {
    return null;
  }
}
