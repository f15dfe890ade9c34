import type { ApiSettings } from '../../src/api/http/dependencies.js';
import { allRoutes } from '../../src/api/routes.js';

/** The settings of an operator who keeps every default. */
export const usualSettings: ApiSettings = {
  zuduSuccessStatus: 200,
  outboundEgressIp: null,
  sipInboundHost: null,
  allowPrivateSipAddresses: false,
};

/** Every endpoint of the API description. */
export const endpoints = allRoutes(usualSettings);
