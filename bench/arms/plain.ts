import type { OpenArm } from './host.js';
import { Steps } from './steps.js';

/** Opens a script without any engine. Nothing is repeated, compensated or continued after a crash. */
export const open: OpenArm = async (env) => {
  const steps = new Steps(env);
  const trunks =
    env.TRUNKS === 'parallel'
      ? (number: string) => Promise.all([steps.createInbound(number), steps.createOutbound(number)])
      : async (number: string) =>
          [await steps.createInbound(number), await steps.createOutbound(number)] as const;
  return {
    setUp: async (number) => {
      const [inbound, outbound] = await trunks(number);
      const rule = await steps.createRule(number, inbound);
      await steps.record(number, { inbound, outbound, rule });
    },
    close: () => steps.close(),
  };
};
