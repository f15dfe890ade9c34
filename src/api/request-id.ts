import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';

const sane = /^[A-Za-z0-9._-]{1,128}$/;

/** Gives every answer an `X-Request-Id`: the caller's own where it is sane, else a new one. */
export const nameRequest: RequestHandler = (request, response, next) => {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && sane.test(given) ? given : `req_${randomBytes(16).toString('hex')}`;
  response.setHeader('X-Request-Id', id);
  next();
};
