import type { Request } from 'express';

/** The query of a request; a parameter that is given twice counts as it was given first. */
export function queryOf(request: Pick<Request, 'url'>): URLSearchParams {
  const start = request.url.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : request.url.slice(start + 1));
}
