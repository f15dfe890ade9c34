import type { FullTrunkRecord } from '../database/trunks/records.js';
import type { Secret } from '../domain/secret.js';
import type { TrunkSpec } from '../domain/trunk/spec.js';
import type { ObjectKind } from '../domain/trunk/tag.js';
import type { LiveKitSip } from '../livekit/sip-api.js';
import { inboundTrunks, outboundTrunks, rulesOfTrunk } from './families.js';
import type { MendableFamily } from './mend.js';

/** One of a trunk's objects among those of its kind, with the id that the record has. */
export interface RecordedObject {
  readonly id: string;
  readonly family: MendableFamily;
}

/**
 * Finds the object of a kind that a record names, to be made what a plan says.
 * @param password null where no key opens it: what depends on it is then neither changed nor compared.
 */
export function recordedObject(
  kind: ObjectKind,
  livekit: LiveKitSip,
  plan: TrunkSpec,
  { inboundTrunkId, outboundTrunkId, dispatchRuleId }: FullTrunkRecord,
  password: Secret | null,
): RecordedObject {
  switch (kind) {
    case 'inbound':
      return { id: inboundTrunkId, family: inboundTrunks(livekit, plan, password) };
    case 'outbound':
      return { id: outboundTrunkId, family: outboundTrunks(livekit, plan, password) };
    case 'rule':
      return { id: dispatchRuleId, family: rulesOfTrunk(livekit, plan, inboundTrunkId) };
  }
}

/** Tells whether two plans want different things of the object of a kind; a password counts by its ciphertext. */
export function wantsAnother(kind: ObjectKind, before: TrunkSpec, after: TrunkSpec): boolean {
  return JSON.stringify(desiredOf(kind, before)) !== JSON.stringify(desiredOf(kind, after));
}

/** Tells whether the password that an object of a kind has may be another one after a change than before. */
export function changesPassword(kind: ObjectKind, before: TrunkSpec, after: TrunkSpec): boolean {
  if (kind === 'rule' || before.sealedPassword === after.sealedPassword) return false;
  return kind === 'outbound' || before.settings.inboundAuthorization.digest;
}

function desiredOf(
  kind: ObjectKind,
  { settings, sealedPassword, agentVersion }: TrunkSpec,
): readonly unknown[] {
  const { number, username, outboundAddress, inboundAuthorization, agentName } = settings;
  const { digest, allowed } = inboundAuthorization;
  switch (kind) {
    case 'inbound':
      return [number.value, allowed, ...(digest ? [username, sealedPassword] : [])];
    case 'outbound':
      return [number.value, outboundAddress, username, sealedPassword];
    case 'rule':
      return agentName === null ? [] : [agentName, agentVersion];
  }
}
