import { z } from 'zod';
import { Secret } from '../../domain/secret.js';
import type { NumberImport } from '../../domain/set-up/number-import.js';
import { carrierNames } from '../../domain/trunk/carrier.js';
import { didForm, parseDid } from '../../domain/trunk/parse-number.js';
import type { TextForm } from '../../domain/values.js';
import { accepted, type Parsed, refused } from '../../domain/values.js';
import {
  formed,
  notAnObject,
  oneOf,
  optionalText,
  type Reading,
  readBody,
  requiredText,
  textOf,
} from '../fields.js';
import { agentGivenIn, parseAgentName } from '../trunk-fields.js';

const accountForm = {
  description:
    'Twilio: the Account SID, which begins with AC. Plivo: the Auth ID, which begins with MA or SA.',
  pattern: '^[A-Za-z0-9]{2,64}$',
  examples: ['AC0123456789abcdef0123456789abcdef'],
} as const satisfies TextForm;

const schema = z.object(
  {
    phone_number: requiredText('Phone number', formed(parseDid, didForm)),
    provider: oneOf('Provider', carrierNames),
    account_sid: requiredText('Account SID', formed(parseAccount, accountForm)),
    auth_token: requiredText('Auth token', textOf({ max: 255 })),
    nickname: optionalText('Nickname', textOf({ max: 255 })),
    inbound_agent_id: optionalText('Inbound agent id', parseAgentName),
    outbound_agent_id: optionalText('Outbound agent id', parseAgentName),
  },
  notAnObject,
);

/** The body of an import. */
export function importBody(): z.ZodType {
  return schema;
}

/** Reads the body of an import. @param defaultAgent the organisation's own, for a body that is silent; null is none. */
export function readImport(body: unknown, defaultAgent: string | null): Reading<NumberImport> {
  const reading = readBody(schema, body);
  if (!reading.ok) return reading;
  const fields = reading.value;
  const { phone_number: number } = fields;
  if (number.kind !== 'number') throw new Error('A DID was read as an extension.');
  return {
    ok: true,
    value: {
      number: number.value,
      carrier: fields.provider,
      account: { sid: fields.account_sid, token: new Secret(fields.auth_token) },
      nickname: fields.nickname,
      agentName: agentGivenIn(body, 'inbound_agent_id', fields, defaultAgent),
      outboundAgentId: fields.outbound_agent_id,
    },
  };
}

/** It becomes a part of an address and of a header, so nothing but letters and digits is taken. */
function parseAccount(text: string): Parsed<string> {
  return new RegExp(accountForm.pattern).test(text)
    ? accepted(text)
    : refused('must be 2 to 64 letters and digits: the Account SID at Twilio, the Auth ID at Plivo');
}
