import type { TrunkSpec } from '../../src/domain/trunk/spec.js';
import type { Cidr, E164, Extension, SipAddress, TrunkSettings } from '../../src/domain/trunk/trunk.js';
import type { DeploymentId, OperationId, OrganizationId, SealedSecret } from '../../src/domain/values.js';

export const deploymentId = 'demo1' as DeploymentId;
export const organizationId = 'org_0123456789abcdef01234567' as OrganizationId;

/** An operation's id that is easy to tell from others: `op_` and 32 times the digit. */
export function operationIdOf(digit: string): OperationId {
  return `op_${digit.repeat(32)}` as OperationId;
}

export const operationId = operationIdOf('a');

export const settings: TrunkSettings = {
  number: { kind: 'number', value: '+15551234567' as E164 },
  nickname: 'Main Office',
  username: 'sip_user',
  outboundAddress: 'sip.provider.com' as SipAddress,
  callingFormat: '+e164',
  inboundAuthorization: { digest: true, allowed: ['203.0.113.7/32' as Cidr] },
  outboundProxy: false,
  countryCode: null,
  agentName: 'front desk',
};

export const plan: TrunkSpec = {
  operationId,
  organizationId,
  deploymentId,
  acceptedAt: 1_774_951_200_000,
  earlierOperations: [],
  settings,
  sealedPassword: 's1.k1.iv.body' as SealedSecret,
  roomPrefix: 'call-',
};

/** Settings as somebody may write them down in a test: numbers without their brands. */
type LooseSettings = Partial<Omit<TrunkSettings, 'number'>> & {
  readonly number?: { readonly kind: 'number' | 'extension'; readonly value: string };
};

/** The plan with other settings. */
export function planWith({ number, ...rest }: LooseSettings): TrunkSpec {
  return { ...plan, settings: settingsWith({ ...rest, ...(number === undefined ? {} : { number }) }) };
}

/** The settings with other values. */
export function settingsWith({ number, ...rest }: LooseSettings): TrunkSettings {
  if (number === undefined) return { ...settings, ...rest };
  const { kind, value } = number;
  return {
    ...settings,
    ...rest,
    number: kind === 'number' ? { kind, value: value as E164 } : { kind, value: value as Extension },
  };
}
