import type { TearDownAnswer } from '../domain/tear-down/tear-down.js';
import { type WarningsMember, warningsMember } from './answer.js';

const leftAtCarrier =
  'The account with which the phone number was imported could not be used any more. What was set up there is still there: remove ' +
  'the trunk in the console of the carrier, and check where calls to the number go.';

/** What the owner of a trunk that is gone should know. */
export function tearDownWarnings(answer: Extract<TearDownAnswer, { kind: 'torn_down' }>): WarningsMember {
  return warningsMember(answer.leftAtCarrier ? [leftAtCarrier] : []);
}
