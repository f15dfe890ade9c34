import type { ApiSettings } from '../http/dependencies.js';
import type { Route } from '../http/route.js';
import { changeNicknameRoute, changeTrunkRoute } from './change.js';
import { listAssignableNumbers, listNumbers, listTrunks, readTrunkRoute } from './read.js';
import { createTrunkRoute } from './set-up.js';
import { deleteTrunkRoute } from './tear-down.js';
import { asPhoneNumber, asTrunk } from './trunk-fields.js';

/** Makes the routes of the Autocalls contract. */
export function autocallsRoutes(settings: ApiSettings): readonly Route[] {
  return [
    createTrunkRoute(settings),
    listTrunks,
    readTrunkRoute(asTrunk, {
      id: 'readSipTrunk',
      summary: 'Read a SIP trunk',
    }),
    changeTrunkRoute(settings),
    deleteTrunkRoute(asTrunk, {
      id: 'deleteSipTrunk',
      summary: 'Delete a SIP trunk',
    }),
    listNumbers,
    readTrunkRoute(asPhoneNumber, {
      id: 'readTrunkOfNumber',
      summary: 'Read the trunk of a phone number',
    }),
    changeNicknameRoute,
    deleteTrunkRoute(asPhoneNumber, {
      id: 'deletePhoneNumber',
      summary: 'Delete a phone number with its trunk',
    }),
    listAssignableNumbers,
  ];
}
