import type { ChangeAnswer } from '../../domain/change/change.js';
import type { Secret } from '../../domain/secret.js';
import type { Trunk } from '../../domain/trunk/trunk.js';
import { type ApiAnswer, operationHeader, trunkLocation } from '../answer.js';
import { boundProblems } from '../bound-to-carrier.js';
import { changeWarnings } from '../change-warnings.js';
import type { ApiSettings } from '../dependencies.js';
import { wordsOf } from '../errors/error-entry.js';
import { autocallsFailed } from '../errors/failed-operations.js';
import { refusals } from '../errors/refusals.js';
import type { FieldProblems } from '../fields.js';
import { RequestProblem } from '../request-problem.js';
import { stillChangingMessage } from '../unfinished-messages.js';
import { presentFieldProblems, presentProblem } from './presenter.js';
import {
  presentBusy,
  presentFailure,
  presentKeyReused,
  presentRefusal,
  presentUnavailable,
  presentUnfinished,
} from './shared-answers.js';
import { addressesMissing } from './trunk-fields.js';
import type { NotFound } from './trunk-id.js';
import { trunkObject } from './trunk-objects.js';

/** The words in which the endpoints that change a trunk differ. */
interface ChangeWords {
  readonly notFound: NotFound;
  readonly failed: string;
  readonly changed: (trunk: Trunk) => object;
  readonly fieldProblems: (problems: FieldProblems) => ApiAnswer;
}

/** Words the outcome of a change of a trunk as this contract documents it. @param password the one that the request carries. */
export function presentTrunkChange(
  answer: ChangeAnswer,
  settings: ApiSettings,
  password: Secret | null,
): ApiAnswer {
  return present(answer, {
    notFound: 'trunk_not_found',
    failed: autocallsFailed.change,
    changed: (trunk) => ({
      message: 'SIP trunk updated successfully.',
      data: trunkObject(trunk, settings),
      ...changeWarnings(trunk, password),
    }),
    fieldProblems: presentFieldProblems,
  });
}

/** Words the outcome of a change of a number's nickname. */
export function presentNicknameChange(answer: ChangeAnswer): ApiAnswer {
  return present(answer, {
    notFound: 'phone_number_not_found',
    failed: autocallsFailed.change_nickname,
    changed: ({ id, number, nickname, countryCode }) => ({
      message: 'Phone number updated successfully.',
      data: { id, phone_number: number.value, nickname, country_code: countryCode, type: 'sip' },
    }),
    fieldProblems: presentNicknameProblems,
  });
}

/** Here, and only here, the contract's message is the first problem. */
export function presentNicknameProblems(errors: FieldProblems): ApiAnswer {
  const { status, message } = wordsOf(refusals.validation_failed, 'autocalls');
  const [first] = Object.values(errors);
  return { status, body: { message: first?.[0] ?? message, errors } };
}

function present(answer: ChangeAnswer, words: ChangeWords): ApiAnswer {
  switch (answer.kind) {
    case 'changed':
      return {
        status: 200,
        headers: operationHeader(answer.operationId),
        body: words.changed(answer.trunk),
      };
    case 'unfinished':
      return presentUnfinished(answer, stillChangingMessage(answer.state));
    case 'failed':
      return presentFailure(answer.operationId, answer.failure, words.failed);
    case 'not_found':
      return presentProblem(new RequestProblem(words.notFound));
    case 'invalid':
      return words.fieldProblems(answer.problems);
    case 'addresses_missing':
      return words.fieldProblems({ allowed_inbound_ips: [addressesMissing] });
    case 'bound_to_carrier':
      return words.fieldProblems(boundProblems(answer.fields));
    case 'already_exists':
      return presentRefusal('already_exists', answer.trunk === null ? {} : trunkLocation(answer.trunk.id));
    case 'number_in_use':
      return presentRefusal('number_in_use');
    case 'busy':
      return presentBusy(answer.retryAfterSeconds);
    case 'idempotency_key_reused':
      return presentKeyReused(words.fieldProblems);
    case 'unavailable':
      return presentUnavailable(answer, 'change');
  }
}
