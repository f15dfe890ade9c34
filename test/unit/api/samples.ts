import type { OperationFailure, StepName } from '../../../src/domain/operation/operation.js';
import {
  type Cidr,
  type CountryCode,
  type E164,
  type Extension,
  noNotes,
  type SipAddress,
  type Trunk,
} from '../../../src/domain/trunk/trunk.js';
import type { OperationId, OrganizationId } from '../../../src/domain/values.js';
import { noSettings } from '../../support/carrier-settings.js';

export const operationId = 'op_0123456789abcdef0123456789abcdef' as OperationId;
export const organizationId = 'org_0123456789abcdef01234567' as OrganizationId;

export const autocallsPath = '/api/user/phone-numbers/sip-trunks';
export const zuduPath = '/api/sio/createSipTrunkDispatch';

export const bearer = { Authorization: 'Bearer s3cr3t_owner' };
export const pair = { 'X-API-KEY': 'sk_owner', 'X-API-SECRET': 's3cr3t_owner' };

/** The published example of each contract. */
export const autocallsBody = {
  sip_trunk_type: 'extension',
  phone_number: '1000',
  sip_username: 'myuser',
  sip_password: 'correct horse',
  sip_address: 'sip.provider.com',
  sip_calling_format: '+e164',
  inbound_authorization_type: 'auth',
  country_code: 'US',
};
export const zuduBody = {
  name: 'Main Office SIP Trunk',
  number: '+15551234567',
  outboundPstn: 'sip.gateway.com',
  authUserName: 'sip_user',
  authPassword: 'sip_password',
};

/** Makes an active trunk, like the one in the published answer. */
export function trunk(changes: Partial<Trunk> = {}): Trunk {
  return {
    id: 42,
    organizationId,
    operationId,
    number: { kind: 'extension', value: '1000' as Extension },
    nickname: null,
    username: 'myuser',
    outboundAddress: 'sip.provider.com' as SipAddress,
    callingFormat: '+e164',
    inboundAuthorization: { digest: true, allowed: [] },
    outboundProxy: false,
    countryCode: 'US' as CountryCode,
    agentName: null,
    inboundTrunkId: 'ST_xxxxxxxxxxxx',
    outboundTrunkId: 'ST_yyyyyyyyyyyy',
    dispatchRuleId: 'SDR_zzzzzzzzzzzz',
    notes: noNotes,
    createdAt: new Date('2026-03-31T10:00:00.000Z'),
    updatedAt: new Date('2026-03-31T10:00:00.000Z'),
    ...changes,
  };
}

/** That trunk as the Autocalls contract shows it, without a configured inbound host or proxy. */
export const trunkObject = {
  id: 42,
  phone_number: '1000',
  nickname: null,
  sip_username: 'myuser',
  sip_address: 'sip.provider.com',
  sip_calling_format: '+e164',
  inbound_authorization_type: 'auth',
  allowed_inbound_ips: null,
  outbound_proxy: false,
  country_code: 'US',
  inbound_trunk_id: 'ST_xxxxxxxxxxxx',
  outbound_trunk_id: 'ST_yyyyyyyyyyyy',
  created_at: '2026-03-31T10:00:00.000000Z',
  updated_at: '2026-03-31T10:00:00.000000Z',
  dispatch_rule_id: 'SDR_zzzzzzzzzzzz',
  sip_trunk_type: 'extension',
  sip_inbound_host: null,
  status: 'active',
  agent_name: null,
  accept_national: false,
  ...noSettings,
  port: null,
};

/** The same trunk in a list, which has no ids of LiveKit. */
export const listedTrunkObject = {
  id: 42,
  phone_number: '1000',
  nickname: null,
  sip_username: 'myuser',
  sip_address: 'sip.provider.com',
  sip_calling_format: '+e164',
  inbound_authorization_type: 'auth',
  allowed_inbound_ips: null,
  outbound_proxy: false,
  country_code: 'US',
  created_at: '2026-03-31T10:00:00.000000Z',
  updated_at: '2026-03-31T10:00:00.000000Z',
  sip_trunk_type: 'extension',
  sip_inbound_host: null,
  status: 'active',
  agent_name: null,
  accept_national: false,
  ...noSettings,
  port: null,
};

/** Makes the failure of a set-up that was compensated. */
export function failure(
  step: StepName,
  code: OperationFailure['code'] = 'livekit_refused',
): OperationFailure {
  return { step, code, removed: { inbound: 0, outbound: 1, rule: 0 } };
}

export const cidr = (text: string): Cidr => text as Cidr;
export const did = (text: string): E164 => text as E164;

/** A line of an import. */
export const importLine = {
  phone_number: '+14155550101',
  sip_username: 'myuser',
  sip_password: 'pa55word',
  sip_address: 'sip.provider.com',
  sip_calling_format: '+e164',
  inbound_authorization_type: 'auth',
};

export { help } from '../../support/interface.js';
