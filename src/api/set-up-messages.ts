import type { OperationState } from '../trunks/set-up.js';
import { refusals, unavailableParts } from './errors/refusals.js';

/** Whoever holds the number: the words are the same, so that they tell nothing about anybody else's trunk. */
export const inUseMessage = refusals.number_in_use.message;

/** The caller's own trunk is in the way. */
export const alreadyExistsMessage = refusals.already_exists.message;

/** A part that every set-up needs cannot be reached; the request may still have been saved. */
export const unavailableMessage = unavailableParts.temporal_unavailable.set_up;

/** What a caller is told when the wait ends before the set-up does. */
export function unfinishedMessage(state: OperationState): string {
  return state === 'undoing'
    ? 'The SIP trunk could not be created and is being removed again. See the address in Location.'
    : 'The SIP trunk is still being created. See the address in Location for its state.';
}
