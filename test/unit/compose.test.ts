import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const compose = readFileSync('docker-compose.yml', 'utf8');

/** The lines of one service. */
function service(name: string): string {
  const [, text] = new RegExp(`\\n  ${name}:\\n((?:(?:    .*)?\\n)+)`).exec(compose) ?? [];
  if (text === undefined) throw new Error(`docker-compose.yml has no service ${name}.`);
  return text;
}

/** The ports that a service publishes on the host. */
function publishedPorts(name: string): string[] {
  const [, list = ''] = /\n {4}ports:\n((?: {6}- .*\n)+)/.exec(`\n${service(name)}`) ?? [];
  return list.split('\n').flatMap((line) => /- (?:.*:)?(\d+:\d+)/.exec(line)?.[1] ?? []);
}

it('the ports of LiveKit, which are published, are found, so the next test can fail', () => {
  expect(publishedPorts('livekit')).toContain('7880:7880');
});

it.each(['redis', 'temporal', 'postgres'])('the compose file does not publish %s', (name) => {
  expect(publishedPorts(name)).toEqual([]);
});

it('of the development server of Temporal, the compose file publishes only the UI', () => {
  expect(publishedPorts('temporal-dev')).toEqual(['8233:8233']);
});

it('the Redis of the compose file, and everything that connects to it, needs REDIS_PASSWORD', () => {
  expect(service('redis')).toMatch(/REDISCLI_AUTH: \$\{REDIS_PASSWORD:\?/);
  expect(service('redis')).toContain('echo "requirepass $$REDISCLI_AUTH"');
  for (const client of ['livekit', 'livekit-sip']) {
    expect(service(client)).toMatch(/address: redis:6379\n +password: \$\{REDIS_PASSWORD:\?/);
  }
});

it('a service that gets a file from Compose has no read-only image, because Compose could not start it', () => {
  const [, services = ''] = /^services:\n([\s\S]*?)^\S/m.exec(compose) ?? [];
  const names = [...services.matchAll(/^ {2}([a-z-]+):$/gm)].map(([, name = '']) => name);
  const withFile = names.filter((name) => service(name).includes('\n    configs:\n'));

  expect(withFile).toEqual(['temporal']);
  for (const name of withFile) expect(service(name)).toContain('<<: *locked-down');
});

it.each([
  ['trunkline', 'trunkline:/data'],
  ['trunkline-production', 'trunkline-production:/data'],
])('%s keeps its data in a volume with a name', (name, volume) => {
  expect(service(name)).toContain(`- ${volume}\n`);
});
