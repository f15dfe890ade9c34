import { collisionKeyOf } from '../trunk/trunk.js';
import type { InboundCall } from './call.js';
import type { Cause } from './causes.js';
import type { InboundTrunkState, RuleState } from './state.js';
import type { Judged } from './trunks.js';

/** Which rule takes a call. LiveKit answers 503 if rules that it reads for the call conflict. */
export interface RuleMatch {
  readonly kind: 'matched' | 'none' | 'conflict';
  readonly rule: RuleState | null;
  readonly others: readonly Judged<RuleState>[];
}

/** The longest PIN that livekit-sip takes. */
const longestPin = 16;

/**
 * Finds the dispatch rule of a call as livekit-server does (`MatchDispatchRuleIter` in livekit/protocol). It reads the rules that
 * name the trunk and those that name none; for a call without a trunk it reads all rules. If two of them conflict, it takes none.
 * Rules that name the trunk come before the others, then the more specific ones.
 * @param pin what the caller entered, see {@link InboundCall}; null before LiveKit has asked for it
 */
export function matchRule(
  rules: readonly RuleState[],
  trunk: InboundTrunkState | null,
  call: InboundCall,
  pin: string | null,
): RuleMatch {
  const read = (rule: RuleState) => trunk === null || rule.trunkIds.length === 0 || names(rule, trunk);
  const conflicts = conflictsAmong(rules.filter(read));
  const judged = rules.map((object) => ({
    object,
    reasons: conflicts.get(object) ?? mismatches(object, trunk, call, pin),
  }));
  const taking = judged.filter(({ reasons }) => reasons.length === 0).map(({ object }) => object);
  const rule = conflicts.size > 0 ? null : (firstOf(taking.filter(namesTrunks)) ?? firstOf(taking));
  return {
    kind: conflicts.size > 0 ? 'conflict' : rule === null ? 'none' : 'matched',
    rule,
    others: judged.flatMap(({ object, reasons }) => {
      if (object === rule) return [];
      return [{ object, reasons: reasons.length > 0 ? reasons : [whyNotFirst(object, rule)] }];
    }),
  };
}

function whyNotFirst(rule: RuleState, taken: RuleState | null): Cause {
  if (taken === null) return 'undecided_rule';
  return namesTrunks(taken) && !namesTrunks(rule) ? 'trunks_rule_first' : 'later_rule';
}

function namesTrunks({ trunkIds }: RuleState): boolean {
  return trunkIds.length > 0;
}

function names({ trunkIds }: RuleState, { id }: InboundTrunkState): boolean {
  return trunkIds.includes(id);
}

function mismatches(
  rule: RuleState,
  trunk: InboundTrunkState | null,
  { from, to }: InboundCall,
  pin: string | null,
): Cause[] {
  if (rule.trunkIds.length > 0) {
    if (trunk === null) return ['names_a_trunk'];
    if (!names(rule, trunk)) return ['names_other_trunks'];
  }
  const reasons: Cause[] = [];
  if (rule.inboundNumbers.length > 0 && !rule.inboundNumbers.includes(from))
    reasons.push('caller_not_in_rule');
  if (rule.numbers.length > 0 && !rule.numbers.includes(to)) reasons.push('number_not_in_rule');
  if (pin === '' && rule.pin !== '') reasons.push('pin_not_entered');
  if (pin !== null && pin !== '') {
    if (rule.pin === '') reasons.push('rule_is_open');
    else if (rule.pin !== pin || pin.length > longestPin) reasons.push('pin_differs');
  }
  return reasons;
}

/**
 * Finds the rules for which LiveKit refuses to choose: two have a trunk, a caller, a called number and the PIN in common, numbers
 * in any form, and a missing list as an entry of its own. A rule can conflict with itself.
 */
function conflictsAmong(rules: readonly RuleState[]): Map<RuleState, Cause[]> {
  const conflicts = new Map<RuleState, Cause[]>();
  const holders = new Map<string, RuleState>();
  for (const rule of rules) {
    if (rule.room === null) conflicts.set(rule, ['unknown_rule']);
    for (const key of keysOf(rule)) {
      const holder = holders.get(key);
      if (holder === undefined) holders.set(key, rule);
      else for (const one of [holder, rule]) conflicts.set(one, conflicts.get(one) ?? ['conflicting_rule']);
    }
  }
  return conflicts;
}

function keysOf({ trunkIds, inboundNumbers, numbers, pin }: RuleState): string[] {
  const orAny = (list: readonly string[]) => (list.length === 0 ? [''] : list);
  return orAny(trunkIds).flatMap((trunkId) =>
    orAny(inboundNumbers).flatMap((caller) =>
      orAny(numbers).map((number) =>
        JSON.stringify([pin, trunkId, collisionKeyOf(caller), collisionKeyOf(number)]),
      ),
    ),
  );
}

function firstOf(rules: readonly RuleState[]): RuleState | null {
  return rules.reduce<RuleState | null>(
    (first, rule) => (first === null || comesBefore(rule, first) ? rule : first),
    null,
  );
}

function comesBefore(one: RuleState, other: RuleState): boolean {
  const difference = rankOf(one) - rankOf(other);
  if (difference !== 0) return difference < 0;
  return (one.room?.name ?? '') < (other.room?.name ?? '');
}

/** LiveKit's `DispatchRulePriority`: a lower rank comes first. */
function rankOf({ room, pin, inboundNumbers, numbers }: RuleState): number {
  const kind = { direct: 0, individual: 1, callee: 2 }[room?.kind ?? 'callee'];
  return (
    kind +
    (pin === '' ? 100 : 0) +
    (inboundNumbers.length === 0 ? 1000 : 0) +
    (numbers.length === 0 ? 1000 : 0)
  );
}
