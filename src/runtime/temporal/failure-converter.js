import { DefaultFailureConverter } from '@temporalio/common';

/**
 * Moves the messages and stack traces of failures into a payload, which the codec encrypts. LiveKit's messages can contain numbers
 * and hosts. Temporal loads this module by its path, in the worker, in the client and in the sandbox of the workflows. Therefore it
 * is JavaScript.
 */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
