import type { z } from 'zod';
import type { ImportNumberAnswer } from '../../domain/set-up/number-import.js';
import type { Trunk } from '../../domain/trunk/trunk.js';
import { type ApiAnswer, operationHeader } from '../answer.js';
import type { ApiSettings } from '../dependencies.js';
import type { importedNumberSchema } from './answer-schemas.js';
import { phoneNumberObject } from './phone-number-object.js';
import { presentSetUp } from './presenter.js';
import { presentRefusal } from './shared-answers.js';

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
