/** A method of LiveKit's API, e.g. `CreateSIPInboundTrunk`. */
export type SipMethod =
  | 'CreateSIPInboundTrunk'
  | 'CreateSIPOutboundTrunk'
  | 'CreateSIPDispatchRule'
  | 'UpdateSIPInboundTrunk'
  | 'UpdateSIPOutboundTrunk'
  | 'UpdateSIPDispatchRule'
  | 'ListSIPInboundTrunk'
  | 'ListSIPOutboundTrunk'
  | 'ListSIPDispatchRule'
  | 'DeleteSIPTrunk'
  | 'DeleteSIPDispatchRule'
  | 'CreateSIPParticipant'
  | 'DeleteRoom';

/** A fault that a request meets on its way to LiveKit. */
export type Fault =
  /** LiveKit never sees the request; the caller gets this answer. */
  | { readonly kind: 'answer'; readonly status: number; readonly code?: string; readonly message?: string }
  /** LiveKit never sees the request; the caller gets this text, as a gateway before LiveKit would send it. */
  | { readonly kind: 'foreign_answer'; readonly status: number; readonly type: string; readonly text: string }
  /** LiveKit never sees the request; the caller's connection is reset. */
  | { readonly kind: 'reset' }
  /** LiveKit never sees the request; the caller gets no answer, and its connection stays open. */
  | { readonly kind: 'swallow' }
  /** LiveKit carries out the request; the caller gets no answer, and its connection stays open. */
  | { readonly kind: 'swallow_reply' }
  /** LiveKit carries out the request; the caller's connection is cut before the reply. */
  | { readonly kind: 'lose_reply' }
  /** LiveKit carries out the request; the caller's connection is cut in the middle of the reply. */
  | { readonly kind: 'cut_reply' }
  /** LiveKit carries out the request; the caller gets another reply. */
  | { readonly kind: 'replaced_reply'; readonly status: number; readonly text: string }
  /** LiveKit carries out the request twice, one after the other; the caller gets one of the replies. */
  | { readonly kind: 'twice'; readonly reply: 'first' | 'second' }
  /** LiveKit carries out the request twice at the same time; the caller gets the reply that comes first. */
  | { readonly kind: 'twice_at_once' }
  /** The request reaches LiveKit only after this many milliseconds. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The request reaches LiveKit only this many milliseconds after its caller stopped waiting. */
  | { readonly kind: 'late'; readonly ms: number };

/** Answers as LiveKit and gateways before it really give them. */
export const answers = {
  refused: { kind: 'answer', status: 400, code: 'invalid_argument' },
  unauthorised: {
    kind: 'foreign_answer',
    status: 401,
    type: 'text/plain; charset=utf-8',
    text: 'invalid authorization token',
  },
  badRoute: { kind: 'answer', status: 404, code: 'bad_route', message: 'no handler for path' },
  throttled: { kind: 'answer', status: 429, code: 'resource_exhausted' },
  fault: { kind: 'answer', status: 500, code: 'unknown' },
  brokenGateway: {
    kind: 'foreign_answer',
    status: 502,
    type: 'text/html',
    text: '<html><body><h1>502 Bad Gateway</h1></body></html>',
  },
  unavailable: { kind: 'answer', status: 503, code: 'unavailable' },
} as const satisfies Record<string, Fault>;
