import { Admission, type AdmissionLimits } from './admission.js';

/** The kinds of work that have a door of their own. */
export const guardedWork = ['set_up', 'change', 'tear_down'] as const;
export type GuardedWork = (typeof guardedWork)[number];

/**
 * The doors before everything that a caller can begin a workflow with, one for each kind of work: a burst of one kind
 * keeps nobody else out. Retries and reverts go through the door of what they begin again.
 *
 * - A set-up or a change that cannot have its turn soon is refused; its caller has lost nothing by that.
 * - A tear-down is refused only when its caller would have been answered `unfinished` by then, or thousands wait. It
 *   makes room, and a refused one leaves a trunk that somebody pays for.
 * - A cancellation has no door. It begins no workflow, but ends one that has its turn already, and so brings the next
 *   turn nearer. Neither has an undo: it belongs to the turn of what it takes back.
 * - The lines of imports and the repairs of the reconciler are begun by workers, which have limits of their own.
 */
export type Doors = Readonly<Record<GuardedWork, Admission>>;

/** Makes the doors of a process. */
export function doorsWith(limits: Readonly<Record<GuardedWork, AdmissionLimits>>): Doors {
  return {
    set_up: new Admission(limits.set_up),
    change: new Admission(limits.change),
    tear_down: new Admission(limits.tear_down),
  };
}

/** Refuses whoever waits at any door and whoever comes from now on: the process is about to stop. */
export function closeDoors(doors: Doors): void {
  for (const work of guardedWork) doors[work].close();
}
