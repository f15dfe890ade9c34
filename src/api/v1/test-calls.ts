import { z } from 'zod';
import {
  type CalledOver,
  type CallLength,
  isTestCallId,
  ringBounds,
  type TestCallAnswer,
  type TestCallId,
  type TestCallPlace,
  type TestCallView,
  talkBounds,
  testCallEvents,
  testCallIdForm,
  testCallStates,
} from '../../domain/test-call/test-call.js';
import { verdictNames, verdicts } from '../../domain/test-call/verdict.js';
import { didForm, parseE164 } from '../../domain/trunk/numbers/phone-number.js';
import type { E164 } from '../../domain/trunk/trunk.js';
import { RequestProblem } from '../errors/request-problem.js';
import type { ApiSettings } from '../http/dependencies.js';
import {
  type AnswerHeader,
  type ApiAnswer,
  objectOf,
  type PathParameter,
  retryAfter,
  time,
  trunkId,
} from '../http/endpoint.js';
import {
  fieldOf,
  formed,
  notAnObject,
  optionalNumber,
  type Reading,
  readBody,
  requiredText,
} from '../http/fields.js';
import { presentUnsuccessful } from '../http/outcomes.js';
import { rateLimited } from '../http/rate-limits.js';
import { idempotencyHeader, idempotencyKeyParameter } from '../http/request.js';
import { command, forOrganization, type Route } from '../http/route.js';
import { createBodyReader, createBodySchema, createExample } from './checks.js';
import { nextPart, partOf, partParameters, placeCursor, readPart, v1Style } from './paging.js';
import { ownerNamed, ownerParameter } from './trunks/set-up.js';
import { byTrunk } from './trunks/trunk.js';

const testCalls = { tag: 'Test calls', style: v1Style } as const;

const id: PathParameter<TestCallId> = {
  description: 'The id of the test call.',
  schema: { type: 'string', pattern: testCallIdForm.pattern },
  example: testCallIdForm.examples[0],
  read: (text) => {
    if (!isTestCallId(text)) throw new RequestProblem('test_call_not_found');
    return text;
  },
};

const testCallObject = objectOf<TestCallView>()({
  id: [z.string().regex(new RegExp(testCallIdForm.pattern)), (call) => call.id],
  state: [z.enum(testCallStates), ({ state }) => state],
  trunk_id: [
    trunkId.nullable().meta({ description: 'Null for a call over a trunk that was not set up.' }),
    (call) => call.trunkId,
  ],
  to: [z.string(), ({ called }) => called],
  ring_seconds: [z.int(), ({ ringSeconds }) => ringSeconds],
  talk_seconds: [z.int(), ({ talkSeconds }) => talkSeconds],
  verdict: [
    z.enum(verdictNames).nullable().meta({ description: 'How the call went; null while it goes on.' }),
    ({ result }) => result?.verdict ?? null,
  ],
  meaning: [z.string().nullable(), ({ result }) => result && verdicts[result.verdict].meaning],
  remedy: [
    z.string().nullable().meta({ description: 'What to do; null if calls leave through the trunk.' }),
    ({ result }) => result && verdicts[result.verdict].remedy,
  ],
  sip: [
    z.strictObject({ code: z.int(), reason: z.string() }).nullable().meta({
      description: 'The final SIP status of the carrier; null if it sent none that LiveKit reports.',
    }),
    ({ result }) => result?.sip ?? null,
  ],
  events: [
    z.array(z.strictObject({ event: z.enum(testCallEvents), at: time })),
    ({ events }) => events.map(({ event, at }) => ({ event, at: new Date(at).toISOString() })),
  ],
  created_at: [time, ({ createdAt }) => createdAt.toISOString()],
  finished_at: [time.nullable(), ({ finishedAt }) => finishedAt?.toISOString() ?? null],
});
const testCallSchema = z.strictObject(testCallObject.shape).meta({ id: 'TestCall' });

