import { expect } from 'vitest';
import type { ApiSettings } from '../../src/api/http/dependencies.js';
import { allRoutes } from '../../src/api/routes.js';

/** The settings of an operator who keeps every default. */
export const usualSettings: ApiSettings = {
  zuduSuccessStatus: 200,
  outboundEgressIp: null,
  answerWaitMs: 25_000,
  sipInboundHost: null,
  targets: {
    allowPrivate: false,
    allowedDomains: [],
    sipPorts: [[1_024, 65_535]],
    webhookPorts: [
      [80, 80],
      [443, 443],
      [1_024, 65_535],
    ],
  },
  trustedProxies: [],
  destinations: { countries: [], own: true, premium: false, satellite: false },
};

/** Every endpoint of the API description. */
export const endpoints = allRoutes(usualSettings);

/** Matches the explanation in every answer about trouble. A tenant reads no name of a setting. */
export const help = {
  meaning: expect.any(String),
  remedy: expect.not.stringMatching(/[A-Z]+_[A-Z]+|Temporal UI/),
  retryable: expect.any(Boolean),
  docs: expect.stringMatching(/^\/docs\/errors#/),
};
