import type { Branded, TextForm } from './values.js';

/** Names one set-up for ever: `op_` and 128 random bits. Holds nothing personal, so it may stand in Temporal ids. */
export type OperationId = Branded<string, 'OperationId'>;

/** Names a tenant: `org_` and 96 random bits. */
export type OrganizationId = Branded<string, 'OrganizationId'>;

/** Names one installation of Trunkline, so that two of them can share a LiveKit project or a Temporal namespace. */
export type DeploymentId = Branded<string, 'DeploymentId'>;

const operationIdShape = /^op_[0-9a-f]{32}$/;
/** What an operation's id looks like. */
export const operationIdForm = {
  pattern: operationIdShape.source,
  examples: ['op_0123456789abcdef0123456789abcdef'],
} as const satisfies TextForm;

const deploymentIdShape = /^[a-z0-9]{4,24}$/;

/** Tells whether a text from outside can be an operation's id; it does not say that there is such an operation. */
export function isOperationId(text: string): text is OperationId {
  return operationIdShape.test(text);
}

/** Tells whether a text may name a deployment. Colons are excluded, because tags are separated by them. */
export function isDeploymentId(text: string): text is DeploymentId {
  return deploymentIdShape.test(text);
}

/** Trunks have numbers for ids, because Autocalls says so; this is the largest that fits into 32 bits of any client. */
export const largestTrunkId = 2_147_483_647;
