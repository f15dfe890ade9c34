import { autocallsEndpoints } from './autocalls/endpoints.js';
import type { ApiSettings } from './dependencies.js';
import type { Endpoint } from './http/endpoint.js';
import { nativeEndpoints } from './v1/endpoints.js';
import { importEndpoints } from './v1/imports/endpoints.js';
import { trunkEndpoints } from './v1/trunks/endpoints.js';
import { zuduEndpoints } from './zudu/endpoints.js';

/** Every endpoint that is served, as it is described. A new one is declared beside its routes. */
export function allEndpoints(settings: ApiSettings): readonly Endpoint[] {
  return [
    ...autocallsEndpoints(settings),
    ...zuduEndpoints(settings),
    ...nativeEndpoints,
    ...trunkEndpoints,
    ...importEndpoints(settings),
  ];
}
