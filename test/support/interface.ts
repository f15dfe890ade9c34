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
