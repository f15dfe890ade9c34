/** One part of a tear-down, in the two ways in which it can be tried. */
export interface TearDownPart {
  /** One quick attempt; rejects when it failed. */
  fast(): Promise<void>;
  /** Attempts without end that survive crashes; only ever resolves. */
  durable(): Promise<void>;
}

/** What a tear-down has to do at the carrier of a number. */
export interface TearDownAtCarrier {
  /** Lets the calls go where they went before. */
  readonly route: TearDownPart;
  readonly connection: TearDownPart;
  /** Whether the outbound trunk goes beside a route that is stuck; false in a run that has begun before that was so. */
  outboundBesideRoute(): boolean;
}

/** Everything that the order of a tear-down is imposed on. Temporal is behind it, or a test. */
export interface TearDownPorts {
  readonly rule: TearDownPart;
  readonly inbound: TearDownPart;
  readonly outbound: TearDownPart;
  readonly record: TearDownPart;
  /** What is to be done at the number's carrier; absent where its owner sees to that. */
  readonly carrier?: TearDownAtCarrier;
  /** Runs what has no end until it is done, in sight of the operator. */
  insistently(work: () => Promise<unknown>): Promise<unknown>;
}

/**
 * Takes a trunk down: the rule, then the inbound trunk that it names (a rule without its trunk would be noise, a
 * trunk without its rule only drops calls); the outbound trunk beside them; then the record, which frees the number.
 * Where there is a carrier, calls go where they went before the trunk was made, before the rule goes, and what was made there
 * is removed before the record. Nothing is ever taken back. A part that is stuck keeps what depends on it, and nothing else.
 */
export async function tearDownSaga(ports: TearDownPorts): Promise<void> {
  const { rule, inbound, outbound, record, carrier } = ports;
  if (carrier === undefined || (await hasRouteBack(ports, carrier))) {
    await removeObjects(ports);
  } else {
    await ports.insistently(() => Promise.all([inSlot([carrier.route, rule, inbound]), outbound.durable()]));
  }
  if (carrier !== undefined) await finished(ports, carrier.connection);
  await finished(ports, record);
}

/** @returns false where the route is stuck, so that it is to be insisted on beside what does not depend on it. */
async function hasRouteBack(
  { insistently }: TearDownPorts,
  { route, outboundBesideRoute }: TearDownAtCarrier,
): Promise<boolean> {
  if (await tried(route)) return true;
  if (outboundBesideRoute()) return false;
  await insistently(() => route.durable());
  return true;
}

async function removeObjects({ rule, inbound, outbound, insistently }: TearDownPorts): Promise<void> {
  const [ruleGone, outboundGone] = await Promise.all([tried(rule), tried(outbound)]);
  // Nothing durable is begun before the quick attempts have settled: its place in the history would not be fixed.
  const inboundGone = ruleGone && (await tried(inbound));
  if (inboundGone && outboundGone) return;
  await insistently(() =>
    Promise.all([
      inboundGone ? undefined : inSlot(ruleGone ? [inbound] : [rule, inbound]),
      outboundGone ? undefined : outbound.durable(),
    ]),
  );
}

async function finished({ insistently }: TearDownPorts, part: TearDownPart): Promise<void> {
  if (!(await tried(part))) await insistently(() => part.durable());
}

async function tried(part: TearDownPart): Promise<boolean> {
  try {
    await part.fast();
    return true;
  } catch {
    return false;
  }
}

async function inSlot(parts: readonly TearDownPart[]): Promise<void> {
  for (const part of parts) await part.durable();
}
