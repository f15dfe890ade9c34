import { createServer, type RequestListener, type Server } from 'node:http';

/**
 * Creates a server that never closes an idle connection. A client that sends into a connection at the moment of its closing
 * would meet a fault that no test has planned.
 */
export function patientServer(listener: RequestListener): Server {
  return createServer({ keepAliveTimeout: 0 }, listener);
}
