import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { importIdForm } from '../../../../src/domain/import/import.js';
import type { Slots } from '../../../../src/domain/limits.js';
import { routesWith } from '../../../documented.js';
import { usualSettings } from '../../../support/interface.js';
import { type Gateway, slotsWith, startGateway } from '../gateway.js';
import { bearer } from '../samples.js';

let gateway: Gateway | undefined;

afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

const full: Slots = { acquire: async () => ({ kind: 'refused', retryAfterSeconds: 3 }) };
const allFull = { read: full, download: full, file: full, keys: full };

/** The endpoints for the keys of organizations. */
const ofOrganizations = routesWith(usualSettings).filter(
  ({ access }) => access !== 'everybody' && access !== 'operator',
);

/** The endpoints that take their slot where the request is carried out. */
const slotsElsewhere = [
  // Operations have slots of their kind, and so has the work of their retry and their cancellation.
  ...ofOrganizations.filter(({ changes }) => changes === true).map(({ id }) => id),
  // test/component/operations/control/slots-of-commands.test.ts
  ...['testCallTrunk', 'testCallRequest'],
  // test/component/operations/explain/explain-call.test.ts
  ...['explainCall', 'checkTrunk', 'checkRequest'],
  // A file takes its slot before it is received, which is shown below. Event streams have a limit of their own.
  ...['beginImport', 'followOperation'],
];

describe('slots of an organization', () => {
  it('every request takes a slot before anything is done for it, or where it is carried out', async () => {
    gateway = await startGateway({ slots: allFull });
    const withoutSlot: string[] = [];
    for (const { id, method, path, pathParameters = {} } of ofOrganizations) {
      const at = path.replaceAll(/\{(\w+)\}/g, (_, name) => String(pathParameters[name]?.example));
      const answer = await gateway.request(method.toUpperCase(), at, { headers: bearer });
      const isRefused = answer.status === 503 && answer.headers.get('retry-after') === '3';
      if (!isRefused) withoutSlot.push(id);
    }

    expect(withoutSlot.toSorted()).toEqual(slotsElsewhere.toSorted());
  });

  it('a read without a slot is a 503 with the time to wait, and reads nothing', async () => {
    let reads = 0;
    gateway = await startGateway({
      slots: slotsWith({ read: full }),
      listTrunksAfter: async () => {
        reads += 1;
        return { trunks: [], more: false };
      },
    });

    const answer = await gateway.request('GET', '/v1/trunks', { headers: bearer });

    expect(answer).toMatchObject({ status: 503, body: { code: 'capacity_unavailable' } });
    expect(answer.headers.get('retry-after')).toBe('3');
    expect(reads).toBe(0);
  });

  it('a key can be revoked while other requests of the organization take all slots', async () => {
    gateway = await startGateway({ slots: { ...allFull, keys: slotsWith({}).keys } });

    const answers = await Promise.all([
      gateway.request('DELETE', '/v1/keys/sk_leaked', { headers: bearer }),
      gateway.request('GET', '/v1/keys', { headers: bearer }),
      gateway.request('GET', '/v1/trunks', { headers: bearer }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([404, 200, 503]);
  });

  it('a retry of an import takes the slot of a file, because it takes as much memory', async () => {
    gateway = await startGateway({ slots: slotsWith({ file: full }) });
    const act = (action: string) =>
      gateway?.request('POST', `/v1/imports/${importIdForm.examples[0]}/${action}`, { headers: bearer });

    expect(await act('retry')).toMatchObject({ status: 503, body: { code: 'capacity_unavailable' } });
    expect(await act('cancel')).toMatchObject({ status: 404 });
  });

  it('a body that arrives slowly holds no slot', async () => {
    let taken = 0;
    const freed: string[] = [];
    const counting: Slots = {
      acquire: async () => {
        taken += 1;
        return { kind: 'admitted', release: () => freed.push('keys') };
      },
    };
    const received: string[] = [];
    gateway = await startGateway({
      slots: slotsWith({ keys: counting }),
      interleaving: { begin: async (client) => void received.push(client) },
    });
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    const head = [
      'POST /v1/keys/sk_old/rotate HTTP/1.1',
      'host: localhost',
      `authorization: ${bearer.Authorization}`,
    ];
    socket.write([...head, 'content-length: 20', '', '{"overlap_hours":'].join('\r\n'));
    await expect.poll(() => received).toHaveLength(1);
    // Another request goes all the way while the first one waits for its body.
    await gateway.request('GET', '/v1/keys', { headers: bearer });
    expect([taken, freed.length]).toEqual([1, 1]);

    socket.write('24}');
    const [answer] = await once(socket, 'data');
    socket.destroy();
    expect(String(answer)).toMatch(/^HTTP\/1.1 404 /);
    expect([taken, freed.length]).toEqual([2, 2]);
  });

  it('a file without a slot is refused before its body is received', async () => {
    gateway = await startGateway({ slots: slotsWith({ file: full }) });
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    const head = [
      'POST /v1/imports?dry_run=true HTTP/1.1',
      ...['host: localhost', 'content-type: text/csv', `authorization: ${bearer.Authorization}`],
      ...['content-length: 16000000', '', ''],
    ];
    socket.write(head.join('\r\n'));
    const [answer] = await once(socket, 'data');
    socket.destroy();

    expect(String(answer)).toMatch(/^HTTP\/1.1 503 /);
    expect(String(answer)).toMatch(/connection: close/i);
  });
});
