import type { Response } from 'express';
import type { OperationId } from '../../domain/ids.js';

/** An answer in the words of a contract, not yet sent. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** `application/json` unless given. */
  readonly contentType?: string;
}

/** The header that names the operation of a set-up. */
export function operationHeader(operationId: OperationId): Record<string, string> {
  return { 'X-Operation-Id': operationId };
}

/** Where a trunk can be read. */
export function trunkLocation(trunkId: number): Record<string, string> {
  return { Location: `/api/user/phone-numbers/sip-trunks/${trunkId}` };
}

/** Where the course of an operation can be read. */
export function operationLocation(operationId: OperationId): Record<string, string> {
  return { Location: `/v1/operations/${operationId}` };
}

/** When to try again. */
export function retryAfter(seconds: number): Record<string, string> {
  return { 'Retry-After': String(seconds) };
}

/** Sends an answer. A caller that has hung up meanwhile is nobody's error. */
export function send(response: Response, answer: ApiAnswer): void {
  response.status(answer.status).set(answer.headers ?? {});
  response.type(answer.contentType ?? 'application/json').send(JSON.stringify(answer.body));
}

/** The part of a body that warns; there is none where there is nothing to warn of. */
export interface WarningsMember {
  readonly warnings?: readonly string[];
}

/** Makes that part. */
export function warningsMember(warnings: readonly string[]): WarningsMember {
  return warnings.length === 0 ? {} : { warnings };
}
