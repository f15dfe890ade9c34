import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { policyScript } from '../../../dev-stack/programs/ways.js';

const neverUsedPid = 2 ** 22 + 1;
const forbidden = 101;

it('when Debian asks during the installation, services may not start', () => {
  expect(spawnSync('sh', { input: policyScript(String(process.pid)) }).status).toBe(forbidden);
});

it('when the installer was killed and its policy stayed behind, services may start', () => {
  expect(spawnSync('sh', { input: policyScript(String(neverUsedPid)) }).status).toBe(0);
});
