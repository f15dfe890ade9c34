import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Administration,
  AdministrationError,
  type ApiKeySummary,
} from '../../../../src/domain/administration.js';
import type { CheckAnswer, CheckTrunks } from '../../../../src/domain/checks/check.js';
import type { Custody } from '../../../../src/domain/custody.js';
import type { ExplainCall } from '../../../../src/domain/explain/explain.js';
import type { ReconciliationId } from '../../../../src/domain/reconcile/report.js';
import type { Reconciler } from '../../../../src/domain/reconcile/run.js';
import {
  administrationThrough,
  channelFile,
  checkThrough,
  explainThrough,
  isServed,
  readChannelAddress,
  reconcilerThrough,
} from '../../../../src/runtime/administration/channel-client.js';
import {
  type AdministrationChannel,
  openChannel,
} from '../../../../src/runtime/administration/channel-server.js';
import { usualSettings } from '../../../support/interface.js';
import { autocallsBody, zuduBody } from '../../api/samples.js';
import { organizationId } from '../../plans.js';

const organization = {
  id: organizationId,
  name: 'Ada',
  agentName: 'front desk',
  createdAt: '2026-11-22T12:00:00.000Z',
  suspendedAt: null,
};
const key: ApiKeySummary = {
  publicId: 'sk_1',
  organizationId,
  scopes: ['read'],
  label: 'test',
  allowedAddresses: [],
  createdAt: '2026-11-22T12:00:00.000Z',
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
};

/** An administration of one organisation and one key that notes what it is asked. */
function notingAdministration(): Administration & Custody & { readonly asked: unknown[] } {
  const asked: unknown[] = [];
  return {
    asked,
    createOrganization: async (spec) => {
      asked.push(['createOrganization', spec]);
      return { ...organization, ...spec };
    },
    listOrganizations: async () => [organization],
    createKey: async (spec) => {
      asked.push(['createKey', spec]);
      return { ...key, ...spec, secret: 's3cr3t_1' };
    },
    suspendOrganization: async (id, suspended) => {
      asked.push(['suspendOrganization', id, suspended]);
      return organization;
    },
    rotateKey: async (publicId, rotation) => {
      asked.push(['rotateKey', publicId, rotation]);
      return { ...key, secret: 's3cr3t_2' };
    },
    listKeys: async () => [key],
    revokeKey: async (publicId) => {
      asked.push(['revokeKey', publicId]);
      if (publicId !== key.publicId) throw new AdministrationError(`There is no key "${publicId}".`);
      return { ...key, revokedAt: '2026-11-22T13:00:00.000Z' };
    },
    reencrypt: async (after) => ({ resealed: 2, unreadable: 0, next: after === null ? '[1,null]' : null }),
    previewErasure: async (id, keepTrunks) => ({
      ...{ organizationId: id, name: 'Bob', trunks: keepTrunks ? 1 : 0 },
      ...{ unfinished: 0, operations: 3, imports: 0, keys: 1 },
    }),
    eraseOrganization: async (id, keepTrunks) => {
      asked.push(['eraseOrganization', id, keepTrunks]);
      return { erased: 3, done: true };
    },
    close: () => Promise.reject(new Error('The service closes its own database.')),
  };
}

const reconciliationId = `rec_${'a'.repeat(32)}` as ReconciliationId;

/** A reconciler whose runs are all under way already, and have found nothing. */
const reconciler: Reconciler = {
  start: async () => ({ id: reconciliationId, attached: true }),
  report: async () => null,
  findings: async (_id, after) => ({ findings: [], next: after + 1 }),
};

/** Explains nothing, and answers with the call and who asked. */
const explainCall: ExplainCall = async (...asked) => {
  explained.push(asked);
  return { kind: 'trunk_not_found' };
};
const explained: unknown[] = [];

/** Checks nothing, and answers with the trunk or the number. */
const checkTrunks: CheckTrunks = {
  trunk: async (asker, id) => answered(`${JSON.stringify(asker)} ${id}`),
  request: async (asker, { settings }) => answered(`${JSON.stringify(asker)} ${settings.number.value}`),
  beforeSetUp: async () => answered('nothing'),
};
const answered = (evidence: string): CheckAnswer => ({
  kind: 'checked',
  checks: [{ name: 'objects', outcome: 'pass', evidence, remedy: null }],
});

let home: string;
let channel: AdministrationChannel | undefined;
let logLines: string[];
let served: ReturnType<typeof notingAdministration>;

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'trunkline-channel-'));
  logLines = [];
  served = notingAdministration();
});

afterEach(async () => {
  await channel?.close();
  channel = undefined;
  await rm(home, { recursive: true });
});

