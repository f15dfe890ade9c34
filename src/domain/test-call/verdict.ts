/** The report of LiveKit about a call that it was asked to place. */
export type CallReport =
  | { readonly kind: 'answered' }
  /** The carrier ended the call with a SIP status. */
  | { readonly kind: 'sip_status'; readonly code: number; readonly reason: string }
  /** LiveKit or livekit-sip ended the call. `code` is Twirp's, `message` is LiveKit's text. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  /** LiveKit could not be reached, or did not answer in time. */
  | { readonly kind: 'no_report'; readonly timedOut: boolean };

/** The facts that are known about a call beside the report. */
export interface CallFacts {
  /** The carrier reported that the phone rings. */
  readonly rang: boolean;
  /** The carrier asks for a password before it decides; null if nobody has found out. */
  readonly challenges: boolean | null;
}

/** The facts about a verdict. */
interface VerdictEntry {
  /** A sentence that says what happened. */
  readonly meaning: string;
  /** A sentence that says what the owner of the trunk can do; null if the trunk works. */
  readonly remedy: string | null;
}

const placeAgain = 'Place the test call again.';

/** Every outcome of a test call, declared once. No text of LiveKit is repeated here. */
export const verdicts = {
  answered: { meaning: 'The call was answered. Calls leave through this trunk.', remedy: null },
  rings: {
    meaning: 'The phone rang and nobody answered. Calls leave through this trunk.',
    remedy: null,
  },
  busy: { meaning: 'The called number is busy. Calls leave through this trunk.', remedy: null },
  declined: {
    meaning: 'The call was declined by the called party, or by the carrier for it.',
    remedy: 'Call another number. If all calls are declined, ask the carrier why.',
  },
  unavailable: {
    meaning: 'The carrier took the call and cannot reach the called number now.',
    remedy: 'Call another number. If none can be reached, ask the carrier whether the account may call out.',
  },
  number_not_found: {
    meaning: 'The carrier took the call and does not know the called number.',
    remedy: 'Check the number, and whether sip_calling_format is the form that the carrier expects.',
  },
  credentials_rejected: {
    meaning: 'The carrier asked for credentials and refused the call after it got them.',
    remedy:
      'Check sip_username and sip_password. If they are right, ask the carrier whether the trunk may call from its number.',
  },
  credentials_missing: {
    meaning: 'The carrier asks for credentials, and the trunk does not have both a user name and a password.',
    remedy: 'Set sip_username and sip_password to those of the account at the carrier.',
  },
  forbidden: {
    meaning: 'The carrier refused the call and did not ask for credentials.',
    remedy:
      'Ask the carrier whether it accepts calls from the address of LiveKit, and from the number of the trunk.',
  },
  no_answer: {
    meaning: 'Nothing answered at the address of the carrier: the INVITE stayed without a final response.',
    remedy:
      'Check host, port and transport of the trunk, and whether the carrier drops calls from unknown addresses.',
  },
  unreachable: {
    meaning: 'No connection to the address of the carrier was possible.',
    remedy: 'Check host, port and transport of the trunk. With tls, check the certificate of the carrier.',
  },
  invite_too_large: {
    meaning: 'An INVITE of the call is too large for UDP, so it was not sent.',
    remedy: 'Use the transport tcp or tls. Encrypted media and many headers need it.',
  },
  media_refused: {
    meaning: 'The two sides do not agree on the media: the codecs or the encryption.',
    remedy: 'Ask the carrier which codecs it takes, and whether it demands encrypted media.',
  },
  redirected: {
    meaning: 'The carrier sent the call to another address. LiveKit does not follow redirections.',
    remedy: 'Use the address that the carrier names for outgoing calls.',
  },
  carrier_failed: {
    meaning: 'The carrier took the call and failed.',
    remedy: 'Try again later. If it stays so, ask the carrier about the status in sip.',
  },
  trunk_missing: {
    meaning: 'The outbound trunk does not exist in LiveKit.',
    remedy: 'Check the trunk: POST /v1/trunks/{id}/checks. A reconciliation restores missing objects.',
  },
  sip_node_missing: {
    meaning: 'No livekit-sip serves LiveKit, so no call can be placed.',
    remedy: 'Ask the operator of this service to start livekit-sip.',
  },
  livekit_failed: {
    meaning: 'LiveKit did not place the call.',
    remedy: `${placeAgain} If it stays so, tell the operator of this service.`,
  },
  target_refused: {
    meaning: 'The address of the carrier may not be called from here, or it could not be resolved.',
    remedy: 'Use a host name of the carrier that resolves to public addresses.',
  },
  interrupted: {
    meaning:
      'Trunkline was interrupted in the call and has hung up, so nobody knows how it would have ended.',
    remedy: placeAgain,
  },
  not_placed: {
    meaning: 'The call was not placed: it could not begin soon enough after the request.',
    remedy: placeAgain,
  },
} as const satisfies Record<string, VerdictEntry>;

export type Verdict = keyof typeof verdicts;
export const verdictNames = Object.keys(verdicts) as [Verdict, ...Verdict[]];

/** The SIP statuses that have a verdict of their own (RFC 3261, RFC 8197, RFC 8688). All others follow from their class. */
const bySipStatus: Readonly<Record<number, Verdict>> = {
  401: 'credentials_rejected',
  403: 'forbidden',
  404: 'number_not_found',
  407: 'credentials_rejected',
  410: 'number_not_found',
  415: 'media_refused',
  480: 'unavailable',
  484: 'number_not_found',
  485: 'number_not_found',
  486: 'busy',
  488: 'media_refused',
  600: 'busy',
  603: 'declined',
  604: 'number_not_found',
  606: 'media_refused',
  607: 'declined',
  608: 'declined',
};

/** The texts of livekit-server 1.13.5 and livekit-sip a2f683f, which name what no code tells apart. The first that fits counts. */
const byText: readonly (readonly [RegExp, Verdict])[] = [
  [/no response from servers/, 'sip_node_missing'],
  [/sip trunk does not exist/, 'trunk_missing'],
  [/max auth retry attempts/, 'credentials_rejected'],
  [/no username or password was provided/, 'credentials_missing'],
  [/larger than MTU/, 'invite_too_large'],
  [/no audio in sdp|codec not found|encryption|srtp/i, 'media_refused'],
  [/dial err|transport error|no such host|lookup |certificate|connection refused/, 'unreachable'],
];

/** Says how a call went. */
export function verdictOf(report: CallReport, { rang, challenges }: CallFacts): Verdict {
  switch (report.kind) {
    case 'answered':
      return 'answered';
    case 'sip_status':
      if (report.code === 403 && challenges === true) return 'credentials_rejected';
      return bySipStatus[report.code] ?? (report.code < 400 ? 'redirected' : 'carrier_failed');
    case 'refused': {
      const named = byText.find(([text]) => text.test(report.message));
      if (named !== undefined) return named[1];
      // livekit-sip gives up when the ringing time is over, whatever the carrier did until then.
      if (/timed out/.test(report.message)) return rang ? 'rings' : 'no_answer';
      return 'livekit_failed';
    }
    case 'no_report':
      if (!report.timedOut) return 'livekit_failed';
      return rang ? 'rings' : 'no_answer';
  }
}
