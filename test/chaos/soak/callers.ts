import { Deferred } from '../../integration/support/deferred.js';
import { type Answer, at, autocallsBody, zuduBody } from '../../integration/support/requests/tenant.js';
import type { PlannedCall } from './plan.js';
import type { Stage } from './stage.js';
import { Tally } from './tally.js';

const mostAtOnce = 30;
const answerWithinMs = 60_000;

/** A successful answer to a caller. Zudu returns the id of the inbound trunk, Autocalls the id of the record. */
export interface Success {
  readonly number: string;
  readonly inboundTrunkId: string | null;
  readonly recordId: string | null;
}

/** The start and the end of a call, by `performance.now()`. */
export interface Wait {
  readonly from: number;
  readonly to: number;
}

/** The clients of a soak, which send calls and record the answers. */
export class Callers {
  readonly #stage: Stage;
  readonly answers = new Tally();
  readonly successes: Success[] = [];
  readonly waits: Wait[] = [];
  /** The answers that no contract allows. */
  readonly wrongAnswers: string[] = [];
  #calling = 0;
  #callEnded = new Deferred<void>();

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  async call(planned: PlannedCall): Promise<void> {
    while (this.#calling >= mostAtOnce) await this.#callEnded.promise;
    this.#calling += 1;
    try {
      await this.#call(planned);
    } finally {
      this.#calling -= 1;
      this.#callEnded.resolve();
      this.#callEnded = new Deferred();
    }
  }

  async #call(planned: PlannedCall): Promise<void> {
    const url = this.#stage.urlOf(planned.via);
    if (url === null) {
      this.answers.count('nobody there');
      return;
    }
    const from = performance.now();
    try {
      const answer = await this.#send(planned, url);
      this.waits.push({ from, to: performance.now() });
      this.#note(planned, answer);
    } catch {
      // The process was killed, or it ended before the connection was made.
      this.answers.count('no answer');
    }
  }

  #send({ contract, number, variant, idempotencyKey }: PlannedCall, url: string): Promise<Answer> {
    const client = this.#stage.tenant.via(url);
    const headers: Record<string, string> =
      idempotencyKey === null ? {} : { 'Idempotency-Key': idempotencyKey };
    const signal = AbortSignal.timeout(answerWithinMs);
    if (contract === 'zudu') {
      return client.zudu(zuduBody(number, { authPassword: `sip_password_${variant}` }), headers, signal);
    }
    const body = autocallsBody(number, {
      sip_trunk_type: 'number',
      sip_password: `a-long-password-${variant}`,
    });
    return client.autocalls(body, headers, signal);
  }

  #note({ contract, number }: PlannedCall, answer: Answer): void {
    const { status, body, headers } = answer;
    const code = at(body, 'code');
    this.answers.count(`${contract} ${status}${typeof code === 'string' ? ` ${code}` : ''}`);
    const made = contract === 'zudu' ? 200 : 201;
    if (status === made) {
      const id = contract === 'zudu' ? at(body, 'data') : at(body, 'data', 'id');
      this.successes.push({
        number: String(at(body, 'data', 'phone_number') ?? number),
        inboundTrunkId: contract === 'zudu' ? String(id) : null,
        recordId: contract === 'zudu' ? null : String(id),
      });
      return;
    }
    if (!isAllowed(answer)) {
      const shown = `${status} ${JSON.stringify(body)} ${headers.get('x-request-id')}`;
      this.wrongAnswers.push(`${contract} ${number} was answered ${shown}`);
    }
  }
}

/** Whether an answer other than success is allowed: an unfinished operation, a taken number, a reused key, a failure, a retry later. */
function isAllowed({ status, body, headers }: Answer): boolean {
  switch (status) {
    case 202:
      return /^\/v1\/operations\/op_/.test(headers.get('location') ?? '');
    case 409:
    case 422:
      return true;
    case 500:
      return typeof at(body, 'operation_id') === 'string';
    case 429:
    case 503:
      return Number(headers.get('retry-after')) > 0;
    default:
      return false;
  }
}
