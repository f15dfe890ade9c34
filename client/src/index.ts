export type { Operation, OperationEvent } from './events.js';
export { type FailureCode, type FailureFacts, TrunklineError } from './failure.js';
export type { components, paths } from './generated/interface.js';
export type { RetrySettings } from './retrying.js';
export { type Answer, Trunkline, type TrunklineOptions } from './trunkline.js';
