import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { OpenArm } from './host.js';
import type { setUp as setUpWorkflow } from './saga-workflow.js';
import { Steps } from './steps.js';

/** The activities: one for each step. */
export type SagaActivities = Pick<
  Steps,
  'createInbound' | 'createOutbound' | 'createRule' | 'record' | 'removeTrunk' | 'removeRule'
>;

const taskQueue = 'saga';

/** Opens a worker and a client as Temporal's samples do: no option differs from its default. */
export const open: OpenArm = async (env) => {
  const address = env.TEMPORAL_ADDRESS ?? '';
  const steps = new Steps(env);
  const activities: SagaActivities = {
    createInbound: (number) => steps.createInbound(number),
    createOutbound: (number) => steps.createOutbound(number),
    createRule: (number, inbound) => steps.createRule(number, inbound),
    record: (number, ids) => steps.record(number, ids),
    removeTrunk: (id) => steps.removeTrunk(id),
    removeRule: (id) => steps.removeRule(id),
  };
  Runtime.install({ logger: new DefaultLogger('WARN') });
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection,
    taskQueue,
    activities: { ...activities },
    workflowsPath: fileURLToPath(new URL('saga-workflow.ts', import.meta.url)),
  });
  const running = worker.run();
  const client = new Client({ connection: await Connection.connect({ address }) });
  return {
    setUp: (number) =>
      client.workflow.execute<typeof setUpWorkflow>('setUp', {
        taskQueue,
        workflowId: `saga-${number}`,
        args: [number],
      }),
    close: async () => {
      worker.shutdown();
      await running;
      await Promise.all([client.connection.close(), connection.close(), steps.close()]);
    },
  };
};
