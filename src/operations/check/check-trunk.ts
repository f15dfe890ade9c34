import type { Database } from '../../database/database.js';
import { recordCheck } from '../../database/health/states.js';
import { problemOfClaim } from '../../database/numbers/claims.js';
import { heldSince, ownersOfNumbers } from '../../database/operations/reservations.js';
import {
  type FullTrunkRecord,
  findTrunk,
  findTrunkRecord,
  listTrunks,
} from '../../database/trunks/queries.js';
import { trunkOf } from '../../database/trunks/records.js';
import { carrierCheck, checksOutside } from '../../domain/checks/at-carrier.js';
import {
  type Check,
  type CheckAnswer,
  type CheckTrunks,
  check,
  checkNames,
  repairIt,
  worstOf,
} from '../../domain/checks/check.js';
import { type CheckedTrunk, checksInLiveKit, type NameObject } from '../../domain/checks/in-livekit.js';
import type { Probes } from '../../domain/checks/probes.js';
import type { Asker } from '../../domain/explain/explain.js';
import { notYours } from '../../domain/explain/explanation.js';
import type { ReadSipState } from '../../domain/explain/state.js';
import { LiveKitProblem } from '../../domain/failures.js';
import { type ConflictBudget, inSlot, type Slots } from '../../domain/limits.js';
import type { NotOwned, NumberRules } from '../../domain/trunk/numbers/number-rules.js';
import { collisionKeysOf, type TrunkSettings } from '../../domain/trunk/trunk.js';
import { type TenantId, tenantOf } from '../runner/presence.js';

/** The longest time for a list of LiveKit, in milliseconds. */
const listWithinMs = 8_000;

/** An object of a trunk that is missing in LiveKit or differs from the record in some fields. */
export interface ObjectDifference {
  readonly kind: string;
  readonly id: string;
  /** Null for a missing object. */
  readonly fields: readonly string[] | null;
}

/** The dependencies of checks. */
export interface CheckParts {
  readonly database: Database;
  readonly readSipState: ReadSipState;
  /** Compares the objects of a recorded trunk with it; null if no key opens its password. @throws {LiveKitProblem} */
  readonly differencesOf: (record: FullTrunkRecord) => Promise<readonly ObjectDifference[] | null>;
  /** Null if the operator has not enabled probes. */
  readonly probes: Probes | null;
  readonly allowPrivate: boolean;
  readonly rules: Pick<NumberRules, 'holdMs' | 'ownership'>;
  readonly conflicts: ConflictBudget;
  /** Limits how many checks run at once, because each of them sends requests to hosts that tenants name. */
  readonly slots: Slots<TenantId>;
}

