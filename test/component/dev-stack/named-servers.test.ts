import { expect, it } from 'vitest';
import { livekit } from '../../../dev-stack/servers/livekit.js';
import { redis } from '../../../dev-stack/servers/redis.js';
import { sip } from '../../../dev-stack/servers/sip.js';
import { temporal } from '../../../dev-stack/servers/temporal.js';
import { StackError } from '../../../dev-stack/state/stack-error.js';

it('when the environment names no server, all are started', () => {
  for (const server of [redis, temporal, livekit]) {
    expect(server.named({ TEMPORAL_ADDRESS: '' })).toBeNull();
  }
});

it('when Temporal is named, it is used with the default namespace and without a UI', () => {
  expect(temporal.named({ TEMPORAL_ADDRESS: 'temporal:7233' })).toEqual({
    TEMPORAL_ADDRESS: 'temporal:7233',
    TEMPORAL_NAMESPACE: 'default',
    TEMPORAL_UI_URL: '',
    CODEC_PORT: '',
    CODEC_TOKEN: '',
    CODEC_ORIGINS: '',
  });
});

it('when LiveKit is named, it brings its own Redis', () => {
  const env = { LIVEKIT_URL: 'wss://x.livekit.cloud', LIVEKIT_API_KEY: 'k', LIVEKIT_API_SECRET: 's' };
  expect(livekit.named(env)).toEqual(env);
  expect(redis.named(env)).toEqual({ REDIS_URL: '' });
});

it('when LiveKit is named without its key, that is said rather than guessed', () => {
  expect(() => livekit.named({ LIVEKIT_URL: 'wss://x.livekit.cloud', LIVEKIT_API_KEY: 'k' })).toThrow(
    StackError,
  );
});

it('livekit-sip is started unless the environment names one, or a LiveKit whose Redis is unknown', () => {
  expect(sip.named({})).toBeNull();
  expect(sip.named({ SIP_INBOUND_HOST: 'sip.example.com' })).toEqual({ SIP_INBOUND_HOST: 'sip.example.com' });
  expect(sip.named({ LIVEKIT_URL: 'wss://x.livekit.cloud' })).toEqual({});
  expect(sip.named({ LIVEKIT_URL: 'ws://127.0.0.1', REDIS_URL: 'redis://127.0.0.1' })).toBeNull();
});
