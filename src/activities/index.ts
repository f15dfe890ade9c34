import { carrierActivities } from './carrier.js';
import { carrierTearDownActivities } from './carrier-tear-down.js';
import { changeActivities } from './change.js';
import type { ActivityDependencies } from './dependencies.js';
import { dispatchRuleActivities } from './dispatch-rule.js';
import { importActivities } from './imports.js';
import { inboundTrunkActivities } from './inbound-trunk.js';
import { leftoverActivities } from './leftovers.js';
import { changeFollowUpActivities } from './look-after-change.js';
import { outboundTrunkActivities } from './outbound-trunk.js';
import { reconciliationLookActivities } from './reconciliation-looks.js';
import { reconciliationRemovalActivities } from './reconciliation-removals.js';
import { reconciliationRepairActivities } from './reconciliation-repairs.js';
import { recordActivities } from './record.js';
import { repairActivities } from './repair.js';
import { tearDownActivities } from './tear-down.js';

/** All activities of the worker, each step's do beside its undo. */
export function createActivities(dependencies: ActivityDependencies) {
  return {
    ...inboundTrunkActivities(dependencies),
    ...outboundTrunkActivities(dependencies),
    ...dispatchRuleActivities(dependencies),
    ...carrierActivities(dependencies),
    ...recordActivities(dependencies),
    ...leftoverActivities(dependencies),
    ...repairActivities(dependencies),
    ...reconciliationLookActivities(dependencies),
    ...reconciliationRemovalActivities(dependencies),
    ...reconciliationRepairActivities(dependencies),
    ...changeActivities(dependencies),
    ...changeFollowUpActivities(dependencies),
    ...tearDownActivities(dependencies),
    ...carrierTearDownActivities(dependencies),
    ...importActivities(dependencies),
  };
}

export type Activities = ReturnType<typeof createActivities>;
