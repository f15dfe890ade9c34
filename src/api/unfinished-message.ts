import type { OperationState } from '../trunks/set-up.js';

/** What a caller is told when the wait ends before the set-up does. */
export function unfinishedMessage(state: OperationState): string {
  return state === 'undoing'
    ? 'The SIP trunk could not be created and is being removed again. See the address in Location.'
    : 'The SIP trunk is still being created. See the address in Location for its state.';
}
