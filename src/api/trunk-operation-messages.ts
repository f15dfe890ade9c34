import type { OperationState } from '../trunks/set-up.js';
import { refusals, unavailableParts } from './errors/refusals.js';

/** Something else works on the trunk just now. */
export const busyMessage = refusals.trunk_busy.message;

/** The caller wanted to delete the trunk only if nothing uses it. */
export const assignedMessage = refusals.trunk_assigned.message;

/** A part that every operation needs cannot be reached; the request may still have been saved. */
export const cannotDeleteMessage = unavailableParts.temporal_unavailable.tear_down;

/** The same for a change. */
export const cannotChangeMessage = unavailableParts.temporal_unavailable.change;

/** The wait ends before the change does, or before everything is back as it was. */
export function stillChangingMessage(state: OperationState): string {
  return state === 'undoing'
    ? 'The phone number could not be updated and is being put back as it was. See the address in Location.'
    : 'The phone number is still being updated. See the address in Location for its state.';
}

/** The wait ends before the tear-down does. */
export const stillDeletingMessage =
  'The phone number is still being deleted. See the address in Location for its state.';
