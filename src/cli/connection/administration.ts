import type { components, Trunkline } from '@trunkline/client';
import {
  type Administration,
  AdministrationError,
  type ApiKeySummary,
  type CreatedApiKey,
} from '../../domain/administration.js';
import type { Custody } from '../../domain/custody.js';
import type { Cidr } from '../../domain/trunk/trunk.js';
import type { OrganizationId } from '../../domain/values.js';
import type { Environment } from '../terminal/terminal.js';
import { homeOf } from './profiles.js';
import { remoteOf } from './remote.js';

const anHourMs = 3_600_000;

/**
 * Returns the environment for commands that may open the database themselves. The local launcher adds the secrets of
 * its state folder here; the program by itself uses the variables that it was started with.
 */
export type AdministrationEnvironment = () => Environment | Promise<Environment>;

/**
 * Opens the administration, of a remote Trunkline or of the service of this computer, does one piece of work with it and closes it again, whether the work succeeds or not.
 * @throws {Error} whatever opening the administration or the work throws.
 */
export async function administering<Result>(
  environment: AdministrationEnvironment,
  work: (administration: Administration & Custody) => Promise<Result>,
): Promise<Result> {
  const administration = await opened(await environment());
  try {
    return await work(administration);
  } finally {
    await administration.close();
  }
}

async function opened(env: Environment): Promise<Administration & Custody> {
  const remote = await remoteOf(env);
  if (remote !== null) return administrationAt(remote);
  const { openAdministration } = await import('../../runtime/administration/open.js');
  return openAdministration({ ...env, TRUNKLINE_HOME: await homeOf(env) });
}

/** Organisations belong to the operator of the service, so nobody administers them from elsewhere. */
function onItsComputer(): Promise<never> {
  const where =
    'Organizations and stored secrets are administered on the computer of the service, in its folder or with TRUNKLINE_HOME.';
  return Promise.reject(new AdministrationError(where));
}

/** Gives the administration of a remote Trunkline: the keys of the organisation whose key the client has. */
function administrationAt(server: Trunkline): Administration & Custody {
  const own = async () => (await server.get('/v1/me')).data.organization?.id as OrganizationId | undefined;
  const summary = async (key: components['schemas']['Key']) => summaryOf(key, (await own()) ?? null);
  return {
    createOrganization: onItsComputer,
    listOrganizations: onItsComputer,
    suspendOrganization: onItsComputer,
    reencrypt: onItsComputer,
    previewErasure: onItsComputer,
    eraseOrganization: onItsComputer,
    async createKey({ organizationId, label, scopes = [], allowedAddresses = [], expiresAt = null }) {
      if (organizationId !== (await own())) {
        throw new AdministrationError(
          'A key is made from elsewhere for the organization of your own key only.',
        );
      }
      if (scopes.includes('call')) {
        throw new AdministrationError('Only the computer of the service gives the scope call.');
      }
      const allowed = scopes.filter((scope) => scope !== 'operator' && scope !== 'call');
      const body = { label, allowed_addresses: [...allowedAddresses], expires_at: expiresAt };
      const { data } = await server.post('/v1/keys', {
        body: { ...body, ...(allowed.length === 0 ? {} : { scopes: allowed }) },
      });
      return { ...(await summary(data)), secret: data.secret } satisfies CreatedApiKey;
    },
    async listKeys() {
      const owner = (await own()) ?? null;
      return (await server.get('/v1/keys')).data.data.map((key) => summaryOf(key, owner));
    },
    async rotateKey(id, { overlapMs, expiresAt = null }) {
      const { data } = await server.post('/v1/keys/{id}/rotate', {
        params: { path: { id } },
        body: { overlap_hours: overlapMs / anHourMs, expires_at: expiresAt },
      });
      return { ...(await summary(data)), secret: data.secret } satisfies CreatedApiKey;
    },
    revokeKey: async (id) =>
      summary((await server.delete('/v1/keys/{id}', { params: { path: { id } } })).data),
    close: () => Promise.resolve(),
  };
}

function summaryOf(key: components['schemas']['Key'], organizationId: OrganizationId | null): ApiKeySummary {
  return {
    publicId: key.id,
    organizationId,
    scopes: key.scopes,
    label: key.label,
    allowedAddresses: key.allowed_addresses as Cidr[],
    createdAt: key.created_at,
    expiresAt: key.expires_at,
    revokedAt: key.revoked_at,
    lastUsedAt: key.last_used_at,
  };
}
