import { z } from 'zod';
import { largestTrunkId, operationIdForm } from '../../domain/ids.js';
import { operationStates } from '../../domain/operation/operation.js';
import { trunkStatuses } from '../../domain/trunk/trunk.js';

/** The id of a trunk. */
export const trunkId = z.int().min(1).max(largestTrunkId);

/** The id of an operation. */
export const operationId = z.string().regex(new RegExp(operationIdForm.pattern));

/** The id of an organisation. */
export const organizationId = z.string().regex(/^org_[0-9a-f]{24}$/);

/** Ids of objects in LiveKit. */
export const liveKitTrunkId = z.string().regex(/^ST_[A-Za-z0-9]+$/);
export const liveKitRuleId = z.string().regex(/^SDR_[A-Za-z0-9]+$/);

/** The status of a trunk. */
export const trunkStatus = z
  .enum(trunkStatuses)
  .meta({ description: '`deleting` from the beginning of a delete until the trunk is gone.' });

/** A point in time with milliseconds, in UTC. */
export const time = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  .meta({ format: 'date-time' });

/** The part of an answer about an operation that goes on. */
export const unfinishedOperation = z.strictObject({
  operation_id: operationId,
  state: z.enum(operationStates),
});

/** Warnings about a request that was carried out. */
export const warnings = z.array(z.string()).min(1).optional();
