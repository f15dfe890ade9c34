import { DBOS } from '@dbos-inc/dbos-sdk';
import type { OpenArm } from './host.js';
import { isFinal, Steps } from './steps.js';

const retried = { retriesAllowed: true, shouldRetry: (error: unknown) => !isFinal(error) };

/** Opens a DBOS workflow: every call is a step, retried as the documentation says, and compensated in the reverse sequence. */
export const open: OpenArm = async (env) => {
  const steps = new Steps(env);
  const step = <Result>(name: string, call: () => Promise<Result>) =>
    DBOS.runStep(call, { name, ...retried });
  const setUp = DBOS.registerWorkflow(
    async (number: string): Promise<void> => {
      const compensations: (() => Promise<void>)[] = [];
      try {
        const [inbound, outbound] = await Promise.allSettled([
          step('inbound', () => steps.createInbound(number)),
          step('outbound', () => steps.createOutbound(number)),
        ]);
        for (const trunk of [inbound, outbound]) {
          if (trunk.status !== 'fulfilled') continue;
          compensations.unshift(() => step('remove trunk', () => steps.removeTrunk(trunk.value)));
        }
        if (inbound.status === 'rejected') throw inbound.reason;
        if (outbound.status === 'rejected') throw outbound.reason;
        const rule = await step('rule', () => steps.createRule(number, inbound.value));
        compensations.unshift(() => step('remove rule', () => steps.removeRule(rule)));
        const ids = { inbound: inbound.value, outbound: outbound.value, rule };
        await step('record', () => steps.record(number, ids));
      } catch (error) {
        for (const compensate of compensations) await compensate();
        throw error;
      }
    },
    { name: 'setUp' },
  );
  DBOS.setConfig({ name: 'trunkline-bench', systemDatabaseUrl: env.DATABASE_URL ?? '', logLevel: 'warn' });
  await DBOS.launch();
  return {
    setUp: (number) => setUp(number),
    close: async () => {
      await DBOS.shutdown();
      await steps.close();
    },
  };
};
