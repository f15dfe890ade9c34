import { setTimeout as sleep } from 'node:timers/promises';
import type { Disturbance } from './plan.js';
import type { Stage } from './stage.js';

/** Carries out a planned disturbance, and resolves when it is over. @param onKill is called when a process is killed. */
export async function disturb(stage: Stage, planned: Disturbance, onKill: () => void): Promise<void> {
  switch (planned.kind) {
    case 'fault':
      stage.proxy.plan(planned.method, planned.fault, planned.times);
      return;
    case 'refuse':
      await stage.proxy.refuse();
      await sleep(planned.forMs);
      await stage.proxy.listenAgain();
      return;
    case 'kill':
      onKill();
      return stage.interrupt(planned.process, 'kill', planned.downMs);
    case 'restart':
      return stage.interrupt(planned.process, 'restart', planned.downMs);
    case 'kill_server':
      return stage.interruptServer(planned.server, planned.downMs);
    case 'pause_writes':
      // If Redis is down at this moment, there is nothing to pause.
      await stage.store.redis.call('CLIENT', 'PAUSE', String(planned.forMs), 'WRITE').catch(() => undefined);
      return;
    case 'cancel':
      return cancel(stage, planned.number);
  }
}

/** Cancels the newest set-up of a number as an operator would, if there is one and Temporal answers. */
async function cancel({ database, temporal }: Stage, number: string): Promise<void> {
  try {
    const [row] = await database.query(
      'select id from operations where collision_key = $1 order by accepted_at desc limit 1',
      [number],
    );
    if (row !== undefined) await temporal.workflow.getHandle(`trunk/${row.id}`).cancel();
  } catch {
    // It has ended already, or a server is down.
  }
}

/** The name of a disturbance in the counts. */
export function kindOf(planned: Disturbance): string {
  switch (planned.kind) {
    case 'fault':
      return `${planned.fault.kind}${'status' in planned.fault ? ` ${planned.fault.status}` : ''}`;
    case 'kill':
    case 'restart':
      return `${planned.kind} ${planned.process}`;
    case 'kill_server':
      return `kill ${planned.server}`;
    default:
      return planned.kind;
  }
}
