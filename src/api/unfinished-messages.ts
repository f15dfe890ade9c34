import type { OperationState } from '../domain/operation/operation.js';

/** What a caller is told when the wait ends before the set-up does. */
export function stillCreatingMessage(state: OperationState): string {
  return state === 'compensating'
    ? 'The SIP trunk could not be created and is being removed again. See the address in Location.'
    : 'The SIP trunk is still being created. See the address in Location for its state.';
}

/** The wait ends before the change does, or before everything is back as it was. */
export function stillChangingMessage(state: OperationState): string {
  return state === 'compensating'
    ? 'The phone number could not be updated and is being put back as it was. See the address in Location.'
    : 'The phone number is still being updated. See the address in Location for its state.';
}

/** The wait ends before the tear-down does. */
export const stillDeletingMessage =
  'The phone number is still being deleted. See the address in Location for its state.';
