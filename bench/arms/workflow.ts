import { parseConfig } from '../../src/runtime/config/config.js';
import { openContext } from '../../src/runtime/context.js';
import { StopOrder } from '../../src/runtime/http-server.js';
import { startWork } from '../../src/runtime/work.js';
import { acceptedSetUp } from '../stage/records.js';
import type { OpenArm } from './host.js';

const bundle = new URL('../../dist/src/workflow-bundle.js', import.meta.url).pathname;

/**
 * Opens Trunkline's worker without its gateway. The operation is accepted before the measured part; that part is the start of the
 * workflow, with an eager start, and the time until the record is committed.
 */
export const open: OpenArm = async (env) => {
  const config = parseConfig(env);
  const stops = new StopOrder();
  const context = await openContext(config, {}, stops);
  const { native } = context.temporal;
  if (native === null) throw new Error('A worker needs a native connection to Temporal.');
  await startWork(context, native, bundle);
  const { database } = context.connection;
  const accepted = new Map<string, Awaited<ReturnType<typeof acceptedSetUp>>>();
  return {
    prepare: async (number) => {
      accepted.set(number, await acceptedSetUp(database, context.keyRing, number));
    },
    setUp: async (number) => {
      const operation = accepted.get(number);
      accepted.delete(number);
      if (operation === undefined) throw new Error(`No set-up of ${number} was accepted.`);
      const recorded = new Promise<void>((resolve) => {
        const end = context.completions.subscribe(operation.id, () => {
          end();
          resolve();
        });
      });
      await context.starter.start(operation, [], false);
      await recorded;
    },
    close: () => stops.run(),
  };
};
