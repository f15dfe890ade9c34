import type { Stage } from '../stage/stage.js';

/** One way to set up a trunk. All arms lead to the same final state in LiveKit and in a database of their own. */
export interface Arm {
  /** The letter by which reports name it. */
  readonly letter: string;
  readonly title: string;
  /** Starts its processes. @throws {Error} with the reason when something that it needs is missing. */
  start(stage: Stage): Promise<RunningArm>;
}

/** An arm that is ready for calls. */
export interface RunningArm {
  /**
   * Sets up a trunk for a number, from the call of its client to the answer.
   * @returns the duration in milliseconds, measured in the process of the client.
   * @throws {Error} when the set-up was refused or failed.
   */
  setUp(number: string): Promise<number>;
  /** The process with the arm's own code. */
  readonly pid: number;
  /** The process of its engine, if it has one beside PostgreSQL. */
  readonly enginePid: number | null;
  readonly databaseUrl: string;
  /** The query for its records, with the columns `number`, `inbound`, `outbound` and `rule`. */
  readonly recordsQuery: string;
  stop(): Promise<void>;
}