async function opened(administration: Administration & Custody = served) {
  const logger = pino({ level: 'error' }, { write: (line: string) => void logLines.push(line) });
  channel = await openChannel(
    {
      administration,
      reconciler,
      explainCall,
      checkTrunks,
      settings: usualSettings,
      gatewayUrl: () => 'http://127.0.0.1:8080',
    },
    home,
    logger,
  );
  const address = await readChannelAddress(home);
  if (address === null) throw new Error('The channel has left no address.');
  return {
    address,
    administration: administrationThrough(address),
    reconciler: reconcilerThrough(address),
    explain: explainThrough(address),
    check: checkThrough(address),
  };
}

describe('the administration of a running service', () => {
  it('the administration of a running service re-encrypts in batches and erases what was previewed', async () => {
    const { administration } = await opened();
    const first = await administration.reencrypt(null);
    expect(first).toEqual({ resealed: 2, unreadable: 0, next: '[1,null]' });
    expect((await administration.reencrypt(first.next)).next).toBeNull();
    expect(await administration.previewErasure(organization.id, true)).toMatchObject({ trunks: 1 });
    expect(await administration.eraseOrganization(organization.id, false)).toEqual({ erased: 3, done: true });
    expect(served.asked).toEqual([['eraseOrganization', organization.id, false]]);
  });

  it('the administration of a running service creates and lists organisations', async () => {
    const { administration } = await opened();
    const spec = { name: 'Carol', agentName: null };
    expect(await administration.createOrganization(spec)).toEqual({ ...organization, ...spec });
    expect(served.asked).toEqual([['createOrganization', spec]]);
    expect(await administration.listOrganizations()).toEqual([organization]);
  });

  it('the administration of a running service starts reconciliations and reports them', async () => {
    const { reconciler: asked } = await opened();
    expect(await asked.start({ repair: true, removeMany: false })).toEqual({
      id: reconciliationId,
      attached: true,
    });
    expect(await asked.report(reconciliationId)).toBeNull();
    expect(await asked.findings(reconciliationId, -1)).toEqual({ findings: [], next: 0 });
    await expect(asked.report('rec_1' as ReconciliationId)).rejects.toThrow(AdministrationError);
  });

  it('the administration of a running service explains calls to the operator', async () => {
    const { explain } = await opened();
    const answer = await explain({ direction: 'outbound', trunk_id: 'ST_1', to: '+15551234567' });
    expect(answer).toEqual({ kind: 'trunk_not_found' });
    const call = { direction: 'outbound', trunk: 'ST_1', to: '+15551234567' };
    expect(explained).toEqual([['operator', call]]);
    await expect(explain({ direction: 'outbound', trunk_id: 'ST_1' })).rejects.toThrow('To is required.');
  });

  it('the administration of a running service checks trunks, and creates of either contract, for the operator', async () => {
    const { check } = await opened();
    expect(await check({ trunk_id: 42 })).toEqual(answered('"operator" 42'));
    expect(await check({ request: zuduBody })).toEqual(answered(`"operator" ${zuduBody.number}`));
    expect(await check({ request: autocallsBody })).toEqual(
      answered(`"operator" ${autocallsBody.phone_number}`),
    );
    await expect(check({ request: { number: 'x' } })).rejects.toThrow('Name is required.');
  });

  it('the administration of a running service creates, lists and revokes keys', async () => {
    const { administration } = await opened();
    const spec = { organizationId: null, label: 'nobody' };
    expect(await administration.createKey(spec)).toEqual({ ...key, ...spec, secret: 's3cr3t_1' });
    expect(await administration.listKeys()).toEqual([key]);
    expect((await administration.revokeKey('sk_1')).revokedAt).toBe('2026-11-22T13:00:00.000Z');
    expect(served.asked).toEqual([
      ['createKey', spec],
      ['revokeKey', 'sk_1'],
    ]);
  });

  it('a refused request has the message of the service', async () => {
    const { administration } = await opened();
    const attempt = administration.revokeKey('sk_2');
    await expect(attempt).rejects.toThrow(AdministrationError);
    await expect(attempt).rejects.toThrow('There is no key "sk_2".');
  });

  it('an invalid request is refused before it reaches the service', async () => {
    const { administration } = await opened();
    await expect(administration.createOrganization({ name: '', agentName: null })).rejects.toThrow(/name/);
    expect(served.asked).toEqual([]);
  });

  it('no request, however broken, is answered as an internal error', async () => {
    const { address } = await opened();
    const paths = [
      'organizations',
      'organizations/suspensions',
      'keys',
      'keys/rotations',
      'keys/revocations',
      'reconciliations',
    ];
    const future = '2099-01-01T00:00:00Z';
    const bodies = [
      ...['', '{', 'null', '[]', '"text"', '{"name":', '\u0000', 'x'.repeat(200_000)],
      ...[{}, { name: '\u0000', agentName: null }, { name: 'x', agentName: '\ud800' }].map((body) =>
        JSON.stringify(body),
      ),
      ...[{ publicId: 'sk_\u0000' }, { publicId: 'sk_1', overlapMs: 1e300 }, { publicId: ['sk_1'] }].map(
        (body) => JSON.stringify(body),
      ),
      ...[
        { id: '\u0000', suspended: true },
        { organizationId: '\u0000', label: '' },
      ].map((body) => JSON.stringify(body)),
      JSON.stringify({ organizationId: null, label: '', expiresAt: '0000-01-01T00:00:00Z' }),
      JSON.stringify({
        organizationId: null,
        label: '',
        expiresAt: future,
        scopes: ['root'],
        allowedAddresses: ['::/0'],
      }),
    ];
    const headers = { authorization: `Bearer ${address.token}`, 'content-type': 'application/json' };
    const statuses = await Promise.all([
      ...paths.flatMap((path) =>
        bodies.map(
          async (body) => (await fetch(`${address.url}/${path}`, { method: 'POST', headers, body })).status,
        ),
      ),
      ...[
        'reconciliations/%',
        'reconciliations/rec_1/findings/1e99',
        `reconciliations/${reconciliationId}/findings/x`,
        'nothing',
      ].map(async (path) => (await fetch(`${address.url}/${path}`, { headers })).status),
      fetch(`${address.url}/keys`, {
        method: 'POST',
        headers: { ...headers, 'content-encoding': 'br' },
        body: '{}',
      }).then(({ status }) => status),
    ]);
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
    expect(statuses.filter((status) => status === 400).length).toBeGreaterThan(50);
    expect(logLines).toEqual([]);
  });

  it('an internal error is logged and not shown', async () => {
    const broken = {
      ...served,
      listKeys: () => Promise.reject(new Error('connection to database "x" lost')),
    };
    const { administration } = await opened(broken);
    await expect(administration.listKeys()).rejects.toThrow(
      'The service could not do that; its log says why.',
    );
    expect(logLines.join()).toContain('connection to database');
  });

  it('a client does not close the administration of the service', async () => {
    const { administration } = await opened();
    await administration.close();
    expect(await administration.listKeys()).toEqual([key]);
  });
});

