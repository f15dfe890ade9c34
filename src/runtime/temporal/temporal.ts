import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, type NativeConnectionOptions, Runtime } from '@temporalio/worker';
import type { Logger } from 'pino';
import { requiredSearchAttributes } from '../../workflows/names.js';
import type { Config } from '../config/config.js';
import { endableRetries } from './grpc-retries.js';

/** Number of `KEYWORD` in Temporal's `IndexedValueType`. */
const keyword = 2;
/** gRPC's ALREADY_EXISTS. */
const alreadyExists = 6;

/** A client of Temporal, with the native connection it shares with a worker when this process has one. */
export interface TemporalAccess {
  readonly client: Client;
  readonly native: NativeConnection | null;
  /** Resolves when the server answers. */
  probe(): Promise<unknown>;
  close(): Promise<void>;
}

/** Where the process's one runtime of Temporal logs; null before there is one. */
let runtimeLog: Logger | null = null;

/**
 * Lets Temporal's core log through our logger and leave signals alone: the process has one order of stopping, and
 * it is not the core's. There is one runtime per process, and it logs through the logger of the latest call. A runtime
 * that no native connection uses keeps the process from ending, so it is installed when one is about to be made.
 */
function installTemporalRuntime(logger: Logger): void {
  const installed = runtimeLog !== null;
  runtimeLog = logger.child({ component: 'temporal' });
  if (installed) return;
  Runtime.install({
    shutdownSignals: [],
    logger: new DefaultLogger('INFO', ({ level, message, meta }) => {
      const fields = meta ?? {};
      if (level === 'ERROR') runtimeLog?.error(fields, message);
      else if (level === 'WARN') runtimeLog?.warn(fields, message);
      else runtimeLog?.debug(fields, message);
    }),
    telemetryOptions: { logging: { forward: {}, filter: { core: 'WARN', other: 'ERROR' } } },
  });
}

/** Connects to Temporal and makes sure that its namespace knows our search attributes. @throws when it does not answer. */
export async function connectTemporal(config: Config, logger: Logger): Promise<TemporalAccess> {
  const { address, namespace, apiKey, tls } = config.temporal;
  const options = { address, tls, ...(apiKey === null ? {} : { apiKey }) };
  // Eager start needs a native connection that the client shares with the worker; a gateway alone does better
  // with the pure JavaScript one, which honours deadlines.
  const native = config.role === 'gateway' ? null : await connectNatively(options, logger);
  const retries = endableRetries();
  const connection =
    native ?? (await Connection.connect({ ...options, interceptors: [retries.interceptor] }));
  await registerSearchAttributes(connection, namespace, logger);
  return {
    client: new Client({ connection, namespace }),
    native,
    probe: () => connection.workflowService.describeNamespace({ namespace }),
    close: async () => {
      await retries.end();
      await connection.close();
    },
  };
}

function connectNatively(options: NativeConnectionOptions, logger: Logger): Promise<NativeConnection> {
  installTemporalRuntime(logger);
  return NativeConnection.connect({ ...options, grpcCompression: { codec: 'none' } });
}

async function registerSearchAttributes(
  connection: Connection | NativeConnection,
  namespace: string,
  logger: Logger,
): Promise<void> {
  for (const { name } of requiredSearchAttributes) {
    try {
      await connection.operatorService.addSearchAttributes({
        namespace,
        searchAttributes: { [name]: keyword },
      });
    } catch (error) {
      if (grpcCode(error) === alreadyExists) continue;
      // A hosted Temporal does not let workers do this; if the attribute is missing, starts will say so.
      logger.warn({ err: error, attribute: name }, 'the search attribute could not be registered');
    }
  }
}

function grpcCode(error: unknown): number | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : undefined;
}
