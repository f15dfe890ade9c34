import type { Environment } from '../../src/cli/terminal.js';

/** How programs reach the servers, as the environment variables that Trunkline reads. Empty: there is none. */
export interface Settings {
  readonly TEMPORAL_ADDRESS: string;
  readonly TEMPORAL_NAMESPACE: string;
  readonly TEMPORAL_UI_URL: string;
  readonly LIVEKIT_URL: string;
  readonly LIVEKIT_API_KEY: string;
  readonly LIVEKIT_API_SECRET: string;
  readonly REDIS_URL: string;
  readonly DATABASE_URL: string;
}

/** Nothing known yet. */
export const noSettings: Settings = {
  TEMPORAL_ADDRESS: '',
  TEMPORAL_NAMESPACE: '',
  TEMPORAL_UI_URL: '',
  LIVEKIT_URL: '',
  LIVEKIT_API_KEY: '',
  LIVEKIT_API_SECRET: '',
  REDIS_URL: '',
  DATABASE_URL: '',
};

/** A variable's value, where an empty one counts as not given. */
export function given(env: Environment, name: string): string | null {
  const value = env[name];
  return value === undefined || value === '' ? null : value;
}
