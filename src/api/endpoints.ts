import { autocallsEndpoints } from './autocalls/endpoints.js';
import type { ApiSettings } from './dependencies.js';
import { nativeEndpoints } from './native/endpoints.js';
import { importEndpoints } from './native/imports/endpoints.js';
import { trunkEndpoints } from './native/trunk-endpoints.js';
import type { Endpoint } from './openapi/endpoint.js';
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
