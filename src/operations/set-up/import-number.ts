import { newOperationId, newSipPassword, sealAccount } from '../../crypto/secrets.js';
import { keyedRequest } from '../../database/operations/acceptance.js';
import { findFirst, type Intent } from '../../database/operations/set-up.js';
import type { ImportNumber, ImportNumberAnswer, ImportNumberCommand } from '../../domain/set-up/set-up.js';
import { countryOfNumber } from '../../domain/trunk/numbers/phone-number.js';
import { carrierUsername, unconnectedAddress } from '../../domain/trunk/spec.js';
import { type CarrierName, type Cidr, collisionKeyOf, noNotes } from '../../domain/trunk/trunk.js';
import { deadlineAfter } from '../runner/completion.js';
import { join, orUnavailable } from '../runner/run-operation.js';
import {
  repetitionOf,
  type SetUpIdentity,
  type SetUpRunner,
  sealRequest,
  setUpAnswerOf,
  setUpOnce,
} from './set-up-trunk.js';

/** The dependencies of the import of a number. */
export interface ImportNumberRunner extends SetUpRunner {
  /** The addresses from which each enabled carrier calls; null for a carrier that is not enabled. */
  readonly carrierSignalling: Readonly<Record<CarrierName, readonly [Cidr, ...Cidr[]] | null>>;
  /** The host to which carriers send calls; null when the operator has not configured it. */
  readonly sipInboundHost: string | null;
}

/**
 * Creates the use case behind the import of a carrier's number: a set-up that connects the number at its carrier first.
 * The credentials are made here, so that only the carrier and LiveKit know them.
 */
export function importNumberWith(runner: ImportNumberRunner): ImportNumber {
  const { carrierSignalling, sipInboundHost } = runner;
  return async (command) => {
    const identity = identityOf(command, runner);
    const signalling = carrierSignalling[command.request.carrier];
    if (signalling === null) return (await repetition(command, identity)) ?? { kind: 'carrier_not_enabled' };
    if (sipInboundHost === null) {
      return (await repetition(command, identity)) ?? { kind: 'inbound_host_missing' };
    }
    return setUpOnce(runner, command, identity, () =>
      intentOf(command, identity, { ...runner, signalling, sipHost: sipInboundHost }),
    );
  };

  /** Answers an import that was accepted while it was possible; null when this is no repetition. */
  async function repetition(
    { replayForMs, waitMs }: ImportNumberCommand,
    identity: SetUpIdentity,
  ): Promise<ImportNumberAnswer | null> {
    const first = await orUnavailable(findFirst(runner.database, identity));
    if (first === null || first.kind === 'unavailable') return first;
    const known = repetitionOf(first, identity, replayForMs);
    if (known === null) return null;
    const deadline = deadlineAfter(runner.answerWaitMs, waitMs);
    return join(runner, { keyed: identity.keyed, deadline, answerOf: setUpAnswerOf }, known);
  }
}

/** Returns what tells one import from another. */
function identityOf(
  command: ImportNumberCommand,
  { keyedHash }: Pick<SetUpRunner, 'keyedHash'>,
): SetUpIdentity {
  const { organizationId, contract, request } = command;
  const fingerprint = keyedHash.fingerprintOf('request', canonical(contract, request));
  return {
    organizationId,
    collisionKey: collisionKeyOf(request.number),
    requestHash: fingerprint,
    keyed: keyedRequest(command, () => fingerprint),
  };
}

/** Serialises a request, without the random values that are made for it. Equal texts mean the same request. */
function canonical(
  contract: ImportNumberCommand['contract'],
  { number, carrier, account, nickname, agentName, outboundAgentId }: ImportNumberCommand['request'],
): string {
  return JSON.stringify([
    'import_number',
    contract,
    number,
    carrier,
    account.sid,
    account.token.reveal(),
    nickname,
    agentName,
    outboundAgentId,
  ]);
}

function intentOf(
  { contract, requestedBy, request }: ImportNumberCommand,
  identity: SetUpIdentity,
  {
    keyRing,
    signalling,
    sipHost,
  }: Pick<SetUpRunner, 'keyRing'> & {
    readonly signalling: readonly [Cidr, ...Cidr[]];
    readonly sipHost: string;
  },
): Intent {
  const { organizationId } = identity;
  const { number, carrier, account, nickname, agentName, outboundAgentId } = request;
  const operationId = newOperationId();
  const owner = { organizationId, operationId };
  const sealed = sealRequest(
    keyRing,
    {
      settings: {
        number: { kind: 'number', value: number },
        nickname,
        username: carrierUsername(operationId),
        outboundAddress: unconnectedAddress(carrier),
        callingFormat: '+e164',
        // Twilio answers no digest challenge, so the trunks of all carriers admit only the carrier's published addresses.
        inboundAuthorization: { digest: false, allowed: signalling },
        outboundProxy: false,
        countryCode: countryOfNumber(number, null),
        agentName,
      },
      password: newSipPassword(),
    },
    owner,
  );
  return {
    ...identity,
    operationId,
    contract,
    requestedBy,
    request: {
      ...sealed,
      notes: { ...noNotes, numberProvider: carrier, outboundAgentId },
      carrier: { name: carrier, sealedAccount: sealAccount(keyRing, account, owner), sipHost },
    },
    acceptedAt: new Date(),
  };
}
