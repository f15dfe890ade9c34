import { RequestProblem } from '../errors/request-problem.js';
import { forOrganization } from '../http/route.js';
import { byNumber, numberExample, phoneNumberObject, phoneNumberSchema } from './phone-number.js';
import { done, success, zudu } from './style.js';

const message = 'Phone number retrieved successfully';

/** Reads a phone number with its trunk. */
export const readNumberRoute = forOrganization(
  {
    ...zudu,
    ...byNumber,
    method: 'get',
    id: 'readPhoneNumber',
    summary: 'Read a phone number',
    answers: {
      200: {
        description: 'The number with its trunk.',
        schema: success(phoneNumberSchema),
        examples: { number: { message, ...done, data: numberExample } },
      },
    },
    errors: ['phone_number_not_found'],
  },
  async ({ caller, path, api }) => {
    const trunk = await api.findTrunkByNumber(caller.id, path.number);
    if (trunk === null) throw new RequestProblem('phone_number_not_found');
    return { status: 200, body: { message, ...done, data: phoneNumberObject(trunk) } };
  },
);
