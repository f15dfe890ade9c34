import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import {
  type Administration,
  AdministrationError,
  type ApiKeySummary,
  type CreatedApiKey,
  type Organization,
} from '../../domain/administration.js';
import type { CheckAnswer } from '../../domain/checks/check.js';
import type { Custody, Erasure, ErasurePreview, ReencryptedBatch } from '../../domain/custody.js';
import type { ExplainAnswer } from '../../domain/explain/explain.js';
import type { FindingsPage, ReportJson } from '../../domain/reconcile/report.js';
import type { Reconciler, StartedReconciliation } from '../../domain/reconcile/run.js';

const channelAddress = z.object({ url: z.url(), token: z.string().min(1) });

/** The address at which a running service accepts administrative requests, and the token that it requires. */
export type ChannelAddress = z.infer<typeof channelAddress>;

/** Returns the path of the file with the channel's address in the home folder of a service. Only its owner can read it. */
export function channelFile(home: string): string {
  return path.join(home, 'administration.json');
}

/** Reads the address from the home folder of a service; null if there is none. The service may have stopped without removing it. */
export async function readChannelAddress(home: string): Promise<ChannelAddress | null> {
  try {
    return channelAddress.parse(JSON.parse(await readFile(channelFile(home), 'utf8')));
  } catch {
    return null;
  }
}

const requestLimitMs = 10_000;

/**
 * Returns the administration of a running service. A refusal of the service becomes an {@link AdministrationError} with its message.
 * If the service cannot be reached, the error of fetch is thrown.
 */
export function administrationThrough(address: ChannelAddress): Administration & Custody {
  const ask = asking(address);
  return {
    createOrganization: (spec) => ask<Organization>('POST', '/organizations', spec),
    listOrganizations: () => ask<Organization[]>('GET', '/organizations'),
    suspendOrganization: (id, suspended) =>
      ask<Organization>('POST', '/organizations/suspensions', { id, suspended }),
    createKey: (spec) => ask<CreatedApiKey>('POST', '/keys', spec),
    listKeys: () => ask<ApiKeySummary[]>('GET', '/keys'),
    rotateKey: (publicId, rotation) =>
      ask<CreatedApiKey>('POST', '/keys/rotations', { publicId, ...rotation }),
    revokeKey: (publicId) => ask<ApiKeySummary>('POST', '/keys/revocations', { publicId }),
    reencrypt: (after) => ask<ReencryptedBatch>('POST', '/secrets/re-encryption', { after }),
    previewErasure: (id, keepTrunks) =>
      ask<ErasurePreview>('POST', '/organizations/erasures/preview', { id, keepTrunks }),
    eraseOrganization: (id, keepTrunks) =>
      ask<Erasure>('POST', '/organizations/erasures', { id, keepTrunks }),
    close: () => Promise.resolve(),
  };
}

/** Returns the reconciler of a running service. It throws the same errors as {@link administrationThrough}. */
export function reconcilerThrough(address: ChannelAddress): Reconciler {
  const ask = asking(address);
  return {
    start: (input) => ask<StartedReconciliation>('POST', '/reconciliations', input),
    report: (id) => ask<ReportJson | null>('GET', `/reconciliations/${id}`),
    findings: (id, after) => ask<FindingsPage>('GET', `/reconciliations/${id}/findings/${after}`),
  };
}

/** Returns the address of the gateway of a running service; null until it listens. */
export async function gatewayThrough(address: ChannelAddress): Promise<string | null> {
  return (await asking(address)<{ readonly url: string | null }>('GET', '/gateway')).url;
}

/** Explains calls through a running service, for its operator. It throws the same errors as {@link administrationThrough}. */
export function explainThrough(address: ChannelAddress): (request: object) => Promise<ExplainAnswer> {
  return (request) => asking(address)<ExplainAnswer>('POST', '/explanations', request);
}

/** Checks trunks through a running service, for its operator. It throws the same errors as {@link administrationThrough}. */
export function checkThrough(address: ChannelAddress): (request: object) => Promise<CheckAnswer> {
  return (request) => asking(address)<CheckAnswer>('POST', '/checks', request);
}

function asking(address: ChannelAddress) {
  return async <Answer>(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> => {
    const response = await fetch(`${address.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${address.token}`, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(requestLimitMs),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new AdministrationError((answer as { error: string }).error);
    return answer as Answer;
  };
}

/** Tells whether a service still listens at an address. */
export async function isServed(address: ChannelAddress): Promise<boolean> {
  try {
    await administrationThrough(address).listKeys();
    return true;
  } catch {
    return false;
  }
}
