import type { Environment } from '../../src/cli/terminal/terminal.js';

/** No server is known yet. */
export const noSettings = {
  GATEWAY_URL: '',
  TEMPORAL_ADDRESS: '',
  TEMPORAL_NAMESPACE: '',
  TEMPORAL_UI_URL: '',
  CODEC_PORT: '',
  CODEC_TOKEN: '',
  CODEC_ORIGINS: '',
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

/** The port of the gateway if nobody names another one. */
export const usualGatewayPort = 8080;

/** Returns the address of the gateway on this computer. @param port the chosen one; without it, the one that will be chosen first */
export function gatewayUrl(env: Environment, port = Number(given(env, 'PORT') ?? usualGatewayPort)): string {
  const host = given(env, 'HOST') ?? '127.0.0.1';
  return `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
}
