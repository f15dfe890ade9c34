import { expect, it } from 'vitest';
import { trunklineService } from '../../../dev-stack/commands/service.js';

const preferredOf = (env: Record<string, string>) =>
  trunklineService(env, '/home').launchable.ports.map(({ preferred }) => preferred);

it('npm start prefers the port of the environment, and 8080 without one', () => {
  expect(preferredOf({ PORT: '9000' })).toEqual([9000]);
  expect(preferredOf({ PORT: '' })).toEqual([8080]);
});

it.each(['http', '0', '-1', '80.5', '65536'])('npm start says what PORT must be when it is "%s"', (PORT) => {
  expect(() => preferredOf({ PORT })).toThrow('PORT must be a number from 1 to 65535.');
});
