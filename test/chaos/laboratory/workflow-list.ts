import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { thisMachine } from '../../../dev-stack/programs/machine.js';
import { findProgram } from '../../../dev-stack/programs/program.js';
import { temporal } from '../../../dev-stack/servers/temporal.js';

const isRunning = "ExecutionStatus = 'Running'";

/** A workflow as Temporal's command line lists it. */
export interface ListedWorkflow {
  readonly workflowId: string;
  readonly status: string;
}

/** The `temporal` program: an oracle of workflow states that shares no code with Trunkline. */
export class WorkflowOracle {
  readonly #address: string;
  readonly #deploymentId: string;
  #program: string | undefined;

  constructor(address: string, deploymentId: string) {
    this.#address = address;
    this.#deploymentId = deploymentId;
  }

  /** The condition in Temporal's query language for the running workflows of the deployment. */
  get running(): string {
    return `${this.#ofDeployment} AND ${isRunning}`;
  }

  /** Lists the running workflows of the deployment. @throws when Temporal does not answer. */
  open(): Promise<ListedWorkflow[]> {
    return this.list(isRunning);
  }

  /** Lists the workflows of the deployment that match a condition in Temporal's query language. */
  async list(condition: string): Promise<ListedWorkflow[]> {
    const query = `${this.#ofDeployment} AND ${condition}`;
    const { stdout } = await promisify(execFile)(
      await this.#temporal(),
      [
        ...['workflow', 'list', '--output', 'json', '--limit', '2000', '--query', query],
        ...['--address', this.#address, '--command-timeout', '20s'],
      ],
      { maxBuffer: 64 * 1024 * 1024 },
    );
    const listed: unknown = JSON.parse(stdout === '' ? '[]' : stdout);
    return Array.isArray(listed) ? listed.map(workflowOf) : [];
  }

  get #ofDeployment(): string {
    return `TaskQueue = 'trunkline-${this.#deploymentId}'`;
  }

  async #temporal(): Promise<string> {
    this.#program ??= (await findProgram(temporal.program, thisMachine(process.env)))?.file;
    if (this.#program === undefined) throw new Error('The temporal program is not on this computer.');
    return this.#program;
  }
}

function workflowOf(value: unknown): ListedWorkflow {
  const { execution, status } = value as { execution: { workflowId: string }; status: string };
  return { workflowId: execution.workflowId, status };
}
