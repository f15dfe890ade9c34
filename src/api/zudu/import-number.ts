import { z } from 'zod';
import { Secret } from '../../domain/secret.js';
import type { ImportNumberAnswer, NumberImport } from '../../domain/set-up/number-import.js';
import { carrierNames } from '../../domain/trunk/carrier.js';
import { didForm, parseDid } from '../../domain/trunk/parse-number.js';
import type { Trunk } from '../../domain/trunk/trunk.js';
import { accepted, type Parsed, refused, type TextForm } from '../../domain/values.js';
import type { ApiSettings } from '../dependencies.js';
import { type ApiAnswer, operationHeader } from '../http/answer.js';
import {
  formed,
  notAnObject,
  oneOf,
  optionalText,
  type Reading,
  readBody,
  requiredText,
  textOf,
} from '../http/fields.js';
import { agentGivenIn, parseAgentName } from '../http/trunk-fields.js';
import { type importedNumberSchema, phoneNumberObject } from './phone-number.js';
import { presentSetUp } from './presenter.js';
import { presentRefusal } from './shared-answers.js';

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

/** Words the outcome of an import: like that of any set-up, but for how it ends well and that it may not be possible here. */
export function presentImport(answer: ImportNumberAnswer, settings: ApiSettings): ApiAnswer {
  switch (answer.kind) {
    case 'created':
      return {
        status: 200,
        headers: operationHeader(answer.operationId),
        body: {
          message: 'Phone number validated and imported successfully',
          status: 'success',
          error: null,
          data: importedNumber(answer.trunk),
        },
      };
    case 'carrier_not_enabled':
    case 'inbound_host_missing':
      return presentRefusal(answer.kind);
    default:
      return presentSetUp(answer, settings, []);
  }
}

function importedNumber(trunk: Trunk): z.output<typeof importedNumberSchema> {
  const { carrier, organizationId } = trunk;
  if (carrier === undefined) throw new Error(`Trunk ${trunk.id} was imported without a carrier.`);
  const {
    area_code: _areaCode,
    inbound_agent_version: _inboundVersion,
    outbound_agent_version: _outboundVersion,
    inbound_webhook_url: _webhook,
    updated_at: _updatedAt,
    ...shown
  } = phoneNumberObject(trunk);
  return {
    phone_number: { ...shown, number_provider: carrier.name },
    validation_result: {
      phone_number: trunk.number.value,
      provider: carrier.name,
      capabilities: carrier.capabilities,
      status: 'valid',
    },
    import_details: {
      imported_at: trunk.createdAt.getTime(),
      organization_id: organizationId,
      provider: carrier.name,
    },
  };
}
