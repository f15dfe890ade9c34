import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const channelAddress = z.object({ url: z.url(), token: z.string().min(1) });

/** Where a running service takes administrative requests, and the token it asks for. */
export type ChannelAddress = z.infer<typeof channelAddress>;

/** The file in a service's home folder that tells its channel's address; readable by its owner only. */
export function channelFile(home: string): string {
  return path.join(home, 'administration.json');
}

/** Reads the address that a service has left; null when none has. The service may be gone all the same. */
export async function readChannelAddress(home: string): Promise<ChannelAddress | null> {
  try {
    return channelAddress.parse(JSON.parse(await readFile(channelFile(home), 'utf8')));
  } catch {
    return null;
  }
}
