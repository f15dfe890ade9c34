import { defineSearchAttributeKey } from '@temporalio/common';

/** `running`, `succeeded`, `undoing`, `compensation_stuck`, `tear_down_stuck` or `failed`. */
export const stateAttribute = defineSearchAttributeKey('TrunklineState', 'KEYWORD');

/** The organisation whose trunk is being set up. */
export const organizationAttribute = defineSearchAttributeKey('TrunklineOrganization', 'KEYWORD');

/** What a Temporal namespace must know before Trunkline can start a workflow in it. */
export const requiredSearchAttributes = [stateAttribute, organizationAttribute] as const;
