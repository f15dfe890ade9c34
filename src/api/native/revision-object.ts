import type { Revision } from '../../domain/change/revision.js';
import { configurationObject } from './trunk-object.js';

/** A revision as `/v1` shows it. Of a password it says no more than that it was changed. */
export function revisionObject(revision: Revision): object {
  const { requestedBy } = revision;
  return {
    trunk_id: revision.trunkId,
    revision: revision.revision,
    made_at: revision.madeAt,
    operation_id: revision.operationId,
    contract: revision.contract,
    requested_by: requestedBy === null ? null : { key: requestedBy.keyId, label: requestedBy.label },
    changes: changesIn(revision),
    settings: configurationObject(revision),
  };
}

/** The fields that differ from the revision before, with both values where they may be seen. */
function changesIn({ before, passwordChanged, ...after }: Revision): object[] {
  if (before === null) return [];
  const was = new Map(Object.entries(configurationObject(before)));
  const changed = Object.entries(configurationObject(after))
    .map(([field, value]) => ({ field, from: was.get(field), to: value }))
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
  return passwordChanged ? [...changed, { field: 'sip_password', secret: true }] : changed;
}
