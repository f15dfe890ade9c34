import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../dev-stack/temporary-folder.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
let registry: Server | undefined;

afterEach(() => registry?.close());

// npm asks the registry for the versions of a package that has an advisory.
const { version } = createRequire(import.meta.url)('express/package.json');
const express = {
  name: 'express',
  'dist-tags': { latest: version },
  versions: { [version]: { name: 'express', version } },
};

/** Starts a registry that answers the question for advisories this way. @returns what the check says of it. */
async function check(answer: (response: ServerResponse) => void) {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json');
      if (request.method === 'GET') response.end(JSON.stringify(express));
      else answer(response);
    });
  });
  registry = server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const env = {
    ...process.env,
    npm_config_registry: `http://127.0.0.1:${port}/`,
    npm_config_fetch_retries: '0',
    // npm remembers advisories by their ids.
    npm_config_cache: temporaryFolder(),
  };
  const tool = path.join(root, 'tools/check-advisories.js');
  return new Promise<{ passes: boolean; said: string }>((resolve) => {
    execFile(process.execPath, [tool], { cwd: root, env }, (error, said) =>
      resolve({ passes: error === null, said: said.trim() }),
    );
  });
}

const knownFor = (severity: string) => (response: ServerResponse) => {
  const advisory = { id: 1, url: 'https://example.com', title: 'A hole', severity, vulnerable_versions: '*' };
  response.end(JSON.stringify({ express: [advisory] }));
};

describe('the check of advisories', () => {
  it.each([
    ['high', false, '1 known vulnerabilities, 1 high and 0 critical: see npm audit.'],
    ['critical', false, '1 known vulnerabilities, 0 high and 1 critical: see npm audit.'],
    ['moderate', true, '1 known vulnerabilities, 0 high and 0 critical: see npm audit.'],
  ])(
    'of a package with a known vulnerability that is %s, it says whether a change may land',
    async (severity, passes, said) => {
      expect(await check(knownFor(severity))).toEqual({ passes, said });
    },
  );

  it('passes and says why nothing was checked when the registry knows no advisories, without its address', async () => {
    const { passes, said } = await check((response) => response.writeHead(404).end('{}'));

    expect(passes).toBe(true);
    expect(said).toMatch(/^Advisories were not checked: /);
    expect(said).not.toContain('127.0.0.1');
  });
});
