import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { loadSecrets, trunklineVariables } from '../../../dev-stack/state/secrets.js';
import { StackError } from '../../../dev-stack/state/stack-error.js';
import { parseConfig } from '../../../src/runtime/config/config.js';
import { temporaryFolder } from './temporary-folder.js';

it('when a home has no secrets yet, they are made once, for their owner only', () => {
  const file = path.join(temporaryFolder(), 'secrets.json');
  const made = loadSecrets(file, {});
  expect(loadSecrets(file, {})).toEqual(made);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('when two homes make secrets, they differ in each', () => {
  const [one, other] = [1, 2].map(() =>
    Object.values(loadSecrets(path.join(temporaryFolder(), 's.json'), {})),
  );
  expect(one?.filter((secret) => other?.includes(secret))).toEqual([]);
});

it('when Trunkline reads the made secrets, it accepts them', () => {
  const secrets = loadSecrets(path.join(temporaryFolder(), 's.json'), {});
  const config = parseConfig({
    ...trunklineVariables(secrets),
    LIVEKIT_URL: 'http://127.0.0.1:7880',
    LIVEKIT_API_KEY: secrets.livekitApiKey,
    LIVEKIT_API_SECRET: secrets.livekitApiSecret,
  });
  expect(config.deploymentId).toBe(secrets.deploymentId);
});

it('when the environment gives a secret, it is used and the kept one stays', () => {
  const file = path.join(temporaryFolder(), 'secrets.json');
  const made = loadSecrets(file, {});
  expect(loadSecrets(file, { TRUNKLINE_DEPLOYMENT_ID: 'given' }).deploymentId).toBe('given');
  expect(loadSecrets(file, {})).toEqual(made);
});

it('when a home of an earlier version has no password for Redis, it gets one and keeps all other secrets', () => {
  const file = path.join(temporaryFolder(), 'secrets.json');
  const { redisPassword, ...earlier } = loadSecrets(file, {});
  writeFileSync(file, JSON.stringify(earlier));
  const now = loadSecrets(file, {});
  expect(now).toMatchObject(earlier);
  expect(now.redisPassword).toMatch(/^[0-9a-f]{64}$/);
  expect(now.redisPassword).not.toBe(redisPassword);
  expect(loadSecrets(file, {})).toEqual(now);
});

it('when the file is damaged, no new secrets are made over it', () => {
  const file = path.join(temporaryFolder(), 'secrets.json');
  writeFileSync(file, '{"deploymentId":"abcd"}');
  expect(() => loadSecrets(file, {})).toThrow(StackError);
});
