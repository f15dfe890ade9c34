import { z } from 'zod';
import { CarrierProblem, type CarrierProblemKind, fairAttemptMs } from '../domain/failures.js';
import type { CarrierAccount } from '../domain/trunk/spec.js';
import { isRefused, permanent } from './carrier.js';

/** One request to a carrier. */
export interface CarrierRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: URL;
  /** The kind of object, for messages. The URL would show the account and the number. */
  readonly what: string;
  /** The body, as a form or as JSON. */
  readonly body?: { readonly form: Readonly<Record<string, string>> } | { readonly json: object };
}

/** The part of an error answer that both carriers have: an optional code of their own. */
const refusal = z.object({ code: z.number().optional() }).catch({});

/**
 * Sends requests with the credentials of an account, under one time limit for all of them. It follows no redirect, so that only
 * the address that the operator has configured sees the account.
 */
export class AccountClient {
  readonly #carrier: string;
  readonly #authorization: string;
  readonly #timeLimitMs: number;
  readonly #deadline: number;
  #mayHaveChanged = false;

  /**
   * @param carrier the name of the carrier in messages
   * @param timeLimitMs how long all requests together may take, in milliseconds
   * @throws {CarrierProblem} `out_of_time` if there is no time
   */
  constructor(carrier: string, { sid, token }: CarrierAccount, timeLimitMs: number) {
    this.#carrier = carrier;
    this.#authorization = `Basic ${Buffer.from(`${sid}:${token.reveal()}`).toString('base64')}`;
    this.#timeLimitMs = timeLimitMs;
    this.#deadline = performance.now() + timeLimitMs;
    if (timeLimitMs <= 0)
      throw permanent('out_of_time', 'There is no time left for a request to the carrier.');
  }

  /** Whether a request that changes something was carried out, or may have been. */
  get mayHaveChanged(): boolean {
    return this.#mayHaveChanged;
  }

  /** Sends a request and parses the answer. @throws {CarrierProblem} */
  async send<T>(request: CarrierRequest, answer: z.ZodType<T>): Promise<T> {
    const { status, text } = await this.#exchange(request);
    if (status >= 400) throw this.#problem(request, status, text);
    const parsed = answer.safeParse(jsonOf(text));
    if (status < 300 && parsed.success) return parsed.data;
    throw this.#unexpected(request, status);
  }

  /** Deletes an object. An object that does not exist counts as deleted. @throws {CarrierProblem} */
  async remove(url: URL, what: string): Promise<void> {
    const request: CarrierRequest = { method: 'DELETE', url, what };
    const { status, text } = await this.#exchange(request);
    if (status < 300 || status === 404) return;
    throw status < 400 ? this.#unexpected(request, status) : this.#problem(request, status, text);
  }

  async #exchange(request: CarrierRequest): Promise<{ status: number; text: string }> {
    const leftMs = Math.floor(this.#deadline - performance.now());
    try {
      if (leftMs < 1) throw new DOMException('The time limit of the attempt is used up.', 'TimeoutError');
      const response = await fetch(request.url, {
        method: request.method,
        redirect: 'manual',
        headers: { authorization: this.#authorization, accept: 'application/json', ...typeOf(request) },
        ...bodyOf(request),
        signal: AbortSignal.timeout(leftMs),
      });
      const refused = response.status >= 400 && response.status < 500;
      this.#mayHaveChanged ||= changes(request) && !refused;
      return { status: response.status, text: await response.text() };
    } catch (cause) {
      this.#mayHaveChanged ||= changes(request);
      // If the attempt had less than a fair time, its time-out says nothing about the carrier.
      const code =
        this.#timeLimitMs < fairAttemptMs && isTimeOut(cause) ? 'out_of_time' : 'carrier_unreachable';
      throw new CarrierProblem(
        { kind: 'failure', code, transient: true, mayHaveApplied: changes(request) },
        `${this.#carrier} did not answer ${named(request)}.`,
        { cause },
      );
    }
  }

  #unexpected(request: CarrierRequest, status: number): CarrierProblem {
    return new CarrierProblem(
      {
        kind: 'failure',
        code: 'carrier_unexpected_answer',
        transient: false,
        mayHaveApplied: changes(request),
      },
      `${this.#carrier} answered ${status} to ${named(request)} in a form that is not known.`,
    );
  }

  #problem(request: CarrierRequest, status: number, text: string): CarrierProblem {
    const { code } = refusal.parse(jsonOf(text));
    const said = code === undefined ? String(status) : `${status} (${code})`;
    return new CarrierProblem(
      kindOf(status, request),
      `${this.#carrier} answered ${said} to ${named(request)}.`,
    );
  }
}

function kindOf(status: number, request: CarrierRequest): CarrierProblemKind {
  const failure = (code: 'carrier_credentials_refused' | 'carrier_refused') =>
    ({ kind: 'failure', code, transient: false, mayHaveApplied: false }) as const;
  if (status === 401 || status === 403) return failure('carrier_credentials_refused');
  if (status === 404) return { kind: 'gone' };
  if (status === 429) {
    return { kind: 'failure', code: 'carrier_throttled', transient: true, mayHaveApplied: false };
  }
  if (status < 500 && status !== 408) return failure('carrier_refused');
  return {
    kind: 'failure',
    code: 'carrier_unreachable',
    transient: true,
    mayHaveApplied: changes(request),
  };
}

function isTimeOut(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}

function changes({ method }: CarrierRequest): boolean {
  return method !== 'GET';
}

function named({ method, what }: CarrierRequest): string {
  return `${method} ${what}`;
}

function typeOf({ body }: CarrierRequest): Record<string, string> {
  if (body === undefined) return {};
  return { 'content-type': 'form' in body ? 'application/x-www-form-urlencoded' : 'application/json' };
}

function bodyOf({ body }: CarrierRequest): { body?: string } {
  if (body === undefined) return {};
  return { body: 'form' in body ? new URLSearchParams(body.form).toString() : JSON.stringify(body.json) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** An object that exists once. `found` says whether it existed before. */
export interface MadeOrFound<Made> {
  readonly made: Made;
  readonly found: boolean;
}

/**
 * Creates an object that must exist once, at a carrier without idempotency keys. An attempt after an ambiguous outcome first checks
 * whether the object exists. If the carrier refuses the creation, a late write of an earlier attempt may be the reason, even
 * after a check that found nothing. Therefore it checks again.
 * @param checkFirst whether an earlier attempt may have created the object
 * @throws {CarrierProblem} the reason of the refusal, also if the check after it fails
 */
export async function makeOrFind<Made>(
  checkFirst: boolean,
  find: () => Promise<Made | null>,
  make: () => Promise<Made>,
): Promise<MadeOrFound<Made>> {
  const present = checkFirst ? await find() : null;
  if (present !== null) return { made: present, found: true };
  try {
    return { made: await make(), found: false };
  } catch (error) {
    const late = isRefused(error) ? await find().catch(() => null) : null;
    if (late === null) throw error;
    return { made: late, found: true };
  }
}

/**
 * Removes listed objects until the list is empty. This also removes late writes that arrive in the meantime.
 * @returns the number of removed objects
 * @throws {CarrierProblem}
 */
export async function removeAll<Entry>(
  list: () => Promise<readonly Entry[]>,
  remove: (entry: Entry) => Promise<void>,
): Promise<number> {
  let removed = 0;
  for (;;) {
    const entries = await list();
    if (entries.length === 0) return removed;
    for (const entry of entries) await remove(entry);
    removed += entries.length;
  }
}
