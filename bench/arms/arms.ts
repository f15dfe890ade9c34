import { defaultTemporal, restate } from '../stage/engines.js';
import { trunklineRecordsQuery } from '../stage/records.js';
import type { Stage } from '../stage/stage.js';
import { trunklineSettings } from '../stage/trunkline-service.js';
import type { Arm, RunningArm } from './arm.js';
import { type Hosted, hosted } from './hosted.js';
import { recordsQuery, recordsTable } from './steps.js';
import { trunkline } from './trunkline.js';

/** All arms, in the sequence of the reports. The first one is the measure of the others. */
export const arms: readonly Arm[] = [
  {
    letter: 'a',
    title: 'plain script, sequential',
    start: (stage) => withoutTrunkline(stage, { module: 'plain.ts', env: {} }),
  },
  {
    letter: 'b',
    title: 'plain script, first two calls in parallel',
    start: (stage) => withoutTrunkline(stage, { module: 'plain.ts', env: { TRUNKS: 'parallel' } }),
  },
  {
    letter: 'c',
    title: 'DBOS, first two steps in parallel',
    start: (stage) => withoutTrunkline(stage, { module: 'dbos.ts', env: {} }),
  },
  {
    letter: 'd',
    title: 'Restate, first two steps in parallel',
    start: async (stage) => {
      const { pid, env } = await restate(stage);
      return withoutTrunkline(stage, { module: 'restate.ts', env, enginePid: pid });
    },
  },
  {
    letter: 'e',
    title: "Temporal's saga sample, all defaults",
    start: async (stage) => {
      const { pid, env } = await defaultTemporal(stage);
      return withoutTrunkline(stage, { module: 'saga.ts', env, enginePid: pid });
    },
  },
  trunkline,
  {
    letter: 'g',
    title: "Trunkline's workflow alone",
    start: async (stage) => {
      const databaseUrl = await stage.createDatabase();
      const env = { ...(await trunklineSettings(stage)), DATABASE_URL: databaseUrl };
      return hosted({
        ...{ module: 'workflow.ts', env, enginePid: stage.pids.temporal, databaseUrl },
        recordsQuery: trunklineRecordsQuery,
      });
    },
  },
];

/** Starts an arm whose records are in a table of the benchmark. */
async function withoutTrunkline(
  stage: Stage,
  { module, env, enginePid = null }: Pick<Hosted, 'module' | 'env'> & { readonly enginePid?: number | null },
): Promise<RunningArm> {
  const databaseUrl = await stage.createDatabase(recordsTable);
  return hosted({
    ...{ module, enginePid, databaseUrl, recordsQuery },
    env: { ...stage.env, DATABASE_URL: databaseUrl, ...env },
  });
}