const called = '+13105550123';
const answeredExample = {
  id: testCallIdForm.examples[0],
  state: 'finished',
  trunk_id: 42,
  to: called,
  ring_seconds: 20,
  talk_seconds: 2,
  verdict: 'credentials_rejected',
  meaning: verdicts.credentials_rejected.meaning,
  remedy: verdicts.credentials_rejected.remedy,
  sip: { code: 403, reason: 'Forbidden' },
  events: [
    { event: 'accepted', at: '2026-03-31T10:00:00.000Z' },
    { event: 'dialling', at: '2026-03-31T10:00:00.060Z' },
    { event: 'hung_up', at: '2026-03-31T10:00:00.420Z' },
  ],
  created_at: '2026-03-31T10:00:00.000Z',
  finished_at: '2026-03-31T10:00:00.420Z',
} satisfies z.output<typeof testCallSchema>;

const callFields = {
  to: requiredText('To', formed(parseE164, didForm)),
  ring_seconds: optionalNumber('Ring seconds', ringBounds),
  talk_seconds: optionalNumber('Talk seconds', talkBounds),
};
const callSchema = z.strictObject(callFields, notAnObject);
const callReader = z.object(callFields, notAnObject);
/** The problem of the whole trunk has the empty name. */
const noTrunk: Reading<never> = {
  ok: false,
  problems: { '': ['Trunk must be an object with the body of a create.'] },
};

interface RequestedCall extends CallLength {
  readonly called: E164;
}

function readCall(body: unknown): Reading<RequestedCall> {
  const reading = readBody(callReader, body);
  if (!reading.ok) return reading;
  const { to, ring_seconds: ring, talk_seconds: talk } = reading.value;
  const value = {
    called: to,
    ringSeconds: ring ?? ringBounds.usual,
    talkSeconds: talk ?? talkBounds.usual,
  };
  return { ok: true, value };
}

const headers = ['Location', 'Idempotency-Replayed?'] as const;
const placing = {
  ...testCalls,
  access: 'call',
  method: 'post',
  slot: 'none',
  headers: {
    [idempotencyHeader]: idempotencyKeyParameter,
    Prefer: {
      description: '`respond-async` or `wait=5`: how long to wait for the end of the call (RFC 7240).',
      schema: { type: 'string' },
    },
  },
  answers: {
    200: {
      description: 'The call is over, and it is hung up.',
      schema: testCallSchema,
      headers,
      examples: { call: answeredExample },
    },
    202: { description: 'The call goes on. Location is its address.', schema: testCallSchema, headers },
  },
  errors: [
    'validation_failed',
    'idempotency_key_reused',
    'destination_not_allowed',
    'outbound_disabled',
    'too_many_test_calls',
    'temporal_unavailable',
    'database_unavailable',
    'capacity_unavailable',
  ],
} as const;

const description =
  'LiveKit really calls the number, and hangs up after `talk_seconds`, or if nobody answers within `ring_seconds`. The answer says how ' +
  'it went, why, and what to do. The key needs the scope `call`, which only the operator of the service can give.';

/** Places a test call over a trunk. */
export const testCallTrunk = command(
  {
    ...byTrunk,
    ...placing,
    path: '/v1/trunks/{id}/test-call',
    id: 'testCallTrunk',
    summary: 'Place a test call over a trunk',
    description,
    body: {
      schema: callSchema.meta({ id: 'TestCallRequest' }),
      required: true,
      examples: { call: { summary: 'A call with the usual limits', value: { to: called } } },
    },
    errors: [...placing.errors, 'trunk_not_found'],
  },
  {
    read: async ({ input }) => readCall(await input.json()),
    run: (head, call, { api, path }) =>
      api.testCalls.place({ ...head, ...call, over: { kind: 'trunk', id: path.id } }),
    present,
  },
);

