/** Something else works on the trunk just now. */
export const busyMessage =
  'Another operation is still working on this phone number. Please send the same request again in a few seconds.';

/** The caller wanted to delete the trunk only if nothing uses it. */
export const assignedMessage = 'The phone number is assigned to an assistant.';

/** A part that every operation needs cannot be reached; the request may still have been saved. */
export const cannotDeleteMessage =
  'Phone numbers cannot be deleted right now. Please send the same request again later.';

/** The wait ends before the tear-down does. */
export const stillDeletingMessage =
  'The phone number is still being deleted. See the address in Location for its state.';
