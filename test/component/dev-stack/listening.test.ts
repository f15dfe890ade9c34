import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { listeningPorts } from '../../../dev-stack/processes/listening.js';

it('the ports on which a process listens are found, and those of other processes are not', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  expect(listeningPorts(process.pid)).toContain(port);
  expect(listeningPorts(process.ppid)).not.toContain(port);
});
