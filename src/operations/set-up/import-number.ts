import { newOperationId, newSipPassword } from '../../crypto/random-ids.js';
import { sealAccount } from '../../crypto/sealed-account.js';
import { keyedRequest } from '../../database/idempotency-keys.js';
import { findFirst, type Intent } from '../../database/intents.js';
import type {
  ImportNumber,
  ImportNumberAnswer,
  ImportNumberCommand,
} from '../../domain/set-up/number-import.js';
import type { CarrierName } from '../../domain/trunk/carrier.js';
import { carrierUsername, unconnectedAddress } from '../../domain/trunk/carrier-connection.js';
import { countryOfNumber } from '../../domain/trunk/country.js';
import { noNotes } from '../../domain/trunk/notes.js';
import { collisionKeyOf } from '../../domain/trunk/number.js';
import type { Cidr } from '../../domain/trunk/trunk.js';
import { deadlineAfter } from '../runner/completion.js';
import { orUnavailable } from '../runner/unavailable.js';
import { sealRequest } from './set-up-request.js';
import { answerOfFirst, type SetUpDependencies, setUpOnce } from './set-up-trunk.js';

/** What an import works with. */
export interface ImportNumberDependencies extends SetUpDependencies {
  /** From where each carrier that is enabled calls; null for one that is not. */
  readonly carrierSignalling: Readonly<Record<CarrierName, readonly [Cidr, ...Cidr[]] | null>>;
  /** Where carriers are to send calls; null when the operator has not said so. */
  readonly sipInboundHost: string | null;
}

/**
 * The use case behind the import of a carrier's number: a set-up that connects the number at its carrier first. Nobody has
 * to think of credentials: they are made here, and known to the carrier and to LiveKit alone.
 */
export function importNumberWith(dependencies: ImportNumberDependencies): ImportNumber {
  const { carrierSignalling, sipInboundHost } = dependencies;
  return async (command) => {
    const signalling = carrierSignalling[command.request.carrier];
    if (signalling === null) {
      return (await repetition(command)) ?? { kind: 'carrier_not_enabled' };
    }
    if (sipInboundHost === null) {
      return (await repetition(command)) ?? { kind: 'inbound_host_missing' };
    }
    return setUpOnce(dependencies, command, () =>
      intentOf(command, { ...dependencies, signalling, sipHost: sipInboundHost }),
    );
  };

  /** The answer of an import that was accepted when it still could be; null when this is no repetition. */
  async function repetition(command: ImportNumberCommand): Promise<ImportNumberAnswer | null> {
    const spec = identityOf(command, dependencies);
    const first = await orUnavailable(findFirst(dependencies.database, spec));
    if (first === null || first.kind === 'unavailable') return first;
    const { replayForMs, waitMs } = command;
    const deadline = deadlineAfter(dependencies.answerWaitMs, waitMs);
    return answerOfFirst(dependencies, { replayForMs, deadline }, spec, first);
  }
}

/** What tells one import from another. */
function identityOf(command: ImportNumberCommand, { keyedHash }: Pick<SetUpDependencies, 'keyedHash'>) {
  const { organizationId, contract, request } = command;
  const fingerprint = keyedHash.fingerprintOf('request', canonical(contract, request));
  return {
    organizationId,
    collisionKey: collisionKeyOf(request.number),
    requestHash: fingerprint,
    keyed: keyedRequest(command, () => fingerprint),
  };
}

/** One text for one wish; what is made for it by chance is no part of it. */
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
  command: ImportNumberCommand,
  {
    keyRing,
    keyedHash,
    signalling,
    sipHost,
  }: Pick<SetUpDependencies, 'keyRing' | 'keyedHash'> & {
    readonly signalling: readonly [Cidr, ...Cidr[]];
    readonly sipHost: string;
  },
): Intent {
  const { organizationId, contract, requestedBy, request } = command;
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
        // Twilio answers no digest challenge, so its published addresses are what closes the trunk, for all carriers alike.
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
    operationId,
    contract,
    requestedBy,
    ...identityOf(command, { keyedHash }),
    request: {
      ...sealed,
      notes: { ...noNotes, numberProvider: carrier, outboundAgentId },
      carrier: { name: carrier, sealedAccount: sealAccount(keyRing, account, owner), sipHost },
    },
    acceptedAt: new Date(),
  };
}