/** Creates the use case that checks trunks. */
export function checkTrunksWith(parts: CheckParts): CheckTrunks {
  const { database } = parts;

  /** Names objects for whoever asks. A tenant sees the objects of its own trunks only. */
  async function namesFor(asker: Asker): Promise<NameObject> {
    if (asker === 'operator') return ({ id, name }) => [id, name].filter(Boolean).join(' ');
    const { trunks } = await listTrunks(database, asker.organizationId, null);
    const own = new Set(
      trunks.flatMap(({ inboundTrunkId, dispatchRuleId }) => [inboundTrunkId, dispatchRuleId]),
    );
    return ({ id }) => (own.has(id) ? id : notYours.name);
  }

  async function checked(
    asker: Asker,
    trunk: CheckedTrunk,
    ownChecks: () => Promise<readonly Check[]>,
  ): Promise<CheckAnswer> {
    try {
      const { settings } = trunk;
      const [state, nameOf, ...results] = await Promise.all([
        parts.readSipState(listWithinMs),
        namesFor(asker),
        ownChecks(),
        checksOutside(settings, parts.probes, parts.allowPrivate),
      ]);
      const all = [...results.flat(), carrierCheck(settings), ...checksInLiveKit(state, trunk, nameOf)];
      // What was found out first about a name stands: a number that is held is a claim, whatever LiveKit lists.
      const checks = checkNames.flatMap((name) => all.find((each) => each.name === name) ?? []);
      return { kind: 'checked', checks };
    } catch (error) {
      if (error instanceof LiveKitProblem) return { kind: 'livekit_unavailable' };
      throw error;
    }
  }

  const busy = () => ({ kind: 'busy' }) as const;
  const inCheckSlot = (asker: Asker, work: () => Promise<CheckAnswer>): Promise<CheckAnswer> =>
    inSlot(parts.slots, tenantOf(asker), work, busy);

  async function ofTrunk(asker: Asker, trunkId: number): Promise<CheckAnswer> {
    const trunk =
      asker === 'operator'
        ? await findTrunkRecord(database, trunkId).then((record) => record && trunkOf(record.row))
        : await findTrunk(database, asker.organizationId, trunkId);
    if (trunk === null) return { kind: 'trunk_not_found' };
    const answer = await checked(asker, { settings: trunk, objects: trunk }, () => ofRecord(trunkId));
    if (answer.kind === 'checked') {
      const outcome = worstOf(answer.checks);
      const names = answer.checks.flatMap((each) => (each.outcome === outcome ? [each.name] : []));
      await recordCheck(database, trunkId, { at: new Date(), outcome, names });
    }
    return answer;
  }

  const ofRequest = (asker: Asker, { settings }: { readonly settings: TrunkSettings }) =>
    checked(asker, { settings, objects: null }, () => ofNewTrunk(asker, settings));

  /** Checks whether the asker can take a number. A tenant learns only about numbers that it may take. */
  async function claimOf(asker: Asker, settings: TrunkSettings): Promise<Check | null> {
    if (asker !== 'operator') {
      const problem = await problemOfClaim(database, asker.organizationId, settings, parts.rules);
      if (problem !== null) {
        return check(
          'number_claim',
          'fail',
          notOwnedEvidence[problem.kind],
          'Ask the operator of this service.',
        );
      }
    }
    const since = heldSince(new Date(), parts.rules.holdMs);
    const taker = asker === 'operator' ? null : { ...asker, heldSince: since };
    const spent = asker === 'operator' ? null : parts.conflicts.spent(asker.organizationId);
    const owners = await ownersOfNumbers(database, collisionKeysOf(settings), taker);
    const isOthers = asker !== 'operator' && [...owners.values()].some((id) => id !== asker.organizationId);
    const tooMany = spent ?? (isOthers ? parts.conflicts.spend(asker.organizationId, 1) : null);
    if (tooMany !== null) {
      const evidence = 'Your organization has asked for too many numbers that others have.';
      return check('number_claim', 'unknown', evidence, `Ask again in ${tooMany.retryAfterSeconds} seconds.`);
    }
    return owners.size === 0
      ? null
      : check('number_claim', 'fail', 'The number is in use.', 'Use another number, or delete its trunk.');
  }

  async function ofNewTrunk(asker: Asker, settings: TrunkSettings): Promise<readonly Check[]> {
    const claim = await claimOf(asker, settings);
    return [check('objects', 'pass', 'The trunk does not exist yet.'), ...(claim === null ? [] : [claim])];
  }

  async function ofRecord(trunkId: number): Promise<readonly Check[]> {
    const record = await findTrunkRecord(database, trunkId);
    const differences = record === null ? null : await parts.differencesOf(record);
    return [objectsCheck(differences)];
  }

  return {
    trunk: (asker, trunkId) => inCheckSlot(asker, () => ofTrunk(asker, trunkId)),
    request: (asker, request) => inCheckSlot(asker, () => ofRequest(asker, request)),
    beforeSetUp: (asker, request) =>
      inCheckSlot(asker, async () =>
        (await claimOf(asker, request.settings)) !== null
          ? { kind: 'checked', checks: [] }
          : ofRequest(asker, request),
      ),
  };
}

const notOwnedEvidence = {
  number_not_assigned: 'The number is not assigned to your organization.',
  number_not_verified:
    'The addresses are those of a carrier with many customers, and the number is not proven to be yours.',
} as const satisfies Record<NotOwned['kind'], string>;

function objectsCheck(differences: readonly ObjectDifference[] | null): Check {
  if (differences === null) {
    return check(
      'objects',
      'unknown',
      'The objects cannot be compared: no key opens the password of the trunk.',
      'Tell the operator of this service, who has the key with which the password was sealed.',
    );
  }
  if (differences.length === 0) return check('objects', 'pass', 'All objects exist and match the record.');
  const evidence = differences.map(({ kind, id, fields }) =>
    fields === null ? `${kind} ${id} is missing` : `${kind} ${id} differs in ${fields.join(', ')}`,
  );
  return check('objects', 'fail', `${evidence.join('; ')}.`, repairIt);
}
