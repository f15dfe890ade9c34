import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';
import { ApplicationFailure, IllegalStateError } from '@temporalio/common';
import {
  DefaultLogger,
  type LogEntry,
  NativeConnection,
  type NativeConnectionOptions,
  Runtime,
  type RuntimeOptions,
} from '@temporalio/worker';
import type { Logger } from 'pino';
import { requiredSearchAttributes } from '../../workflows/names.js';
import type { Config } from '../config/config.js';
import { encryptedData } from './payload-encryption.js';

/** The longest pause before a retry, in milliseconds. It limits how long `end` waits. */
const longestPauseMs = 1_000;

/** The SDK client's retries of calls that failed temporarily. They can be ended. */
export interface EndableRetries {
  readonly interceptor: ReturnType<typeof makeGrpcRetryInterceptor>;
  /** Allows no further retry, and resolves when no retry is pending. */
  end(): Promise<void>;
}

/**
 * Creates the retries for one connection. They must be ended before the connection is closed. A pending call fails temporarily at the
 * close, and a retry after the close throws where nobody can catch it (SDK 1.24).
 */
export function endableRetries(): EndableRetries {
  const usual = defaultGrpcRetryOptions();
  let ended = false;
  let lastDue = 0;
  return {
    interceptor: makeGrpcRetryInterceptor({
      retryableDecider: (attempt, status) => !ended && usual.retryableDecider(attempt, status),
      delayFunction: (attempt, status) => {
        // The option for it has no effect (SDK 1.24): pauses go up to 6 s.
        const pauseMs = Math.min(longestPauseMs, usual.delayFunction(attempt, status));
        lastDue = Math.max(lastDue, performance.now() + pauseMs);
        return pauseMs;
      },
    }),
    end: async () => {
      ended = true;
      const leftMs = lastDue - performance.now();
      // Timers run in the order in which they are due, in whole milliseconds.
      if (leftMs > 0) await sleep(leftMs + 2);
    },
  };
}

/** The number of `KEYWORD` in Temporal's `IndexedValueType`. */
const keyword = 2;
/** The gRPC status ALREADY_EXISTS. */
const alreadyExists = 6;

/** A client of Temporal. In a process with a worker, both share the native connection. */
export interface TemporalAccess {
  readonly client: Client;
  /** The native connection; null in a process without a worker. */
  readonly native: NativeConnection | null;
  /** Resolves when the server answers. */
  probe(): Promise<unknown>;
  close(): Promise<void>;
}

/** The SDK's message for any workflow that ended with a failure. */
const workflowFailed = 'Workflow failed';

/** The logger of the one Temporal runtime in this process; null before there is one. */
let runtimeLog: Logger | null = null;

/**
 * Installs the runtime of Temporal's core. It logs through our logger and ignores signals, because the service has its own order of
 * stopping. There is one runtime per process; it uses the logger of the latest call. A runtime without a native connection
 * keeps the process alive, so this is called just before such a connection is made.
 */
function installTemporalRuntime(logger: Logger): void {
  runtimeLog = logger.child({ component: 'temporal' });
  const options: RuntimeOptions = {
    shutdownSignals: [],
    logger: new DefaultLogger('INFO', (entry) => {
      if (runtimeLog !== null) logEntry(runtimeLog, entry);
    }),
    telemetryOptions: { logging: { forward: {}, filter: { core: 'WARN', other: 'ERROR' } } },
  };
  try {
    Runtime.install(options);
  } catch (error) {
    // It is installed already. The SDK drops it with the last native connection, so nothing here can remember that.
    if (!(error instanceof IllegalStateError)) throw error;
  }
}

/**
 * Makes the logger of the workflows of one worker. The runtime's own belongs to the service that started last in this process, so a
 * line of another service's workflow would appear in the wrong log.
 */
export function workflowLogger(logger: Logger): DefaultLogger {
  const workflowLog = logger.child({ component: 'temporal' });
  let reportedRun: unknown;
  return new DefaultLogger('INFO', (entry) => {
    const { code, runId } = entry.meta ?? {};
    // The workflow of a failed operation has just written a line that says more.
    if (entry.message === workflowFailed && runId === reportedRun) return;
    if (code !== undefined) reportedRun = runId;
    logEntry(workflowLog, entry);
  });
}

/** Names an error of an activity or a workflow. Its message may repeat what LiveKit said about a number, so it is left out. */
function kindOf(error: unknown): string {
  return error instanceof ApplicationFailure
    ? String(error.type)
    : error instanceof Error
      ? error.name
      : typeof error;
}

/**
 * Logs an entry of the SDK. Errors of its core are warnings: the core reports every lost connection and every poll that is cut at
 * a stop as an error, and then tries again. An error that matters fails the worker, which is logged by itself.
 */
export function logEntry(
  logger: Pick<Logger, 'error' | 'warn' | 'debug'>,
  { level, message, meta }: LogEntry,
): void {
  const { error, ...rest } = meta ?? {};
  const fields = error === undefined ? rest : { ...rest, error: kindOf(error) };
  const isOfCore = rest.sdkComponent === 'core';
  if (level === 'ERROR' && !isOfCore) logger.error(fields, message);
  else if (level === 'ERROR' || level === 'WARN') logger.warn(fields, message);
  else logger.debug(fields, message);
}

/** Connects to Temporal and registers our search attributes in its namespace. @throws if Temporal does not answer */
export async function connectTemporal(config: Config, logger: Logger): Promise<TemporalAccess> {
  const { address, namespace, apiKey, tls } = config.temporal;
  const options = { address, tls, ...(apiKey === null ? {} : { apiKey }) };
  // Eager start needs a native connection that the client shares with the worker. A gateway alone uses the JavaScript connection,
  // which honours deadlines.
  const native = config.role === 'gateway' ? null : await connectNatively(options, logger);
  const retries = endableRetries();
  const connection =
    native ?? (await Connection.connect({ ...options, interceptors: [retries.interceptor] }));
  await registerSearchAttributes(connection, namespace, logger);
  return {
    client: new Client({
      ...{ connection, namespace },
      dataConverter: encryptedData(config.encryptionKeys, namespace),
    }),
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
      // A hosted Temporal does not allow this. If the attribute is missing, the start of a workflow will fail and say so.
      logger.warn({ err: error, attribute: name }, 'the search attribute could not be registered');
    }
  }
}

function grpcCode(error: unknown): number | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : undefined;
}
