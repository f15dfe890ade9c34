import type { Branded, TextForm } from './values.js';

/** The permanent id of an operation: `op_` and 128 random bits. It holds nothing personal, so Temporal ids may contain it. */
export type OperationId = Branded<string, 'OperationId'>;

/** The id of a tenant: `org_` and 96 random bits. */
export type OrganizationId = Branded<string, 'OrganizationId'>;

/** The id of one installation of Trunkline. With it, two installations can share a LiveKit project or a Temporal namespace. */
export type DeploymentId = Branded<string, 'DeploymentId'>;

const operationIdShape = /^op_[0-9a-f]{32}$/;
/** Describes the id of an operation. */
export const operationIdForm = {
  pattern: operationIdShape.source,
  examples: ['op_0123456789abcdef0123456789abcdef'],
} as const satisfies TextForm;

const deploymentIdShape = /^[a-z0-9]{4,24}$/;

/** Tells whether a text from outside has the form of an operation's id. The operation need not exist. */
export function isOperationId(text: string): text is OperationId {
  return operationIdShape.test(text);
}

/** Tells whether a text may name a deployment. Colons are excluded, because they separate the parts of a tag. */
export function isDeploymentId(text: string): text is DeploymentId {
  return deploymentIdShape.test(text);
}

/** The largest id of a trunk. The Autocalls contract uses numbers as ids, and this one fits into 32 bits in every client. */
export const largestTrunkId = 2_147_483_647;
