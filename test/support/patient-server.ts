import { createServer, type RequestListener, type Server } from 'node:http';

/** A server that closes no idle connection by itself: who sends into one at that moment would meet a fault that nobody has planned. */
export function patientServer(listener: RequestListener): Server {
  return createServer({ keepAliveTimeout: 0 }, listener);
}
