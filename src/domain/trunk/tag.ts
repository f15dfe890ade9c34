import { type DeploymentId, isDeploymentId, isOperationId, type OperationId } from '../ids.js';

/** The three kinds of object that a trunk has in LiveKit. */
export const objectKinds = ['inbound', 'outbound', 'rule'] as const;
export type ObjectKind = (typeof objectKinds)[number];

/** Tells whether a text names a kind of object. */
export function isObjectKind(text: string): text is ObjectKind {
  return objectKinds.some((kind) => kind === text);
}

/** Who made an object in LiveKit, for which set-up, and when the set-up was accepted. */
export interface Tag {
  readonly deploymentId: DeploymentId;
  readonly operationId: OperationId;
  /** The name of the part that it is. */
  readonly kind: string;
  readonly acceptedAt: number;
}

/**
 * Writes a tag as it stands in the `name` of a LiveKit object: `tl1:{deployment}:{operation}:{kind}:{ms}`.
 * `name` is the one field that is stored verbatim for all three kinds and never reaches a caller (a rule's
 * metadata is copied to every participant). LiveKit keeps no creation time, hence the last part.
 */
export function formatTag(tag: Tag): string {
  return ['tl1', tag.deploymentId, tag.operationId, tag.kind, tag.acceptedAt].join(':');
}

/** Reads a tag back from an object's name; null for any object that Trunkline did not make. */
export function parseTag(name: string): Tag | null {
  const [version, deploymentId, operationId, kind, acceptedAt, ...rest] = name.split(':');
  if (version !== 'tl1' || rest.length > 0 || kind === undefined || !/^[a-z_]{1,16}$/.test(kind)) return null;
  if (deploymentId === undefined || !isDeploymentId(deploymentId)) return null;
  if (operationId === undefined || !isOperationId(operationId)) return null;
  if (acceptedAt === undefined || !/^\d{1,16}$/.test(acceptedAt)) return null;
  return { deploymentId, operationId, kind, acceptedAt: Number(acceptedAt) };
}

/**
 * Writes the name that everything of a set-up carries at a carrier: `tl1-{deployment}-{operation}`. It says less than a
 * tag in LiveKit, because carriers allow names of 64 characters, and list each kind of object apart.
 */
export function formatCarrierTag({
  deploymentId,
  operationId,
}: Pick<Tag, 'deploymentId' | 'operationId'>): string {
  return ['tl1', deploymentId, operationId].join('-');
}
