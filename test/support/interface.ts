import type { ApiSettings } from '../../src/api/http/dependencies.js';
import { allRoutes } from '../../src/api/routes.js';

/** What an operator has decided who leaves every setting as it is. */
export const usualSettings: ApiSettings = {
  zuduSuccessStatus: 200,
  outboundEgressIp: null,
  sipInboundHost: null,
  allowPrivateSipAddresses: false,
};

/** Every endpoint that is served, as the description of the interface has it. */
export const endpoints = allRoutes(usualSettings);
