import type { Response } from 'express';
import type { OperationId } from '../../domain/ids.js';

/** An answer in the words of a contract, before it is sent. */
export interface ApiAnswer {
  readonly status: number;
  /** An object is sent as JSON, a text as it is. */
  readonly body: object | string;
  readonly headers?: Readonly<Record<string, string>>;
  /** `application/json` unless given. */
  readonly contentType?: string;
}

/** Gives the header that names the operation of a request. */
export function operationHeader(operationId: OperationId): Record<string, string> {
  return { 'X-Operation-Id': operationId };
}

/** Gives the address of a trunk. */
export function trunkLocation(trunkId: number): Record<string, string> {
  return { Location: `/api/user/phone-numbers/sip-trunks/${trunkId}` };
}

/** Gives the address of an operation. */
export function operationLocation(operationId: OperationId): Record<string, string> {
  return { Location: `/v1/operations/${operationId}` };
}

/** Gives the header with the time after which to try again. */
export function retryAfter(seconds: number): Record<string, string> {
  return { 'Retry-After': String(seconds) };
}

/** Sends an answer. It is no error when the caller has hung up. */
export function send(response: Response, { status, headers = {}, contentType, body }: ApiAnswer): void {
  response
    .status(status)
    .set(headers)
    .type(contentType ?? 'application/json');
  response.send(typeof body === 'string' ? body : JSON.stringify(body));
}

/** Makes the part of a body that holds warnings; it is empty when there are none. */
export function warningsMember(warnings: readonly string[]): { readonly warnings?: readonly string[] } {
  return warnings.length === 0 ? {} : { warnings };
}
