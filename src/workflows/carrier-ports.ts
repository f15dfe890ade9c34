import type { Activities } from '../activities/index.js';
import type { ConnectedCarrier, StepOrder } from '../activities/orders.js';
import type { PartName } from '../domain/parts/trunk-parts.js';
import type { TrunkSpec } from '../domain/trunk/spec.js';
import type { SipAddress } from '../domain/trunk/trunk.js';
import { removesOutboundBesideRoute } from './beside-route.js';
import { GivenUp } from './given-up.js';
import type { CarrierPorts, StepPorts } from './saga.js';
import type { Attempt, stepsWithin } from './step-ports.js';
import { undoLimitMs } from './time-limits.js';

/** What the part of a set-up at a carrier shares with the rest of it. */
export interface AroundCarrier {
  readonly plan: TrunkSpec;
  readonly step: ReturnType<typeof stepsWithin>;
  /** What an attempt at a step is told. */
  orderFor(attempt: Attempt): StepOrder;
  /** Runs a part of the undo until it succeeds or an operator gives it up. */
  removed(
    part: PartName,
    summary: string,
    work: (activities: Activities) => Promise<void>,
    whenSkipped: undefined,
  ): Promise<void>;
  /** The step that makes the outbound trunk of a plan. */
  outbound(plan: TrunkSpec): StepPorts<string>;
  /** Takes the address out of a connection, and notes what else it tells. */
  seen(made: ConnectedCarrier): SipAddress;
}

/** The steps of a set-up at the number's carrier, and their undo. */
export function carrierPorts({ plan, step, orderFor, removed, outbound, seen }: AroundCarrier): CarrierPorts {
  const order = { plan, timeLimitMs: undoLimitMs };
  return {
    connect: step(
      'carrier',
      'Connection at the carrier',
      async (activities, attempt) => seen(await activities.connectCarrier(orderFor(attempt))),
      'far',
    ),
    outbound: (outboundAddress) => outbound({ ...plan, settings: { ...plan.settings, outboundAddress } }),
    route: step(
      'route',
      'Route of the number',
      (activities, attempt) => activities.routeNumber(orderFor(attempt)),
      'far',
    ),
    compensation: {
      putRouteBack: () =>
        removed(
          'route',
          'Undo: route of the number',
          (activities) => activities.putRouteBack(order),
          undefined,
        ),
      disconnect: () =>
        removed(
          'carrier',
          'Undo: connection at the carrier',
          async (activities) => {
            if ((await activities.disconnectCarrier(order)) === 'account_refused') {
              throw new GivenUp('carrier_credentials_refused', 'The carrier refuses the account.');
            }
          },
          undefined,
        ),
      outboundBesideRoute: removesOutboundBesideRoute,
    },
  };
}
