import type { DeploymentId, OperationId, OrganizationId } from '../ids.js';
import type { SealedSecret } from '../secret.js';
import type { CarrierPlan } from './carrier-connection.js';
import type { TrunkSettings } from './trunk.js';

/** The specification of a trunk that an operation gets through Temporal. It holds the password only as ciphertext. */
export interface TrunkSpec {
  readonly operationId: OperationId;
  readonly organizationId: OrganizationId;
  readonly deploymentId: DeploymentId;
  /** When the request was accepted, in milliseconds since 1970; part of every tag. */
  readonly acceptedAt: number;
  /** Failed set-ups of the same number. Their late writes may be removed. */
  readonly earlierOperations: readonly OperationId[];
  readonly settings: TrunkSettings;
  /** The version of the agent that answers; null or absent if none is set. */
  readonly agentVersion?: number | null;
  readonly sealedPassword: SealedSecret;
  /** The beginning of the name of every room that a call to this trunk opens. */
  readonly roomPrefix: string;
  /** The carrier at which Trunkline connects the number; absent if the owner has done that. */
  readonly carrier?: CarrierPlan;
}

/** Returns the context to which the password of a set-up is bound when it is sealed. */
export function passwordContext(owner: Pick<TrunkSpec, 'organizationId' | 'operationId'>): string {
  return `${owner.organizationId}/${owner.operationId}/sip-password`;
}

/** Returns the context to which the carrier account of a set-up is bound when it is sealed. */
export function accountContext(owner: Pick<TrunkSpec, 'organizationId' | 'operationId'>): string {
  return `${owner.organizationId}/${owner.operationId}/carrier-account`;
}
