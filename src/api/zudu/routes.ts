import type { ApiSettings } from '../http/dependencies.js';
import type { Route } from '../http/route.js';
import { changeNumberRoute } from './change.js';
import { importNumberRoute } from './import-number.js';
import { readNumberRoute } from './phone-number.js';
import { createTrunkRoute } from './set-up.js';
import { deleteNumberRoute } from './tear-down.js';

/** Makes the routes of the Zudu contract. */
export function zuduRoutes(settings: ApiSettings): readonly Route[] {
  return [
    createTrunkRoute(settings, {
      path: '/api/sio/createSipTrunkDispatch',
      id: 'createSipTrunkDispatch',
      summary: 'Set up a SIP trunk',
    }),
    createTrunkRoute(settings, {
      path: '/api/sip/createSipTrunkDispatch',
      id: 'createSipTrunkDispatchBySip',
      summary: 'Set up a SIP trunk, at the correctly spelled path',
    }),
    importNumberRoute,
    readNumberRoute,
    changeNumberRoute,
    deleteNumberRoute,
  ];
}
