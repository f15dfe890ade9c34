interface CauseEntry {
  /** A sentence that says what is so. `it` is the object that it is said of, or the call. */
  readonly meaning: string;
  /** A sentence that says what to do; null if nothing is wrong with it. */
  readonly remedy: string | null;
}

/**
 * Everything that decides a call or keeps an object from taking it, declared once. `{to}`, `{from}` and `{source}` stand for what
 * the call has, `{number}` for the numbers of the object.
 */
export const causes = {
  // Why a trunk does not take a call.
  other_number: { meaning: 'It has other numbers.', remedy: null },
  number_in_other_form: {
    meaning: 'It seems to have this number, but in another form: {number}.',
    remedy:
      'The carrier sends {to}, the trunk has {number}. If that is the national form or the form with 00, enable accept_national for the trunk; otherwise let the carrier send the number as the trunk has it (E.164).',
  },
  caller_not_allowed: {
    meaning: 'Its list of callers does not contain {from}.',
    remedy: 'Add {from} to the allowed callers of the trunk (allowed_numbers in LiveKit), or clear the list.',
  },
  source_not_allowed: {
    meaning: 'Its list of addresses does not contain {source}.',
    remedy:
      'Add {source}, or the network from which the carrier sends, to the allowed addresses of the trunk.',
  },
  number_elsewhere: {
    meaning: 'It takes calls to every number, but another trunk has this number.',
    remedy: null,
  },
  ambiguous_trunk: {
    meaning: 'It takes this call, and so does another trunk. LiveKit then refuses the call with 503.',
    remedy: 'Leave only one inbound trunk that takes this call: delete the others, or change their numbers.',
  },
  // Why a rule does not take a call.
  names_other_trunks: { meaning: 'It names other trunks.', remedy: null },
  names_a_trunk: { meaning: 'It names trunks, and the call has none.', remedy: null },
  caller_not_in_rule: {
    meaning: 'Its inbound_numbers do not contain the caller as exactly this text: {from}.',
    remedy:
      'Clear inbound_numbers of the rule, or write the caller there exactly as the carrier sends it: {from}. Rules do not normalise numbers.',
  },
  number_not_in_rule: {
    meaning: 'Its numbers do not contain the called number as exactly this text: {to}.',
    remedy:
      'Clear numbers of the rule, or write the called number there exactly as the carrier sends it: {to}. Rules do not normalise numbers.',
  },
  pin_differs: { meaning: 'It has a PIN, and the caller entered another one.', remedy: null },
  pin_not_entered: { meaning: 'It has a PIN, and the caller entered none.', remedy: null },
  rule_is_open: { meaning: 'It has no PIN, and the caller entered one.', remedy: null },
  trunks_rule_first: {
    meaning: 'It names no trunk, and a rule that names the trunk comes first.',
    remedy: null,
  },
  later_rule: {
    meaning:
      'Another rule comes first: rules with more filters do, then those with a PIN, then direct before individual before callee.',
    remedy: null,
  },
  conflicting_rule: {
    meaning:
      'It has a trunk, caller, called number and PIN in common with another rule, or lists one of them twice in two forms. LiveKit then refuses with 503 each call for which it reads the rule.',
    remedy: 'Delete one of the two rules, or make them differ in trunk, number or PIN.',
  },
  undecided_rule: { meaning: 'It would take the call, but other rules are in conflict.', remedy: null },
  unknown_rule: {
    meaning: 'LiveKit does not know its kind, and refuses with 503 each call for which it reads the rule.',
    remedy: 'Delete the rule.',
  },
  ends_livekit: {
    meaning: 'It hides numbers. A call without a caller then ends the process of livekit-server.',
    remedy:
      'Set hide_phone_number of the rule to false at once: anybody who can send such a call can end livekit-server.',
  },
  // What decides the call as a whole.
  credentials_missing: {
    meaning: 'LiveKit asks for the credentials of the trunk (407), and the caller has none.',
    remedy:
      'Enter the user name and password of the trunk at the carrier, or admit the carrier by its addresses instead.',
  },
  credentials_wrong: {
    meaning: 'The caller answers the challenge with other credentials than those of the trunk.',
    remedy: 'Compare user name (with upper and lower case) and password at the carrier with the trunk.',
  },
  credentials_unasked: {
    meaning: 'The caller sends credentials before LiveKit asks for them. LiveKit refuses them.',
    remedy: 'Let the carrier send credentials only in answer to 407, for the nonce of that answer.',
  },
  credentials_in_wrong_header: {
    meaning: 'The caller answers in an Authorization header. LiveKit reads only Proxy-Authorization.',
    remedy: 'Let the carrier answer 407 with Proxy-Authorization.',
  },
  no_called_user: {
    meaning: 'The To header has no user part, as in a tel: URI, so no trunk has its number.',
    remedy: 'Let the carrier send To as a SIP URI with the number as its user: sip:+14155551234@host.',
  },
  no_trunk: {
    meaning: 'No inbound trunk takes a call to {to}.',
    remedy: 'Set up a trunk for {to}, or let the carrier send the number of a trunk that exists.',
  },
  no_rule: {
    meaning: 'No dispatch rule takes the calls of the trunk.',
    remedy: 'Repair the trunk (trunkline reconcile --repair), or create a dispatch rule that names it.',
  },
  inbound_disabled: {
    meaning: 'Calls to the trunk are off (inbound_enabled is false), so LiveKit refuses them with 486.',
    remedy: 'Change inbound_enabled of the trunk to true.',
  },
  room_unusable: {
    meaning: 'The rule gives the room no name, or one of more than 256 bytes, so LiveKit refuses with 486.',
    remedy: 'Give the rule a room name or a prefix of a usual length.',
  },
  no_offer: {
    meaning: 'The INVITE has no SDP offer.',
    remedy: 'Let the carrier send its offer in the INVITE (early offer).',
  },
  no_common_codec: {
    meaning: 'The caller and the trunk have no audio codec in common.',
    remedy: 'Let the carrier offer PCMU or PCMA, or list its codec in the media settings of the trunk.',
  },
  encryption_required: {
    meaning: 'The trunk or its rule requires encrypted media, and the caller offers plain RTP.',
    remedy: 'Let the carrier use SRTP (with TLS), or do not require encryption.',
  },
  media_unusable: {
    meaning:
      'LiveKit cannot read the media settings of the trunk or rule: no codec is listed, or one without a rate.',
    remedy: 'List codecs with their rate, or do not limit the call to listed codecs.',
  },
  pin_asked: {
    meaning: 'LiveKit answers the call to ask for a PIN. The caller joins a room only after a right one.',
    remedy: 'Enter the PIN of a rule for this number, then #.',
  },
  pin_refused: {
    meaning: 'No rule takes the call with what the caller entered, so LiveKit hangs up.',
    remedy: 'Enter the PIN of a rule for this number, then #.',
  },
  // What is dangerous although the call is taken.
  taken_without_trunk: {
    meaning:
      'No trunk takes the call, but a rule without trunks does: anybody may call in, without credentials.',
    remedy: 'Name trunks in the rule, or delete it.',
  },
  addresses_unreadable: {
    meaning: 'LiveKit drops every entry in its list of addresses, so it admits everybody.',
    remedy: 'Write the allowed addresses as CIDR, one per entry: 203.0.113.7/32.',
  },
  source_claimed: {
    meaning:
      'Its list of addresses admits the call by the host of the From header, which the caller chooses.',
    remedy: 'Write the allowed addresses as CIDR: 203.0.113.7/32.',
  },
  credentials_incomplete: {
    meaning: 'It has only a user name or only a password, so LiveKit asks for no credentials.',
    remedy: 'Set both the user name and the password, or neither.',
  },
  // What a tenant learns of the objects of others.
  not_yours: {
    meaning: 'An object that is not yours takes the call, or keeps LiveKit from deciding it.',
    remedy: 'Call the number of one of your trunks. If it is yours, tell the operator of this service.',
  },
  number_not_assigned: {
    meaning:
      'The number {to} is not assigned to your organization, so the answer does not depend on whether somebody has it.',
    remedy:
      'Call the number of one of your trunks. If {to} is yours, ask the operator of this service to assign it.',
  },
  // Calls that LiveKit places.
  outbound_disabled: {
    meaning: 'Calls from the trunk are off (outbound_enabled is false), so LiveKit refuses to place them.',
    remedy: 'Change outbound_enabled of the trunk to true.',
  },
  not_outbound: {
    meaning: 'LiveKit has no such outbound trunk, and answers 404.',
    remedy:
      'Repair the trunk (trunkline reconcile --repair), or use the id of the outbound trunk and not of the inbound one.',
  },
  nobody_called: {
    meaning: 'The number to call is empty or a SIP URI.',
    remedy: 'Give the number or user alone, without sip: and without a host.',
  },
  no_caller_number: {
    meaning: 'The trunk has no number to call from.',
    remedy: 'Give the trunk a number, or give sip_number in each call.',
  },
  address_unusable: {
    meaning: 'LiveKit cannot send to the address of the trunk.',
    remedy: 'Write the address as host or host:port, without sip: and without parameters.',
  },
  transport_is_udp: {
    meaning: 'The transport is automatic, which is UDP.',
    remedy: 'If the carrier takes only TCP or TLS, set the transport. The symptom is 408 for every call.',
  },
  challenge_unanswerable: {
    meaning: 'The trunk has no complete credentials, so LiveKit cannot answer a challenge of the carrier.',
    remedy: 'If the carrier asks for credentials, set both the user name and the password of the trunk.',
  },
} as const satisfies Record<string, CauseEntry>;

/** The code of a cause, as explanations report it. */
export type Cause = keyof typeof causes;

/** A cause against which something can be done. */
export type RemediableCause = {
  [C in Cause]: (typeof causes)[C]['remedy'] extends string ? C : never;
}[Cause];
