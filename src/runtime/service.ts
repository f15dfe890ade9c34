import { recordAct } from '../database/audit/entries.js';
import type { Config } from './config/config.js';
import { openContext, type ServiceOptions } from './context.js';
import { startGateway } from './gateway.js';
import { StopOrder } from './http-server.js';
import { reportLiveKit } from './readiness.js';
import { startCodecServer } from './temporal/codec-server.js';
import { startWork } from './work.js';

/** A running Trunkline service. */
export interface Service {
  /** The address of the gateway; null if this process has none. */
  readonly gatewayUrl: string | null;
  /** Rejects when the service can no longer work. */
  readonly failed: Promise<never>;
  /** Checks at once for doubles of the last set-ups of this process, instead of within seconds. */
  checkDoubles(): Promise<void>;
  /** Accepts no new requests, lets running work finish, and closes everything in order. */
  stop(): Promise<void>;
}

/**
 * Starts the gateway, the worker or both, as the role says. If a part cannot start, the parts that did start are stopped.
 * @throws {UnreachableError | DatabaseInUseError | WrongInstallationError} or the error of a part that cannot start
 */
export async function startService(config: Config, options: ServiceOptions = {}): Promise<Service> {
  const stops = new StopOrder();
  try {
    return await start(config, options, stops);
  } catch (cause) {
    // The reason of the failed start matters more than a stop that fails after it.
    await stops.run().catch(() => undefined);
    throw cause;
  }
}

async function start(config: Config, options: ServiceOptions, stops: StopOrder): Promise<Service> {
  const context = await openContext(config, options, stops);
  for (const warning of config.warnings) context.logger.warn(warning);
  const { native } = context.temporal;
  const { failed, checkDoubles } =
    config.role !== 'gateway' && native !== null
      ? await startWork(context, native, options.workflowBundle)
      : { failed: new Promise<never>(() => undefined), checkDoubles: () => Promise.resolve() };
  const gatewayUrl = config.role === 'worker' ? null : await startGateway(context);
  if (config.codec !== null && config.role !== 'worker') {
    const codecServer = await startCodecServer(
      config.codec,
      config,
      (act) => recordAct(context.connection.database, act),
      context.logger,
    );
    stops.add(() => codecServer.close());
  }
  void reportLiveKit(config.livekit, context.logger);
  context.logger.info({ role: config.role, gatewayUrl }, 'Trunkline is ready');
  return { gatewayUrl, failed, checkDoubles, stop: () => stops.run() };
}
