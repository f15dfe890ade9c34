import { z } from 'zod';
import type { Environment } from '../../src/cli/terminal.js';
import { openAdministration } from '../../src/runtime/administration/open.js';
import { readJsonFile, writePrivateFile } from '../state/private-file.js';

const accountShape = z.object({ publicId: z.string().min(1), secret: z.string().min(1) });

/** The demo organisation's key: its public half and its secret. */
export type DemoAccount = z.infer<typeof accountShape>;

const organizationName = 'Demo';
const agentName = 'demo-agent';

/**
 * The demo organisation's key from the file, or a new organisation and key if the running service does not know
 * that one.
 */
export async function ensureDemo(file: string, env: Environment): Promise<DemoAccount> {
  const administration = await openAdministration(env);
  try {
    const kept = accountShape.safeParse(readJsonFile(file)).data;
    const keys = await administration.listKeys();
    if (
      kept !== undefined &&
      keys.some(({ publicId, revokedAt }) => publicId === kept.publicId && revokedAt === null)
    ) {
      return kept;
    }
    const organization = await administration.createOrganization({ name: organizationName, agentName });
    const { publicId, secret } = await administration.createKey({
      organizationId: organization.id,
      label: 'made by npm start',
    });
    writePrivateFile(file, `${JSON.stringify({ publicId, secret }, null, 2)}\n`);
    return { publicId, secret };
  } finally {
    await administration.close();
  }
}
