import type { Part, PartGraph, Scope } from '../../domain/parts/graph.js';
import { type Attempts, dependentsOf, walkBackward } from '../saga/walk.js';

/** The actions of a tear-down. */
export interface TearDownPorts<Name extends string> {
  /** Returns the attempts at a part. `quick` rejects when it fails; `durable` never rejects. */
  attemptsAt(part: Part<Name>): Attempts;
  /** Runs work without a time limit, and informs the operator when it is stuck. */
  untilDone(work: () => Promise<unknown>): Promise<unknown>;
}

/**
 * Tears down a trunk: first its parts, dependents first, then the record. The record comes last, because it names the objects to
 * remove. Its removal frees the number and ends the operation in one transaction.
 */
export async function walkTearDown<Name extends string>(
  graph: PartGraph<Name>,
  scope: Scope,
  ports: TearDownPorts<Name>,
): Promise<void> {
  await removeQuicklyThenDurably(
    graph.backwards(scope).filter((part) => part !== graph.reservation),
    ports,
  );
  await removeQuicklyThenDurably([graph.commit], ports);
}

/**
 * Makes the quick attempts at the parts as long as these succeed, then removes the rest durably. While a part is stuck, only the parts
 * that it needs must wait. Quick attempts at a carrier form rounds of their own, because they take seconds and the others milliseconds.
 */
async function removeQuicklyThenDurably<Name extends string>(
  parts: readonly Part<Name>[],
  ports: TearDownPorts<Name>,
): Promise<void> {
  let left = parts;
  const failed = new Set<Name>();
  for (;;) {
    const ready = left.filter((part) => !failed.has(part.name) && dependentsOf(part, left).length === 0);
    if (ready.length === 0) break;
    const remote = ready.filter(({ at }) => at === 'carrier');
    const round = remote.length > 0 ? remote : ready;
    // No durable attempt may begin before the quick attempts have settled: see `walkLevel`.
    const results = await Promise.allSettled(round.map((part) => ports.attemptsAt(part).quick()));
    for (const [index, { name }] of round.entries()) {
      if (results[index]?.status === 'rejected') failed.add(name);
    }
    left = left.filter((part) => !round.includes(part) || failed.has(part.name));
  }
  if (left.length === 0) return;
  await ports.untilDone(() => walkBackward(left, (part) => ports.attemptsAt(part).durable()));
}
