import { type DestinationStream, type Logger, pino } from 'pino';

/**
 * The service's logger: JSON lines. Of an error it writes type, code, the first line of the message and where it
 * arose, and of its causes the same. The rest can hold what callers sent: drizzle puts the parameters of a failed
 * query into its error.
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
