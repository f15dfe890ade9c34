import { trunklineRecordsQuery } from '../stage/records.js';
import { TrunklineService } from '../stage/trunkline-service.js';
import type { Arm } from './arm.js';

/** Trunkline as its users meet it: one HTTP call, with everything enabled. */
export const trunkline: Arm = {
  letter: 'f',
  title: 'Trunkline through HTTP',
  start: async (stage) => {
    const databaseUrl = await stage.createDatabase();
    const service = await TrunklineService.start(stage, { DATABASE_URL: databaseUrl });
    return {
      setUp: async (number) => {
        const started = performance.now();
        await service.createTrunk(number);
        return performance.now() - started;
      },
      pid: service.pid,
      enginePid: stage.pids.temporal,
      databaseUrl,
      recordsQuery: trunklineRecordsQuery,
      stop: () => service.stop(),
    };
  },
};
