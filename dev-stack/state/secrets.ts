import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { Environment } from '../../src/cli/terminal/terminal.js';
import { readJsonFile, writePrivateFile } from './private-file.js';
import { given } from './settings.js';
import { StackError } from './stack-error.js';

const secretsShape = z.object({
  deploymentId: z.string().min(1),
  encryptionKeys: z.string().min(1),
  keyHashSecret: z.string().min(1),
  livekitApiKey: z.string().min(1),
  livekitApiSecret: z.string().min(1),
  databasePassword: z.string().min(1),
  // Homes of earlier versions have none yet.
  redisPassword: z.string().min(1).default(newRedisPassword),
});

/** The secrets that a local stack generates once and keeps. Without them the passwords and keys in the database are useless. */
export type Secrets = z.infer<typeof secretsShape>;

/** The secrets that are Trunkline's own, and the variables from which it reads them. */
const variables = [
  ['TRUNKLINE_DEPLOYMENT_ID', 'deploymentId'],
  ['TRUNKLINE_ENCRYPTION_KEYS', 'encryptionKeys'],
  ['TRUNKLINE_KEY_HASH_SECRET', 'keyHashSecret'],
] as const;

/**
 * The home's secrets, made at the first start. Trunkline's own ones may come from the environment instead.
 * @throws {StackError} when the file exists but is damaged: new secrets would not fit the data beside it.
 */
export function loadSecrets(file: string, env: Environment): Secrets {
  const kept = existsSync(file) ? secretsShape.safeParse(readJsonFile(file)).data : createSecrets();
  if (kept === undefined) {
    throw new StackError(
      `The secrets in ${file} are damaged, and the data beside them cannot be read without them.\n` +
        'Put the file back from a backup, or begin empty with --fresh.',
    );
  }
  writePrivateFile(file, `${JSON.stringify(kept, null, 2)}\n`);
  const own = variables.map(([variable, secret]) => [secret, given(env, variable) ?? kept[secret]]);
  return { ...kept, ...Object.fromEntries(own) };
}

/** The secrets as the variables that Trunkline reads. */
export function trunklineVariables(secrets: Secrets): Readonly<Record<string, string>> {
  return Object.fromEntries(variables.map(([variable, secret]) => [variable, secrets[secret]]));
}

function createSecrets(): Secrets {
  return {
    deploymentId: randomBytes(4).toString('hex'),
    encryptionKeys: `k1:${randomBytes(32).toString('base64')}`,
    keyHashSecret: randomBytes(32).toString('base64'),
    livekitApiKey: `API${randomBytes(6).toString('hex')}`,
    livekitApiSecret: randomBytes(32).toString('base64url'),
    databasePassword: randomBytes(16).toString('hex'),
    redisPassword: newRedisPassword(),
  };
}

function newRedisPassword(): string {
  return randomBytes(32).toString('hex');
}
