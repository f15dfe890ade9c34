import { type DestinationStream, type Logger, pino } from 'pino';

/**
 * Creates the logger of the service, which writes JSON lines. Of an error and its causes it writes the type, the code, the first line
 * of the message and the place. The rest may contain data of callers, because drizzle puts the parameters of a failed query into
 * its error.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = { level, serializers: { err: describeError } };
  return destination === undefined ? pino(options) : pino(options, destination);
}

interface DescribedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly at?: string;
  readonly cause?: DescribedError;
}

function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error' };
  const [message = ''] = error.message.split('\n');
  const at = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at '));
  return {
    type: error.name,
    message,
    ...('code' in error ? { code: String(error.code) } : {}),
    ...(at === undefined ? {} : { at: at.trim() }),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
