import type { Environment } from '../../src/cli/terminal/terminal.js';

/** No server is known yet. */
export const noSettings = {
  GATEWAY_URL: '',
  TEMPORAL_ADDRESS: '',
  TEMPORAL_NAMESPACE: '',
  TEMPORAL_UI_URL: '',
  LIVEKIT_URL: '',
  LIVEKIT_API_KEY: '',
  LIVEKIT_API_SECRET: '',
  REDIS_URL: '',
  SIP_INBOUND_HOST: '',
  DATABASE_URL: '',
};

/** How programs reach the servers, as the environment variables that Trunkline reads. Empty: there is none. */
export type Settings = Readonly<typeof noSettings>;

/** A variable's value, where an empty one counts as not given. */
export function given(env: Environment, name: string): string | null {
  return env[name] || null;
}
