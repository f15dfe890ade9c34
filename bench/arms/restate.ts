import { once } from 'node:events';
import { createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import * as restate from '@restatedev/restate-sdk';
import type { OpenArm } from './host.js';
import { isFinal, Steps } from './steps.js';

// The SDK needs it, and Node has it from version 22 on.
if (!('withResolvers' in Promise)) {
  Object.defineProperty(Promise, 'withResolvers', {
    value: () => {
      const parts: Record<string, unknown> = {};
      parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
      return parts;
    },
  });
}

/** Opens a Restate service and a client that calls it through the ingress of the server. */
export const open: OpenArm = async (env) => {
  const { RESTATE_INGRESS_URL: ingress = '', RESTATE_ADMIN_URL: admin = '' } = env;
  const steps = new Steps(env);
  const service = serviceOf(steps);
  const server = createServer(restate.createEndpointHandler({ services: [service] }));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const registered = await fetch(`${admin}/deployments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ uri: `http://127.0.0.1:${port}` }),
  });
  if (!registered.ok) throw new Error(`Restate did not register the service: ${await registered.text()}`);
  return {
    setUp: async (number) => {
      const answer = await fetch(`${ingress}/trunks/setUp`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': number },
        body: JSON.stringify(number),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`Restate answered ${answer.status}: ${text}`);
    },
    close: () => steps.close(),
  };
};

/** The service: every call is a journalled action. An error that no retry can cure begins the compensation. */
function serviceOf(steps: Steps) {
  return restate.service({
    name: 'trunks',
    handlers: {
      setUp: async (context: restate.Context, number: string): Promise<void> => {
        const compensations: (() => restate.RestatePromise<void>)[] = [];
        const run = <Result>(name: string, call: () => Promise<Result>) =>
          context.run(name, () => call().catch(asTerminal));
        try {
          const [inbound, outbound] = await restate.RestatePromise.allSettled([
            run('inbound', () => steps.createInbound(number)),
            run('outbound', () => steps.createOutbound(number)),
          ]);
          for (const trunk of [inbound, outbound]) {
            if (trunk.status !== 'fulfilled') continue;
            compensations.unshift(() => run('remove trunk', () => steps.removeTrunk(trunk.value)));
          }
          if (inbound.status === 'rejected') throw inbound.reason;
          if (outbound.status === 'rejected') throw outbound.reason;
          const rule = await run('rule', () => steps.createRule(number, inbound.value));
          compensations.unshift(() => run('remove rule', () => steps.removeRule(rule)));
          const ids = { inbound: inbound.value, outbound: outbound.value, rule };
          await run('record', () => steps.record(number, ids));
        } catch (error) {
          if (error instanceof restate.TerminalError) {
            for (const compensate of compensations) await compensate();
          }
          throw error;
        }
      },
    },
  });
}

function asTerminal(error: unknown): never {
  throw isFinal(error) ? new restate.TerminalError(String(error)) : error;
}
