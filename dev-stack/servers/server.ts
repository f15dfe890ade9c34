import type { Environment } from '../../src/cli/terminal/terminal.js';
import type { PortRequest, Ports } from '../processes/ports.js';
import type { FoundProgram, Program } from '../programs/program.js';
import type { Secrets } from '../state/secrets.js';
import type { Settings } from '../state/settings.js';

/** The servers that the stack can run. */
export type ServerName = 'redis' | 'temporal' | 'livekit' | 'sip' | 'postgres';

/** The folder, program, ports and settings that one start of a server uses. */
export interface ServerContext {
  /** The server's own folder for data; it exists. */
  readonly folder: string;
  readonly program: FoundProgram;
  /** Its own ports, and those of all others, by the names of their requests. */
  readonly ports: Ports;
  readonly secrets: Secrets;
  readonly env: Environment;
  /** How to reach the servers that came before. */
  readonly settings: Settings;
}

/** How a process is started. */
export interface Launch {
  readonly command: readonly string[];
  /** Variables beside those of the context. */
  readonly env?: Readonly<Record<string, string>>;
  /** Runs as this user instead of the current one. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** How long it may take to end after SIGTERM, in milliseconds; 10 s if it does not say. */
  readonly stopTimeoutMs?: number;
  /** Called after the process has ended. */
  readonly cleanUp?: () => Promise<void>;
}

/** Something that the stack can start: how it starts, and when it is well. */
export interface Launchable {
  readonly name: string;
  readonly title: string;
  readonly ports: readonly PortRequest[];
  /** Ports on which another process will listen, and which this one must know. */
  readonly reserves?: readonly PortRequest[];
  /** It chooses further ports by itself, and ends during its start when somebody is quicker to take one of them. */
  readonly choosesFurtherPorts?: true;
  /** Writes what the process needs and says how to start it. */
  prepare(context: ServerContext): Promise<Launch>;
  /** Resolves when the process really does its work, and rejects with the reason until then. */
  check(context: ServerContext): Promise<void>;
  /** Where to find it, as a person reads it once it is ready. */
  whereabouts(context: ServerContext): string;
  /** How programs reach it. */
  settings(context: ServerContext): Partial<Settings>;
}

/** A kind of server: a launchable that also says where its program comes from. All servers have this shape. */
export interface Server extends Launchable {
  readonly name: ServerName;
  readonly program: Program;
  /** It is started only where its program is there already. Nothing needs it, and nothing obtains it. */
  readonly optional?: true;
  /** Servers that must be well before this one starts. */
  readonly after: readonly ServerName[];
  /**
   * The settings of a server that the environment names, which is then used and not started; null if it names none.
   * @throws {StackError} when only a part of what is needed is given.
   */
  named(env: Environment): Partial<Settings> | null;
}

/** Returns the requests for every port that is chosen for a server: those it listens on, and those it must know. */
export function portRequestsOf({
  ports,
  reserves = [],
}: Pick<Launchable, 'ports' | 'reserves'>): readonly PortRequest[] {
  return [...ports, ...reserves];
}

/** A port that the server's list of ports names; asking for another one is a programming error. */
export function portOf({ ports }: Pick<ServerContext, 'ports'>, name: string): number {
  const port = ports[name];
  if (port === undefined) {
    throw new Error(`No port was chosen for "${name}".`);
  }
  return port;
}
