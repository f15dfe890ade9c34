import type { OperationState } from '../../domain/operation/operation.js';
import type { Secret } from '../../domain/secret.js';
import type { TearDownAnswer } from '../../domain/tear-down/tear-down.js';
import type { BoundField } from '../../domain/trunk/carrier-connection.js';
import type { Trunk } from '../../domain/trunk/trunk.js';
import { warningsAbout } from '../../domain/trunk/warnings.js';
import { type WarningsMember, warningsMember } from './answer.js';
import type { FieldProblems } from './fields.js';

/** What a caller is told when the wait ends before the set-up does. */
export function stillCreatingMessage(state: OperationState): string {
  return state === 'compensating'
    ? 'The SIP trunk could not be created and is being removed again. See the address in Location.'
    : 'The SIP trunk is still being created. See the address in Location for its state.';
}

/** The wait ends before the change does, or before everything is back as it was. */
export function stillChangingMessage(state: OperationState): string {
  return state === 'compensating'
    ? 'The phone number could not be updated and is being put back as it was. See the address in Location.'
    : 'The phone number is still being updated. See the address in Location for its state.';
}

/** The wait ends before the tear-down does. */
export const stillDeletingMessage =
  'The phone number is still being deleted. See the address in Location for its state.';

/** What the owner of a changed trunk should know: of the password that came with the change, and of the trunk as it is now. */
export function changeWarnings(trunk: Trunk, password: Secret | null): WarningsMember {
  return warningsMember(warningsAbout({ settings: trunk, password }));
}

const leftAtCarrier =
  'The account with which the phone number was imported could not be used any more. What was set up there is still there: remove ' +
  'the trunk in the console of the carrier, and check where calls to the number go.';

/** What the owner of a trunk that is gone should know. */
export function tearDownWarnings(answer: Extract<TearDownAnswer, { kind: 'torn_down' }>): WarningsMember {
  return warningsMember(answer.leftAtCarrier ? [leftAtCarrier] : []);
}

/** What the fields are called where trunks can be changed. */
const names: Readonly<Record<BoundField, readonly [field: string, label: string]>> = {
  number: ['phone_number', 'Phone number'],
  username: ['sip_username', 'SIP username'],
  password: ['sip_password', 'SIP password'],
  outboundAddress: ['sip_address', 'SIP server address'],
  inboundAuthorization: ['inbound_authorization_type', 'Inbound authorization'],
};

/** Words why fields of a number that was imported from its carrier cannot be changed. */
export function boundProblems(fields: readonly BoundField[]): FieldProblems {
  return Object.fromEntries(
    fields.map((field) => {
      const [name, label] = names[field];
      return [
        name,
        [
          `${label} cannot be changed: the phone number was imported, and its carrier goes by what it has now.`,
        ],
      ];
    }),
  );
}
