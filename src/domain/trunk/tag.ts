import { type DeploymentId, isDeploymentId, isOperationId, type OperationId } from '../values.js';

/** The three kinds of object that a trunk has in LiveKit. They are also the names of its parts. */
export const objectKinds = ['inbound', 'outbound', 'rule'] as const;
export type ObjectKind = (typeof objectKinds)[number];

/** Identifies the deployment and the set-up that created an object in LiveKit. */
export interface Tag {
  readonly deploymentId: DeploymentId;
  readonly operationId: OperationId;
  /** The name of the trunk's part. */
  readonly kind: string;
  /** When the set-up was accepted, in milliseconds since 1970. */
  readonly acceptedAt: number;
}

/**
 * Formats a tag for the `name` of a LiveKit object: `tl1:{deployment}:{operation}:{kind}:{ms}`. LiveKit stores `name` verbatim
 * for all three kinds and never sends it to a caller; it copies a rule's metadata to every participant. The time is part of the
 * tag, because LiveKit keeps no creation time.
 */
export function formatTag(tag: Tag): string {
  return ['tl1', tag.deploymentId, tag.operationId, tag.kind, tag.acceptedAt].join(':');
}

/** Parses a tag from the name of an object. @returns null for any object that Trunkline did not create */
export function parseTag(name: string): Tag | null {
  const [version, deploymentId, operationId, kind, acceptedAt, ...rest] = name.split(':');
  if (version !== 'tl1' || rest.length > 0 || kind === undefined || !/^[a-z_]{1,16}$/.test(kind)) return null;
  if (deploymentId === undefined || !isDeploymentId(deploymentId)) return null;
  if (operationId === undefined || !isOperationId(operationId)) return null;
  if (acceptedAt === undefined || !/^\d{1,16}$/.test(acceptedAt)) return null;
  return { deploymentId, operationId, kind, acceptedAt: Number(acceptedAt) };
}

/**
 * Formats the name of all objects of a set-up at a carrier: `tl1-{deployment}-{operation}`. It is shorter than a tag in LiveKit,
 * because carriers allow names of 64 characters, and they list each kind of object separately.
 */
export function formatCarrierTag({
  deploymentId,
  operationId,
}: Pick<Tag, 'deploymentId' | 'operationId'>): string {
  return ['tl1', deploymentId, operationId].join('-');
}
