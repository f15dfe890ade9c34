import { livekit } from './livekit.js';
import { postgres } from './postgres.js';
import { redis } from './redis.js';
import type { Server } from './server.js';
import { temporal } from './temporal.js';

/** Every server that the stack can run, in the order of starting; they are stopped in the opposite order. */
export const servers: readonly Server[] = [redis, temporal, postgres, livekit];
