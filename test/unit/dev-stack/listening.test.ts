import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { listenersOf } from '../../../dev-stack/processes/listening.js';

it('when a process listens on a port of the loopback interface, exactly that is seen', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  expect(listenersOf(process.pid)).toContainEqual({ address: '127.0.0.1', port });
  expect(listenersOf(process.ppid)).not.toContainEqual({ address: '127.0.0.1', port });
});
