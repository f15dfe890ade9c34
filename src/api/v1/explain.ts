import { z } from 'zod';
import { parseSourceIp, sourceIpForm } from '../../domain/explain/addresses.js';
import { callerCredentials, parseParty, usualCodecs } from '../../domain/explain/call.js';
import { type Cause, causes } from '../../domain/explain/causes.js';
import type { CallToExplain } from '../../domain/explain/explain.js';
import { type Explanation, fix, notYours, verdicts } from '../../domain/explain/explanation.js';
import { accepted, largestTrunkId, refused } from '../../domain/values.js';
import { RequestProblem } from '../errors/request-problem.js';
import { liveKitTrunkId, retryAfter, trunkId } from '../http/endpoint.js';
import {
  fieldOf,
  formed,
  notAnObject,
  oneWordOf,
  optionalFlag,
  optionalText,
  type Reading,
  readBody,
  requiredText,
  textOf,
  validated,
  withForm,
} from '../http/fields.js';
import { presentUnsuccessful } from '../http/outcomes.js';
import { forOrganizationOrOperator } from '../http/route.js';
import { v1Style } from './paging.js';

const directions = ['inbound', 'outbound'] as const;
/** The direction decides which other fields a body has. */
const direction = (described: (typeof directions)[number]) =>
  requiredText('Direction', formed(oneWordOf(directions), { enum: [described] }));
const text = textOf({ max: 256 });

/** A number or user, or the value of a header as it stands in the trace of a call. */
const party = formed(
  (value) => {
    const given = text(value);
    return given.ok ? parseParty(given.value) : given;
  },
  {
    ...text.form,
    format: 'sip-party',
    description: 'A number or a user, or the whole header of the INVITE as a trace shows it.',
    examples: ['+493012345670', '<sip:+493012345670@sip.example.com;user=phone>'],
  },
);

const pinForm = { pattern: '^[0-9A-D*]{0,32}#?$', examples: ['1234#', '#'] } as const;
const pin = formed(
  (value) =>
    new RegExp(pinForm.pattern).test(value)
      ? accepted(value.replace(/#$/, ''))
      : refused('must be the digits that the caller enters, with or without # at the end'),
  pinForm,
);

const inboundSchema = z.strictObject(
  {
    direction: direction('inbound'),
    to: requiredText('To', party),
    from: requiredText('From', party),
    source_ip: requiredText('Source IP', formed(parseSourceIp, sourceIpForm)),
    credentials: optionalText(
      'Credentials',
      formed(oneWordOf(callerCredentials), { enum: callerCredentials }),
    ),
    pin: optionalText('PIN', pin),
    srtp: optionalFlag('SRTP'),
  },
  notAnObject,
);

/** The id of a trunk, or of its outbound trunk in LiveKit. */
const trunkName = withForm(
  z.custom<number | string>(
    (value) => [trunkId, liveKitTrunkId].some((schema) => schema.safeParse(value).success),
    'Trunk id must be the id of a trunk, or of its outbound trunk in LiveKit (ST_…).',
  ),
  {
    anyOf: [
      { type: 'integer', minimum: 1, maximum: largestTrunkId },
      { type: 'string', pattern: '^ST_[A-Za-z0-9]+$' },
    ],
  },
  'required',
);

const outboundSchema = z.strictObject(
  {
    direction: direction('outbound'),
    trunk_id: trunkName,
    to: requiredText('To', text),
  },
  notAnObject,
);

/** Reads the call to explain from a body. A field that is not known is refused by its name. */
export function readCallToExplain(body: unknown): Reading<CallToExplain> {
  if (fieldOf(body, 'direction') === 'outbound') {
    const reading = readBody(outboundSchema, body);
    if (!reading.ok) return reading;
    const { trunk_id: trunk, to } = reading.value;
    return { ok: true, value: { direction: 'outbound', trunk, to } };
  }
  const reading = readBody(inboundSchema, body);
  if (!reading.ok) return reading;
  const { to, from, source_ip: sourceIp, credentials, ...rest } = reading.value;
  const caller = { from: from.user, fromHost: from.host ?? sourceIp, sourceIp };
  const call = { to: to.user, ...caller, credentials: credentials ?? 'none', codecs: usualCodecs };
  return { ok: true, value: { direction: 'inbound', call: { ...call, pin: rest.pin, srtp: rest.srtp } } };
}

const object = z
  .union([
    z.strictObject({ kind: z.enum(['inbound', 'outbound', 'rule']), id: z.string(), name: z.string() }),
    z.strictObject({ kind: z.literal(notYours.kind), id: z.null(), name: z.literal(notYours.name) }),
  ])
  .meta({ id: 'ExplainedObject', description: 'An object in LiveKit.' });

const cause = z.enum(Object.keys(causes) as [Cause, ...Cause[]]);

const explanationSchema: z.ZodType<Explanation> = z
  .strictObject({
    verdict: z.enum(verdicts),
    codes: z.array(z.int().min(100).max(699)).readonly(),
    trunk: object.nullable(),
    rule: object.nullable(),
    room: z.string().nullable(),
    candidates: z.array(
      z.strictObject({
        object,
        reasons: z.array(z.strictObject({ cause, meaning: z.string(), remedy: z.string().nullable() })),
      }),
    ),
    fixes: z.array(
      z.strictObject({ cause, object: object.nullable(), meaning: z.string(), remedy: z.string() }),
    ),
  })
  .meta({ id: 'Explanation' });

/** Explains what LiveKit would do with a call. */
export const explainCall = forOrganizationOrOperator(
  {
    tag: 'Explanations',
    style: v1Style,
    method: 'post',
    slot: 'none',
    path: '/v1/explain',
    id: 'explainCall',
    summary: 'Explain what LiveKit does with a call',
    description:
      'Evaluates the decisions of LiveKit on the objects that it has right now: which trunk and rule take a call, which status codes ' +
      'the caller gets, why every other trunk and rule does not take it, and what to do. Nothing is changed, and nobody is called. ' +
      'An organization sees its own objects only; the key of an operator sees all of them.',
    body: {
      schema: z.union([inboundSchema, outboundSchema]),
      required: true,
      examples: {
        inbound: {
          summary: 'A call to a number that has no trunk',
          value: {
            direction: 'inbound',
            to: '+15551234567',
            from: '+442071838750',
            source_ip: '203.0.113.7',
            credentials: 'none',
          },
        },
      },
    },
    answers: {
      200: {
        description: 'The verdict, and why.',
        schema: explanationSchema,
        examples: {
          inbound: {
            verdict: 'silent',
            codes: [100, 180],
            trunk: null,
            rule: null,
            room: null,
            candidates: [],
            fixes: [fix('no_trunk', null, { to: '+15551234567' })],
          } satisfies Explanation,
        },
      },
    },
    errors: [
      'trunk_not_found',
      'too_many_conflicts',
      'data_unavailable',
      'livekit_unavailable',
      'capacity_unavailable',
    ],
  },
  async ({ input, api }, asker) => {
    const asked = validated(readCallToExplain(await input.json()));
    const answer = await api.explainCall(asker, asked);
    switch (answer.kind) {
      case 'explained':
        return { status: 200, body: answer.explanation };
      case 'trunk_not_found':
        throw new RequestProblem('trunk_not_found');
      case 'livekit_unavailable':
        throw new RequestProblem('livekit_unavailable', { headers: retryAfter(5) });
      case 'busy':
        throw new RequestProblem('capacity_unavailable', { headers: retryAfter(5) });
      case 'too_many_conflicts':
        return presentUnsuccessful(v1Style, answer, { undertaking: 'control' });
    }
  },
);
