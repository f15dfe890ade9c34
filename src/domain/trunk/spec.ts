import type { DeploymentId, OperationId, OrganizationId } from '../ids.js';
import type { SealedSecret } from '../secret.js';
import type { CarrierPlan } from './carrier-connection.js';
import type { TrunkSettings } from './trunk.js';

/** All that the steps of a set-up need to know, as it travels through Temporal: the password only as ciphertext. */
export interface TrunkSpec {
  readonly operationId: OperationId;
  readonly organizationId: OrganizationId;
  readonly deploymentId: DeploymentId;
  /** When the request was accepted, in milliseconds since 1970; part of every tag. */
  readonly acceptedAt: number;
  /** Failed set-ups of the same number: whatever of theirs turns up late may be removed. */
  readonly earlierOperations: readonly OperationId[];
  readonly settings: TrunkSettings;
  /** Which version of the agent is to answer; null or absent where nobody has said so. */
  readonly agentVersion?: number | null;
  readonly sealedPassword: SealedSecret;
  /** Begins the name of every room that a call to this trunk opens. */
  readonly roomPrefix: string;
  /** The carrier at which the number is connected first; absent where its owner has done that. */
  readonly carrier?: CarrierPlan;
}

/** The context to which a set-up's password is bound when it is sealed. */
export function passwordContext(owner: Pick<TrunkSpec, 'organizationId' | 'operationId'>): string {
  return `${owner.organizationId}/${owner.operationId}/sip-password`;
}

/** The context to which the account of a set-up at a carrier is bound when it is sealed. */
export function accountContext(owner: Pick<TrunkSpec, 'organizationId' | 'operationId'>): string {
  return `${owner.organizationId}/${owner.operationId}/carrier-account`;
}