describe('the channel', () => {
  it('the channel listens on loopback', async () => {
    const { address } = await opened();
    expect(new URL(address.url).hostname).toBe('127.0.0.1');
  });

  it('the channel writes its address into a file that only its owner can read', async () => {
    await opened();
    expect((await stat(channelFile(home))).mode & 0o777).toBe(0o600);
  });

  it('the channel does not keep the permissions of a file from a killed service', async () => {
    await writeFile(channelFile(home), '{}', { mode: 0o644 });
    await opened();
    expect((await stat(channelFile(home))).mode & 0o777).toBe(0o600);
  });

  it('the channel has another token each time', async () => {
    const { address: first } = await opened();
    await channel?.close();
    const { address: second } = await opened();
    expect(second.token).not.toBe(first.token);
    expect(first.token.length).toBeGreaterThanOrEqual(43);
  });

  it.each(['wrong', ''])('the channel refuses the token "%s"', async (token) => {
    const { address } = await opened();
    const stranger = administrationThrough({ ...address, token });
    await expect(stranger.createKey({ organizationId: null, label: '' })).rejects.toThrow(
      'The token of the administration channel is missing or wrong.',
    );
    expect(served.asked).toEqual([]);
    expect(await isServed({ ...address, token })).toBe(false);
  });

  it('the channel refuses every request without a token', async () => {
    const { address } = await opened();
    for (const target of ['/keys', '/organizations', '/', '/nothing']) {
      expect((await fetch(address.url + target)).status).toBe(401);
    }
  });

  it('the channel removes its address when it closes, and no longer answers', async () => {
    const { address } = await opened();
    expect(await isServed(address)).toBe(true);
    await channel?.close();
    expect(await readChannelAddress(home)).toBeNull();
    expect(await isServed(address)).toBe(false);
    channel = undefined;
  });
});

describe('the address of a service', () => {
  it.each(['', '{}', '{"url":"http://127.0.0.1:1"}', '{"url":"no","token":"t"}', '[]'])(
    'a file with "%s" holds no address of a service',
    async (content) => {
      await writeFile(channelFile(home), content);
      expect(await readChannelAddress(home)).toBeNull();
    },
  );

  it('there is no address of a service without a file', async () => {
    expect(await readChannelAddress(home)).toBeNull();
  });
});