/** Makes the route that places a test call over a trunk that is not set up. */
export function testCallRequestRoute(settings: ApiSettings): Route {
  const readTrunk = createBodyReader(settings);
  return command(
    {
      ...placing,
      owned: ownerNamed,
      query: { organization_id: ownerParameter },
      path: '/v1/test-calls',
      id: 'testCallRequest',
      summary: 'Place a test call over a trunk that is not set up',
      description: `${description} \`trunk\` is the body of a create, of either contract or of /v1. Nothing is set up.`,
      body: {
        schema: z.strictObject({ ...callFields, trunk: createBodySchema(settings) }, notAnObject),
        required: true,
        examples: {
          call: {
            summary: 'A call with the usual limits',
            value: { to: called, trunk: createExample },
          },
        },
      },
    },
    {
      read: async ({ input, caller }) => {
        const body = await input.json();
        const call = readCall(body);
        const asked = fieldOf(body, 'trunk');
        const trunk =
          typeof asked === 'object' && asked !== null ? readTrunk(asked, caller.agentName) : noTrunk;
        if (call.ok && trunk.ok) {
          const over: CalledOver = { kind: 'new', request: trunk.value };
          return { ok: true, value: { ...call.value, over } };
        }
        const ofTrunk = Object.entries(trunk.ok ? {} : trunk.problems);
        const nested = ofTrunk.map(([field, problems]) => [`trunk${field && `.${field}`}`, problems]);
        return {
          ok: false,
          problems: { ...(call.ok ? {} : call.problems), ...Object.fromEntries(nested) },
        };
      },
      run: (head, call, { api }) => api.testCalls.place({ ...head, ...call }),
      present,
    },
  );
}

function present(answer: TestCallAnswer): ApiAnswer {
  switch (answer.kind) {
    case 'placed':
      return presentCall(answer.view, answer.view.state === 'finished' ? 200 : 202);
    case 'destination_not_allowed':
      throw new RequestProblem('destination_not_allowed', { fields: { to: [`To ${answer.problem}.`] } });
    case 'too_many_calls':
      throw rateLimited(answer.state);
    case 'outbound_disabled':
      throw new RequestProblem('outbound_disabled');
    case 'line_busy':
      throw new RequestProblem('too_many_test_calls', { headers: retryAfter(answer.retryAfterSeconds) });
    default:
      return presentUnsuccessful(v1Style, answer, { undertaking: 'control' });
  }
}

function presentCall(view: TestCallView, status: 200 | 202): ApiAnswer {
  const location = { Location: `/v1/test-calls/${view.id}` } satisfies Partial<Record<AnswerHeader, string>>;
  return { status, headers: location, body: testCallObject.of(view) };
}

const callCursor = placeCursor<TestCallPlace>({
  format: 'test-call-cursor',
  parts: ({ createdAt, id }) => [createdAt, id],
  placeOf: (createdAt, id) => (isTestCallId(id) ? { createdAt, id } : null),
});

/** Lists the test calls of an organization, the newest first. */
export const listTestCalls = forOrganization(
  {
    ...testCalls,
    method: 'get',
    path: '/v1/test-calls',
    query: partParameters(callCursor),
    id: 'listTestCalls',
    summary: 'List the test calls',
    answers: { 200: { description: 'The test calls, the newest first.', schema: partOf(testCallSchema) } },
    errors: ['validation_failed'],
  },
  async ({ request, caller, api }) => {
    const { limit, cursor } = readPart(request, callCursor);
    const part = await api.testCalls.list(caller.id, { after: cursor, limit });
    const last = part.more ? (part.calls.at(-1) ?? null) : null;
    const next = nextPart('/v1/test-calls', { limit }, callCursor, last);
    return { status: 200, body: { data: part.calls.map(testCallObject.of), next } };
  },
);

/** Reads a test call, also while it goes on. */
export const readTestCall = forOrganization(
  {
    ...testCalls,
    pathParameters: { id },
    owned: ({ path }) => ({ kind: 'test_call', id: path.id }) as const,
    method: 'get',
    path: '/v1/test-calls/{id}',
    id: 'readTestCall',
    summary: 'Read a test call',
    answers: {
      200: { description: 'The test call.', schema: testCallSchema, headers: ['Location'] },
    },
    errors: ['test_call_not_found'],
  },
  async ({ caller, path, api }) => {
    const view = await api.testCalls.find(caller.id, path.id);
    if (view === null) throw new RequestProblem('test_call_not_found');
    return presentCall(view, 200);
  },
);
