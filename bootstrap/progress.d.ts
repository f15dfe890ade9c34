/** One thing under way. Ends with exactly one of `succeed`, `fail` or `dismiss`. */
export interface ProgressTask {
  /** What is being done now; on a plain stream each phase is one line. */
  phase(text: string): void;
  /** How far it is; on a plain stream shown now and then only. */
  detail(text: string): void;
  succeed(text: string): void;
  fail(text: string): void;
  /** Ends without a word. */
  dismiss(): void;
}

/** What a person sees while the stack is prepared and started. */
export interface Progress {
  line(text?: string): void;
  task(title: string): ProgressTask;
}

/** A live display on a terminal, plain lines elsewhere. */
export function createProgress(options: {
  stream: NodeJS.WriteStream;
  live: boolean;
  colours: boolean;
}): Progress;
