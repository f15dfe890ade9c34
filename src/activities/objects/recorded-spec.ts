import { type KeyRing, UnreadableSecretError } from '../../crypto/key-ring.js';
import type { FullTrunkRecord } from '../../database/trunks/records.js';
import { trunkOf } from '../../database/trunks/rows.js';
import type { DeploymentId, OperationId } from '../../domain/ids.js';
import type { TrunkObjectSpecs } from '../../domain/livekit/sip-objects.js';
import type { Secret } from '../../domain/secret.js';
import { passwordContext, type TrunkSpec } from '../../domain/trunk/spec.js';
import { inboundSpec, outboundSpec, ruleSpec } from './collections.js';

/** The values of the deployment that all its trunks share. */
export interface Deployment {
  readonly deploymentId: DeploymentId;
  readonly roomPrefix: string;
}

/** Returns the specification of a trunk according to its record. Its objects keep the tag of the set-up. */
export function recordedSpec(
  { row, operationId, acceptedAt }: FullTrunkRecord,
  { deploymentId, roomPrefix }: Deployment,
  earlierOperations: readonly OperationId[] = [],
): TrunkSpec {
  return {
    operationId,
    organizationId: row.organizationId,
    deploymentId,
    acceptedAt: acceptedAt.getTime(),
    earlierOperations,
    settings: trunkOf(row),
    agentVersion: row.notes.inboundAgentVersion,
    sealedPassword: row.sealedPassword,
    roomPrefix,
  };
}

/** Decrypts the password of a trunk. @throws {UnreadableSecretError} if no key opens it. */
export function passwordOf(trunk: TrunkSpec, keyRing: KeyRing): Secret {
  return keyRing.open(trunk.sealedPassword, passwordContext(trunk));
}

/** Decrypts the password of a trunk. @returns null if no key opens it. */
export function knownPasswordOf(trunk: TrunkSpec, keyRing: KeyRing): Secret | null {
  try {
    return passwordOf(trunk, keyRing);
  } catch (error) {
    if (error instanceof UnreadableSecretError) return null;
    throw error;
  }
}

/** Returns the specifications of a recorded trunk's objects; null if no key opens its password. */
export function specsFor(
  record: FullTrunkRecord,
  deployment: Deployment,
  keyRing: KeyRing,
): TrunkObjectSpecs | null {
  const trunk = recordedSpec(record, deployment);
  const password = knownPasswordOf(trunk, keyRing);
  if (password === null) return null;
  return {
    inbound: inboundSpec(trunk, password),
    outbound: outboundSpec(trunk, password),
    rule: ruleSpec(trunk, record.inboundTrunkId),
  };
}
