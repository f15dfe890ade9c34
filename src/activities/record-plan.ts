import { type KeyRing, UnreadableSecretError } from '../crypto/key-ring.js';
import type { FullTrunkRecord } from '../database/trunks/records.js';
import { trunkOf } from '../database/trunks/rows.js';
import type { DeploymentId, OperationId } from '../domain/ids.js';
import type { Secret } from '../domain/secret.js';
import { passwordContext, type TrunkSpec } from '../domain/trunk/spec.js';
import type { TrunkObjectSpecs } from '../livekit/sip-objects.js';
import { inboundSpec, outboundSpec, ruleSpec } from './families.js';

/** What belongs to the deployment and not to a trunk. */
export interface Deployment {
  readonly deploymentId: DeploymentId;
  readonly roomPrefix: string;
}

/** The plan by which a trunk would be set up as its record stands; its objects keep the set-up's tag. */
export function planOf(
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

/** Opens the password of a plan. @throws {UnreadableSecretError} */
export function passwordOf(plan: TrunkSpec, keyRing: KeyRing): Secret {
  return keyRing.open(plan.sealedPassword, passwordContext(plan));
}

/** The same; null when no key opens it. */
export function knownPasswordOf(plan: TrunkSpec, keyRing: KeyRing): Secret | null {
  try {
    return passwordOf(plan, keyRing);
  } catch (error) {
    if (error instanceof UnreadableSecretError) return null;
    throw error;
  }
}

/** What a record's objects should be; null when its password cannot be decrypted. */
export function specsFor(
  record: FullTrunkRecord,
  deployment: Deployment,
  keyRing: KeyRing,
): TrunkObjectSpecs | null {
  const plan = planOf(record, deployment);
  const password = knownPasswordOf(plan, keyRing);
  if (password === null) return null;
  return {
    inbound: inboundSpec(plan, password),
    outbound: outboundSpec(plan, password),
    rule: ruleSpec(plan, record.inboundTrunkId),
  };
}
