import type { ServerResponse } from 'node:http';
import { RequestProblem } from './request-problem.js';
import { type BodyRequest, createTextReader } from './text-body.js';

const readText = createTextReader({ bytes: 64 * 1024, problem: 'body_too_large' });

/**
 * Reads the body as JSON whatever its Content-Type says, because the published example sends JSON without one.
 * No body at all reads as an empty object, so that the answer names the fields that are missing.
 * @throws {RequestProblem} for a body that is too large, compressed in an unknown way, not UTF-8 or not JSON.
 */
export async function readJsonBody(request: BodyRequest, response: ServerResponse): Promise<unknown> {
  const text = await readText(request, response);
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RequestProblem('invalid_json', {}, { cause });
  }
}
