import type { BoundField } from '../domain/trunk/carrier-connection.js';
import type { FieldProblems } from './fields.js';

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
