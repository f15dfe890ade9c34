import { specsFor } from '../activities/objects/object-parts.js';
import { hostRecordsFrom } from '../carriers/host-records.js';
import { askOptions } from '../carriers/sip-options.js';
import type { CheckTrunks } from '../domain/checks/check.js';
import type { ConflictBudget, Slots } from '../domain/limits.js';
import type { LiveKitSip } from '../domain/livekit/sip-objects.js';
import { objectIdsOf, objectKinds } from '../domain/trunk/trunk.js';
import { presenceIn } from '../livekit/presence.js';
import { liveKitAt } from '../livekit/sip-api.js';
import { sipStateOf } from '../livekit/sip-state.js';
import { checkTrunksWith } from '../operations/check/check-trunk.js';
import type { TenantId } from '../operations/runner/presence.js';
import type { ServiceContext } from './context.js';

/** How long the objects of a trunk may take to read, in milliseconds. */
const readWithinMs = 8_000;

/** Builds the use case that checks trunks. */
export function checksOf(
  { config, connection, keyRing }: ServiceContext,
  conflicts: ConflictBudget,
  slots: Slots<TenantId>,
): CheckTrunks {
  const open = liveKitAt(config.livekit);
  return checkTrunksWith({
    database: connection.database,
    readSipState: sipStateOf(config.livekit),
    differencesOf: async (record) => {
      const specs = specsFor(record, config.reconciliation.settings, keyRing);
      if (specs === null) return null;
      const { objects } = open(readWithinMs);
      const ids = objectIdsOf(record);
      const found = {
        inbound: () => objects.inbound.find(ids.inbound, specs.inbound),
        outbound: () => objects.outbound.find(ids.outbound, specs.outbound),
        rule: () => objects.rule.find(ids.rule, specs.rule),
      } satisfies Record<keyof LiveKitSip['objects'], () => unknown>;
      const differences = objectKinds.map(async (kind) => {
        const object = await found[kind]();
        if (object?.differs.length === 0) return [];
        return [{ kind, id: ids[kind], fields: object?.differs ?? null }];
      });
      return (await Promise.all(differences)).flat();
    },
    probes: config.probes.enabled
      ? {
          resolve: hostRecordsFrom(config.probes.dnsServers),
          options: askOptions,
          ...presenceIn(config.livekit),
        }
      : null,
    allowPrivate: config.targets.allowPrivate,
    rules: config.numberRules,
    conflicts,
    slots,
  });
}
