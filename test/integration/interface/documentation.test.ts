import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAdministration } from '../../../src/runtime/administration/open.js';
import { allPages, type Block, type Page, root } from '../../support/pages.js';
import { accounts, useCarriers } from '../support/calls/carriers.js';
import { at, autocallsBody, type Tenant } from '../support/requests/tenant.js';
import { ensureBuilt } from '../support/trunkline-process.js';

// Carriers' numbers are imported on one page; the others do not notice.
const world = useCarriers();
const pages = allPages().filter(({ blocks }) => blocks.some(({ tag }) => tag === 'run'));

/** A request that is refused fails its block. */
const prelude = 'curl() { command curl --silent --show-error --fail-with-body "$@"; }\n';
const longestBlockMs = 40_000;
/** A build from nothing on a machine with other work. */
const longestBuildMs = 180_000;
/** The folder in which a page is executed. */
let folder: string | null = null;

beforeAll(async () => {
  await ensureBuilt();
  folder = await mkdtemp(path.join(tmpdir(), 'trunkline-documentation-'));
  // Commands name the program as it stands in the repository; the files that a page writes do not belong there.
  // JavaScript finds the package of the client among the packages.
  for (const part of ['bin', 'node_modules']) await symlink(path.join(root, part), path.join(folder, part));
}, longestBuildMs);

afterAll(async () => {
  if (folder !== null) await rm(folder, { recursive: true, force: true });
});

describe('the documentation', () => {
  it('the documentation has pages whose commands can be executed', () => {
    expect(pages.length).toBeGreaterThan(10);
  });
});

describe.each(pages.map((page) => ({ name: page.name, page })))('the page $name', ({ page }) => {
  it('a page has commands that work, and answers that are true', async () => {
    const reader = await newReader(page);

    for (const [index, block] of page.blocks.entries()) {
      if (block.tag !== 'run') continue;
      const output = await execute(page, block, await reader.variables());
      const next = page.blocks[index + 1];
      if (next?.tag !== 'answer') continue;
      expectAnswer(JSON.parse(output), JSON.parse(next.text), `${page.name}:${next.line}`);
    }
  });
});

/** Somebody with a new organization, and with a trunk and an operation where the page speaks of them. */
async function newReader({ text }: Page) {
  const tenant = await world.tenant();
  const operatorKey = text.includes('$OPERATOR_KEY') ? await newOperatorKey() : '';
  if (/\$(TRUNK|OPERATION)\b/.test(text) && !/createSipTrunkDispatch|sip-trunks" \\/.test(text)) {
    expect(await tenant.autocalls(autocallsBody('+15550001234', { sip_trunk_type: 'number' }))).toMatchObject(
      {
        status: 201,
      },
    );
  }
  if (text.includes('$OPERATION')) await tenant.autocalls(autocallsBody('1234'));
  return {
    variables: async (): Promise<Readonly<Record<string, string>>> => ({
      TRUNKLINE: world.trunkline.url,
      KEY_ID: tenant.key.publicId,
      KEY: tenant.key.secret,
      OPERATOR_KEY: operatorKey,
      ACCOUNT_SID: accounts.twilio.sid,
      AUTH_TOKEN: accounts.twilio.token,
      TRUNK: await newest(tenant, '/v1/trunks'),
      OPERATION: await newest(tenant, '/v1/operations'),
      IMPORT: await newest(tenant, '/v1/imports'),
      RECONCILIATION: operatorKey === '' ? '' : await newest(tenant, '/v1/reconciliations', operatorKey),
    }),
  };
}

async function newOperatorKey(): Promise<string> {
  const administration = await openAdministration(world.trunkline.env);
  try {
    const { secret } = await administration.createKey({
      organizationId: null,
      label: 'on call',
      scopes: ['operator'],
    });
    return secret;
  } finally {
    await administration.close();
  }
}

/** The id of the first entry of a list; empty when there is none. */
async function newest(tenant: Tenant, list: string, key = tenant.key.secret): Promise<string> {
  const { body } = await tenant.request('GET', list, { headers: { authorization: `Bearer ${key}` } });
  return String(at(body, 'data', '0', 'id') ?? '');
}

/** Runs a block in bash, Node or Python, with the address and the keys of the service under test in place of those of the example. */
async function execute(
  page: Page,
  block: Block,
  variables: Readonly<Record<string, string>>,
): Promise<string> {
  const script = block.text
    .replaceAll('http://127.0.0.1:8080', variables.TRUNKLINE ?? '')
    .replaceAll('sk_…', variables.KEY_ID ?? '')
    .replaceAll('s3cr3t_…', variables.KEY ?? '');
  const [program = '', ...args] = commandOf(block.language, script);
  try {
    const { stdout } = await promisify(execFile)(program, args, {
      ...(folder === null ? {} : { cwd: folder }),
      env: { PATH: process.env.PATH, ...world.trunkline.env, ...variables },
      timeout: longestBlockMs,
    });
    return stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${page.name}:${block.line} failed:\n${stdout ?? ''}${stderr ?? ''}`, { cause: error });
  }
}

function commandOf(language: string, script: string): readonly string[] {
  switch (language) {
    case 'js':
      return [process.execPath, '--input-type=module', '--eval', script];
    case 'python':
      return ['python3', '-c', script];
    default:
      return ['bash', '--norc', '-euo', 'pipefail', '-c', prelude + script];
  }
}

/**
 * Expects an answer to have everything that an example shows. An example may leave out fields. Ids, times and random numbers are another
 * thing in each answer, and `…` stands for any text.
 */
function expectAnswer(actual: unknown, example: unknown, place: string): void {
  expect(comparable(actual), place).toMatchObject(Object(comparable(example)));
}

function comparable(value: unknown): unknown {
  if (typeof value === 'string') return kindOfText(value);
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      /^(id|trunk_id)$/.test(key) && typeof entry === 'number' ? 'a number' : comparable(entry),
    ]),
  );
}

function kindOfText(text: string): unknown {
  if (text.includes('…')) return expect.any(String);
  for (const [kind, pattern] of kinds) {
    if (pattern.test(text)) return kind;
  }
  return text;
}

const kinds = [
  ['the id of a trunk in LiveKit', /^ST_\w{12}$/],
  ['the id of a rule in LiveKit', /^SDR_\w{12}$/],
  ['the id of an operation', /^op_[0-9a-f]{32}$/],
  ['a time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/],
] as const;
